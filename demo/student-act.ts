import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { JsonObject } from "../core/json/json-value.ts";
import { expectOutcome } from "./stage.ts";
import { files, type Story } from "./story.ts";

/** A student makes a wallet. */
export async function makeWallet({ stage, student }: Story): Promise<string> {
  stage.step("A student makes a wallet and gives its DID to the employer", "stint init");
  const { code, out } = await student.stint("init");
  const did = out.trim();
  expectOutcome(code === 0 && /^did:key:z6Mk\w+$/u.test(did), "a wallet with a did:key");
  stage.outcome(`The student is ${did}`);
  return did;
}

/** The student keeps the credential, and looks at it. */
export async function keepCredential({ stage, student }: Story): Promise<void> {
  stage.step("The student's wallet verifies the credential, then keeps it", `stint add ${files.credential}`);
  const added = await student.stint("add", files.credential);
  expectOutcome(
    added.code === 0 && added.error.includes("Verified and added"),
    "the credential is verified and added",
  );
  stage.screen(added.error);

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
