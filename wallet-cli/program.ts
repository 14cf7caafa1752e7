import { Command } from "commander";
import type { PresentOptions } from "./commands/present.ts";
import { examples } from "./examples.ts";
import type { ExitCode } from "./exit-code.ts";
import { GuidedProblem } from "./guided-problem.ts";
import type { Session } from "./session.ts";

/** The options that stand before or after any command, as commander gives them. */
export interface GlobalOptions {
  readonly json?: true;
  readonly wallet?: string;
  readonly passphraseFile?: string;
  readonly allowLoopback?: true;
  readonly color: boolean;
}

interface Programmed {
  readonly version: string;
  /** Called by the command that a person chose: with its function still to be loaded, so that starting stays fast. */
  readonly onCommand: (run: (session: Session) => Promise<ExitCode>) => void;
}

/** Every verb of `stint` with its arguments, options and help: what completion is generated from, too. */
export function createProgram({ version, onCommand }: Programmed): Command {
  const program = new Command("stint")
    .description("Your wallet for credentials of micro-internships: hold them, show them, verify anybody's")
    .version(version, "-V, --version", "print the version")
    .option("--json", "print one JSON value on standard output and nothing else")
    .option("--wallet <folder>", "where the wallet lies (STINT_WALLET_DIR, or ~/.stint)")
    .option(
      "--passphrase-file <file>",
      "take the passphrase from the first line of a file (or from STINT_PASSPHRASE)",
    )
    .option(
      "--allow-loopback",
      "for development: fetch from this machine, over http too (STINT_ALLOW_LOOPBACK)",
    )
    .option("--no-color", "no colours (NO_COLOR)")
    .helpCommand("help [command]", "print help for a command")
    .showHelpAfterError("(all commands: stint --help)");

  const verb = (usage: string, words: string) => {
    const command = program.command(usage).description(words).helpOption("-h, --help", "print this help");
    return command.addHelpText("after", () => examples(command.name()));
  };

  verb("init", "make a wallet: a new DID and its key").action(() =>
    onCommand(async (session) => (await import("./commands/init.ts")).init({}, session)),
  );
  verb("did", "print the wallet's DID, for whoever issues to you").action(() =>
    onCommand(async (session) => (await import("./commands/did.ts")).did({}, session)),
  );
  verb("add", "verify a credential and keep it")
    .argument("<source>", "a file, an https address, or - for standard input")
    .option("--anyway", "keep it also when it is not about you, or no longer in force")
    .action((source: string, { anyway }: { anyway?: true }) =>
      onCommand(async (session) =>
        (await import("./commands/add.ts")).add({ source, anyway: anyway === true }, session),
      ),
    );
  verb("list", "show what is in the wallet").action(() =>
    onCommand(async (session) => (await import("./commands/list.ts")).list({}, session)),
  );
  verb("show", "show one credential: the work done, then how far it can be believed")
    .argument("<credential>", credentialArgument)
    .action((credential: string) =>
      onCommand(async (session) => (await import("./commands/show.ts")).show({ credential }, session)),
    );
  verb("present", "sign a presentation of credentials for whoever asks")
    .argument("<credentials...>", `one or more; ${credentialArgument}`)
    .option("--challenge <text>", "the challenge that the recruiter gave you")
    .option("--domain <text>", "what the recruiter's verifier is called, usually its host name")
    .option("--out <file>", "write it to a new file instead of standard output")
    .action((credentials: string[], options: Partial<Omit<PresentOptions, "credentials">>) =>
      onCommand(async (session) => {
        const { challenge, domain, out } = options;
        return (await import("./commands/present.ts")).present(
          { credentials, challenge, domain, out },
          session,
        );
      }),
    );
  verb("verify", "give the verdict on anybody's credential or presentation; needs no wallet")
    .argument("<source>", "a file, an https address, or - for standard input")
    .option("--challenge <text>", "for a presentation: the challenge that you gave out")
    .option("--domain <text>", "for a presentation: what you are called")
    .option(
      "--trusted-issuers <file>",
      "a JSON file that says whom you believe; may be given several times",
      (file: string, files: string[]) => [...files, file],
      [],
    )
    .action((source: string, options: { challenge?: string; domain?: string; trustedIssuers: string[] }) =>
      onCommand(async (session) => {
        const { challenge, domain, trustedIssuers } = options;
        return (await import("./commands/verify.ts")).verify(
          { source, challenge, domain, trustedIssuers },
          session,
        );
      }),
    );
  verb("accept", "accept what an employer offers by a link, after showing who offers what")
    .argument("[link]", "the link: openid-credential-offer:, an interaction address or the offer's page")
    .option("-y, --yes", "do not ask")
    .option("--tx-code <code>", "the code that the employer gave you in another way than the link")
    .option("--format <format>", "ldp_vc or jwt_vc_json; the first that is offered when left out")
    .option("--proof <type>", "how to prove your key: jwt or di_vp")
    .option("--resume", "ask for what was promised for later, see stint pending")
    .action((link: string | undefined, options: AcceptWords) =>
      onCommand(async (session) => accept(link, options, session)),
    );
  verb("pending", "show what employers promised for later").action(() =>
    onCommand(async (session) => (await import("./commands/pending.ts")).pending({}, session)),
  );
  verb("respond", "answer somebody who asks for credentials, after showing who asks and what they would see")
    .argument("<link>", "the link: openid4vp: or an interaction address")
    .option("-y, --yes", "do not ask; without --choose, the first that fits")
    .option("--choose <number>", "which of the credentials that fit")
    .option("--deny", "tell them that you do not answer")
    .option("--ca <file>", "believe these certificate authorities too (PEM)")
    .action((source: string, { yes, choose, deny, ca }: RespondWords) =>
      onCommand(async (session) =>
        (await import("./commands/respond.ts")).respond(
          { source, yes: yes === true, deny: deny === true, choose, authorities: ca },
          session,
        ),
      ),
    );
  verb("share", "give credentials to one recruiter to look at for some days")
    .argument("<credentials...>", `one or more; ${credentialArgument}`)
    .option("--to <recruiter>", "the https address of their verifier, or their name")
    .option("--days <number>", "for how long, 14 when left out, at most 90")
    .option("--out <file>", "for a name: the new file it is written into")
    .option("-y, --yes", "do not ask")
    .action((credentials: string[], { to, days, out, yes }: ShareWords) =>
      onCommand(async (session) =>
        (await import("./commands/share.ts")).share(
          { credentials, to, days, out, yes: yes === true },
          session,
        ),
      ),
    );
  verb("shares", "show what was shared, with whom and until when, or take one back")
    .argument("[action]", "revoke")
    .argument("[number]", "which one, as stint shares counts them")
    .action((action: string | undefined, number: string | undefined) =>
      onCommand(async (session) =>
        (await import("./commands/shares.ts")).shares({ action, number }, session),
      ),
    );
  verb("status", "verify a held credential again: does it still stand?")
    .argument("<credential>", credentialArgument)
    .action((credential: string) =>
      onCommand(async (session) => (await import("./commands/status.ts")).status({ credential }, session)),
    );
  verb("remove", "take a credential out of the wallet")
    .argument("<credential>", credentialArgument)
    .option("-y, --yes", "do not ask")
    .action((credential: string, { yes }: { yes?: true }) =>
      onCommand(async (session) =>
        (await import("./commands/remove.ts")).remove({ credential, yes: yes === true }, session),
      ),
    );
  verb("backup", "write the whole wallet into one encrypted file")
    .argument("<file>", "a new file")
    .action((file: string) =>
      onCommand(async (session) => (await import("./commands/backup.ts")).backup({ file }, session)),
    );
  verb("restore", "make the wallet of a backup again, or add what this one lacks")
    .argument("<file>", "a file that stint backup wrote")
    .action((file: string) =>
      onCommand(async (session) => (await import("./commands/restore.ts")).restore({ file }, session)),
    );
  const completion = verb("completion", "print a completion script for your shell");
  completion
    .argument("<shell>", "bash, zsh or fish")
    .action((shell: string) =>
      onCommand(async (session) =>
        (await import("./commands/completion.ts")).completion({ shell, program }, session),
      ),
    );
  return program;
}

interface AcceptWords {
  readonly yes?: true;
  readonly txCode?: string;
  readonly format?: string;
  readonly proof?: string;
  readonly resume?: true;
}

interface RespondWords {
  readonly yes?: true;
  readonly choose?: string;
  readonly deny?: true;
  readonly ca?: string;
}

interface ShareWords {
  readonly to?: string;
  readonly days?: string;
  readonly out?: string;
  readonly yes?: true;
}

async function accept(
  source: string | undefined,
  { yes, txCode: transactionCode, format, proof, resume }: AcceptWords,
  session: Session,
): Promise<ExitCode> {
  if (source === undefined) {
    if (resume) return (await import("./commands/pending.ts")).resumePending(session);
    throw new GuidedProblem("INVALID_REQUEST", "Which offer?", "Give its link: stint accept LINK");
  }
  const options = { source, yes: yes === true, transactionCode, format, proof };
  return (await import("./commands/accept.ts")).accept(options, session);
}

const credentialArgument = "its number in stint list, its id, or the beginning of its id";
