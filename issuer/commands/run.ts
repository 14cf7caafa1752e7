import { Command, Option } from "commander";
import { keyTypes } from "../../core/keys/public-key.ts";
import type { ProblemCode } from "../../core/problem/codes.ts";
import { Problem } from "../../core/problem/problem.ts";
import { signaturesOf } from "../signing-keys/signatures-of-keys.ts";
import { createIssuer } from "./issuers.ts";
import { createKey, listKeys, revokeKey } from "./keys.ts";
import { createSigningKey, listSigningKeys, rotateSigningKey, withdrawSigningKey } from "./signing-keys.ts";

const settings = `
Settings (environment):
  STINT_HOST, STINT_PORT   where to listen (127.0.0.1, 8001)
  STINT_PUBLIC_URL         how people reach it; stands in DIDs and credentials, so choose it once
  STINT_DATA_DIR           store, journal and generated secrets (./stint-issuer-data)
  STINT_ADMIN_TOKEN        creates issuers (generated, kept in the data directory)
  STINT_KEY_PASSPHRASE     seals the signing keys (generated, kept in the data directory)
  STINT_RATE_LIMIT         requests a minute from one address, 0 = no limit (600)
  STINT_LOG_LEVEL          silent, error, warn, info, debug (info)
  STINT_SMTP_URL           smtp:// or smtps:// of the server that mails claim links (none: links are shown to copy)
  STINT_MAIL_FROM          the sender of these mails
  STINT_WALLET_URL         where students get a wallet: a link on claim pages (none)
  STINT_ISSUER_WORKERS     threads, at most, for signatures for selective disclosure (as many as cores, 4 at most)
  STINT_ALLOW_LOOPBACK     true: read the DIDs of endorsers from this machine over http, for development (false)
  STINT_OPENID_DRAFTS      true: also serve wallets older than OpenID4VCI 1.0 (false)`;

const clientSettings = `
Talks to the running service at STINT_PUBLIC_URL with STINT_API_KEY, STINT_ADMIN_TOKEN or the admin token in STINT_DATA_DIR.`;

const json = new Option("--json", "print the answer as JSON");

/** What runs the service or reads its store is loaded when it is asked for: a question to the service needs none of it. */
function createProgram(): Command {
  const program = new Command("stint-issuer")
    .description("Issues verifiable credentials over HTTP")
    .exitOverride();
  program
    .command("serve")
    .description("run the service")
    .addHelpText("after", settings)
    .action(async () => (await import("./serve.ts")).serve());
  program
    .command("recover")
    .description("repair a damaged store; the service must be stopped")
    .option("--from-store", "believe the store and begin a new journal from it")
    .addHelpText("after", "\nRebuilds the store from its journal. The damaged files are kept beside it.")
    .action(async (options) => (await import("./recover.ts")).recover(options));

  const issuers = program
    .command("issuers")
    .description("manage issuers")
    .addHelpText("after", clientSettings);
  issuers
    .command("create <slug>")
    .description("create an issuer and print its API key")
    .option("--name <name>", "name of the employer")
    .option("--url <url>", "its website")
    .option("--profile <file>", "Open Badges Profile as a JSON file")
    .addOption(new Option("--did <method>", "DID method").choices(["key", "web"]).default("web"))
    .addOption(
      new Option("--key-type <type>", "of the one key that a did:key is (Ed25519)").choices(keyTypes),
    )
    .addOption(json)
    .addHelpText("after", '\nExample:\n  stint-issuer issuers create acme --name "Acme GmbH" --did web')
    .action(createIssuer);

  const keys = program.command("keys").description("manage API keys").addHelpText("after", clientSettings);
  keys.command("list <slug>").description("list the API keys of an issuer").addOption(json).action(listKeys);
  keys
    .command("create <slug>")
    .description("create an API key and print it")
    .addOption(
      new Option("--role <role>", "what it may do").choices(["admin", "issuer", "auditor"]).default("issuer"),
    )
    .option("--label <label>", "what it is for")
    .addOption(json)
    .action(createKey);
  keys
    .command("revoke <slug> <id>")
    .description("revoke an API key")
    .option("--since <moment>", "also revoke what it issued from then on (2026-11-20T08:00:00Z)")
    .addOption(json)
    .addHelpText(
      "after",
      "\nExample:\n  stint-issuer keys revoke acme key_0123456789abcdef --since 2026-11-20T08:00:00Z",
    )
    .action(revokeKey);

  addSigningKeyCommands(program);
  addEndorsementCommands(program);
  program
    .command("batch <slug> <file>")
    .description("issue or offer what a CSV table lists, and write the results beside it")
    .option("--dry-run", "tell what is wrong with the table, and store nothing")
    .option("--results <file>", "where the results go (<file>-results-<batch>.csv)")
    .addOption(json)
    .addHelpText(
      "after",
      `${clientSettings}\nIt must be an API key of the role admin or issuer: STINT_API_KEY.\n\nExample:\n  stint-issuer batch acme autumn.csv --dry-run`,
    )
    .action(async (slug, file, options) => (await import("./batch.ts")).runBatch(slug, file, options));
  return program;
}

