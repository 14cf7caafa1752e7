import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Line, styled } from "../wallet-cli/terminal/line.ts";
import { makeOffer } from "./employer-act.ts";
import { type Ending, playJourney } from "./journey.ts";
import { programs } from "./programs.ts";
import { startService, stopAllServices } from "./services.ts";
import { Stage, UnexpectedOutcome } from "./stage.ts";
import type { Story } from "./story.ts";
import { walletUser } from "./wallet-process.ts";

const passphrase = "a passphrase for the demo";

async function main(): Promise<number> {
  const isOnce = process.argv.includes("--once");
  const colour = process.stdout.isTTY === true && !process.env.NO_COLOR;
  const stage = new Stage((text) => void process.stdout.write(text), { colour });
  const folder = await mkdtemp(join(tmpdir(), "stint-demo-"));
  const interrupted = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  try {
    const isPlayed = play(stage, folder);
    const ending = await Promise.race([isPlayed, interrupted.then(() => undefined)]);
    if (ending !== undefined && !isOnce) {
      await tellWhatToTry(stage, { folder, ending });
      await interrupted;
    }
    return ending === undefined ? 130 : 0;
  } catch (error) {
    stage.say("", [styled(["red", "bold"], "The demo did not go as it should. "), wordsOf(error)]);
    return 1;
  } finally {
    await stopAllServices();
    await rm(folder, { recursive: true, force: true });
    stage.say("", "Both services are stopped, and the demo's folder is gone.");
  }
}

async function play(stage: Stage, folder: string): Promise<Ending> {
  const adminToken = randomBytes(24).toString("base64url");
  stage.say(
    [styled("bold", "Stint: an employer offers, a student claims and answers, a recruiter gets a verdict")],
    `Real services, real HTTP, the real command line; everything lies in ${folder}`,
  );
  const settings = {
    STINT_ADMIN_TOKEN: adminToken,
    STINT_KEY_PASSPHRASE: randomBytes(24).toString("base64url"),
    STINT_RATE_LIMIT: "0",
  };
  const issuer = await startService({ name: "issuer", program: programs.issuer, folder, settings });
  const person = (wallet: string) =>
    walletUser({ program: programs.wallet, folder, wallet: join(folder, wallet), passphrase });
  const story: Story = {
    stage,
    folder,
    issuer,
    adminToken,
    student: person("student"),
    thief: person("thief"),
  };
  const ending = await playJourney(story);
  stage.say("", [styled(["green", "bold"], `All ${stage.steps} steps came out as they should.`)]);
  await writeShellSettings(folder, { adminToken, ending });
  return ending;
}

/** With this file the commands that were shown can be typed as they are. */
async function writeShellSettings(
  folder: string,
  { adminToken, ending }: { adminToken: string; ending: Ending },
): Promise<void> {
  const lines = [
    `cd '${folder}'`,
    `stint() { '${process.execPath}' '${programs.wallet}' "$@"; }`,
    `export STINT_WALLET_DIR='${folder}/student' STINT_PASSPHRASE='${passphrase}' STINT_ALLOW_LOOPBACK=true`,
    `ISSUER=${ending.issuer.url} VERIFIER=${ending.verifier.url} ADMIN_TOKEN=${adminToken}`,
    `EMPLOYER=${ending.employer.did} API_KEY=${ending.employer.apiKey}`,
  ];
  await writeFile(join(folder, "settings.sh"), `${lines.join("\n")}\n`, { mode: 0o600 });
}

async function tellWhatToTry(
  stage: Stage,
  { folder, ending }: { folder: string; ending: Ending },
): Promise<void> {
  const { issuer, verifier, employer, achievement } = ending;
  const recipient = { name: "You", email: "you@student.example" };
  const { link } = await makeOffer(ending, employer, {
    achievement,
    recipient,
    offer: { transactionCode: false },
  });
  const adminToken = await readFile(join(folder, "verifier-data", "admin-token"), "utf8");
  const page = (what: string, address: string): Line => [`  ${what.padEnd(38)}`, styled("bold", address)];
  stage.say(
    "",
    [styled(["bold", "cyan"], "Now you: pages to open")],
    page("An offer that waits for you", link),
    page("The employer's console", `${issuer.url}/console`),
    page("  … sign in with its API key", employer.apiKey),
    page(
      "The micro-internship, for everybody",
      `${issuer.url}/issuers/${employer.slug}/achievements/${achievement}`,
    ),
    page("Recruiter: verify a file", `${verifier.url}/`),
    page("Recruiter: ask for a presentation", `${verifier.url}/ask`),
    page("Recruiter: whom to believe", `${verifier.url}/trust`),
    page("  … sign in with the admin token", adminToken.trim()),
    page("APIs", `${issuer.url}/docs  ${verifier.url}/docs`),
    "",
    "  Drop the file micro-internship.json or altered.json from the demo's folder on the verifier's page.",
    "  Or type the commands above yourself, in another terminal, after:",
    [styled("dim", "    $ "), `. ${folder}/settings.sh`],
    "",
    "  Ctrl-C stops both services and removes the folder.",
  );
}

function wordsOf(error: unknown): string {
  if (error instanceof UnexpectedOutcome) return error.message;
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}

process.exitCode = await main();
