import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { JsonObject } from "../core/json/json-value.ts";
import { expectOutcome } from "./stage.ts";
import { type AskedFor, files, type Offer, type Story } from "./story.ts";

/** A student makes a wallet. */
export async function makeWallet({ stage, student }: Story): Promise<string> {
  stage.step("A student makes a wallet and gives its DID to the employer", "stint init");
  const { code, out } = await student.stint("init");
  const did = out.trim();
  expectOutcome(code === 0 && /^did:key:z6Mk\w+$/u.test(did), "a wallet with a did:key");
  stage.outcome(`The student is ${did}`);
  return did;
}

/** The student claims what the employer offers, and looks at it. */
export async function claimCredential(story: Story, { link, transactionCode }: Offer): Promise<void> {
  const { stage, student } = story;
  stage.step(
    "The student opens the link with the wallet: it shows who offers what, proves its key, verifies what it gets",
    `stint accept '${link}' --tx-code ${transactionCode} --yes`,
  );
  const accepted = await student.stint("accept", link, "--tx-code", transactionCode, "--yes");
  stage.screen(accepted.error);
  expectOutcome(
    accepted.code === 0,
    `the credential is claimed and kept (exit code 0), not ${accepted.code}`,
  );

  stage.step("The student looks into the wallet", "stint list");
  const listed = await student.stint("list");
  expectOutcome(listed.code === 0 && listed.out.includes("Fjordlys"), "the credential is in the list");
  stage.screen(listed.out);

  stage.step("The student reads what the credential says about the work", "stint show 1");
  const shown = await student.stint("show", "1");
  expectOutcome(
    shown.code === 0 && shown.out.includes("Results") && shown.out.includes("Verified"),
    "the work is shown",
  );
  stage.screen(shown.out);
}

/** The student answers a recruiter's request, from its link. */
export async function respond({ stage, student }: Story, { link }: AskedFor): Promise<void> {
  stage.step(
    "The student answers: the wallet shows who asks, which credential fits, and what it reveals",
    `stint respond '${link.length > 120 ? `${link.slice(0, 118)}…` : link}' --yes`,
  );
  const { code, error } = await student.stint("respond", link, "--yes");
  stage.screen(error);
  expectOutcome(code === 0, `the answer is sent (exit code 0), not ${code}`);
}

/** The student takes the credential out of the wallet as a file. */
export async function exportCredential({ stage, student, folder }: Story): Promise<JsonObject> {
  stage.step(
    "The same works with files: the student exports the credential",
    `stint show 1 --json > ${files.credential}`,
  );
  const { code, out } = await student.stint("show", "1", "--json");
  expectOutcome(code === 0, "the credential as JSON");
  const shown = JSON.parse(out) as JsonObject;
  const credential = (shown.credential ?? shown) as JsonObject;
  await writeFile(join(folder, files.credential), `${JSON.stringify(credential, null, 2)}\n`);
  stage.outcome(files.credential);
  return credential;
}

/** The student answers a recruiter's challenge. */
export async function present(
  { stage, student, folder }: Story,
  request: { challenge: string; domain: string; out: string },
): Promise<JsonObject> {
  const { challenge, domain, out } = request;
  stage.step(
    "The student presents the credential, signed for this challenge alone",
    `stint present 1 --challenge ${challenge} --domain ${domain} --out ${out}`,
  );
  const { code, error } = await student.stint(
    "present",
    "1",
    "--challenge",
    challenge,
    "--domain",
    domain,
    "--out",
    out,
  );
  expectOutcome(code === 0, "the presentation is signed");
  stage.screen(error);
  return JSON.parse(await readFile(join(folder, out), "utf8")) as JsonObject;
}