function addSigningKeyCommands(program: Command): void {
  const type = (words: string) => new Option("--type <type>", words).choices(keyTypes);
  const signingKeys = program
    .command("signing-keys")
    .description("manage what an issuer signs with")
    .addHelpText("after", clientSettings);
  signingKeys
    .command("list <slug>")
    .description("list the signing keys of an issuer, and what each signs with")
    .addOption(json)
    .action(listSigningKeys);
  signingKeys
    .command("create <slug>")
    .description("make a first key of another type, beside the Ed25519 key of a did:web issuer")
    .addOption(type("what kind of key").makeOptionMandatory())
    .addOption(json)
    .addHelpText(
      "after",
      `\nThen options.cryptosuite (or options.alg, of a JWT) asks for its signature when issuing:\n${keyTypes
        .map((name) => `  ${name.padEnd(10)} ${signaturesOf(name).join(", ")}`)
        .join("\n")}\n\nExample:\n  stint-issuer signing-keys create acme --type P-256`,
    )
    .action(createSigningKey);
  signingKeys
    .command("rotate <slug>")
    .description("begin to sign with a new key; what the one before signed stays valid")
    .addOption(type("which key is replaced").default("Ed25519"))
    .addOption(json)
    .action(rotateSigningKey);
  signingKeys
    .command("withdraw <slug> <key>")
    .description("withdraw a key (key-1, p256-1): nothing that it signed verifies any more")
    .option("--since <moment>", "also revoke what it signed from then on (2026-11-20T08:00:00Z)")
    .addOption(json)
    .addHelpText(
      "after",
      "\nExample:\n  stint-issuer signing-keys withdraw acme p256-1 --since 2026-11-20T08:00:00Z",
    )
    .action(withdrawSigningKey);
}

/** Loaded when they are asked for, like the table's. */
const endorsements = () => import("./endorsements.ts");

function addEndorsementCommands(program: Command): void {
  const keyNeeded = `${clientSettings}\nIt must be an API key of the role admin or issuer: STINT_API_KEY.`;
  program
    .command("endorse <slug> <id>")
    .description("sign an endorsement of an issuer (its DID), an achievement or a credential (its id)")
    .option("--comment <text>", "why, in a few public words")
    .option("--valid-until <moment>", "until when it counts (2028-01-01T00:00:00Z)")
    .option("--out <file>", "write it to a new file instead of standard output")
    .addOption(json)
    .addHelpText(
      "after",
      `${keyNeeded}\n\nExample:\n  stint-issuer endorse state-university did:web:acme.example --comment "Our partner since 2024" --out acme.json`,
    )
    .action(async (slug, id, options) => (await endorsements()).endorse(slug, id, options));

  const received = program
    .command("endorsements")
    .description("what others said of an issuer and its achievements: its credentials carry it")
    .addHelpText("after", keyNeeded);
  received
    .command("add <slug> <file>")
    .description("verify an endorsement and add it")
    .addOption(json)
    .addHelpText("after", "\nExample:\n  stint-issuer endorsements add acme acme.json")
    .action(async (slug, file, options) => (await endorsements()).addEndorsement(slug, file, options));
  received
    .command("list <slug>")
    .description("list them")
    .addOption(json)
    .action(async (slug, options) => (await endorsements()).listEndorsements(slug, options));
  received
    .command("remove <slug> <id>")
    .description("take one out; credentials that carry it already keep it")
    .action(async (slug, id) => (await endorsements()).removeEndorsement(slug, id));
}

const couldNot: ReadonlySet<ProblemCode> = new Set(["FETCH_FAILED", "CANNOT_OPEN", "CONFLICT"]);

/** 0 done, 1 answered "no", 2 used wrongly, 3 could not. */
function exitCodeFor(error: unknown): number {
  if (error instanceof Error && "exitCode" in error) return error.exitCode === 0 ? 0 : 2;
  if (!(error instanceof Problem)) return 3;
  if (error.code === "CONFIGURATION" || error.code === "INVALID_REQUEST") return 2;
  return error.status >= 500 || couldNot.has(error.code) ? 3 : 1;
}

/** Runs one command of `stint-issuer`; gives its exit code. What `serve` started goes on. */
export async function run(args: string[]): Promise<number> {
  try {
    await createProgram().parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    const isCommanders = error instanceof Error && "exitCode" in error;
    if (!isCommanders) {
      process.stderr.write(
        `stint-issuer: ${error instanceof Error ? error.message : "something went wrong"}\n`,
      );
    }
    return exitCodeFor(error);
  }
}
