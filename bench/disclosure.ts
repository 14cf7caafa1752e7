import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { discloseCredential } from "../core/credential/disclosure/disclose.ts";
import { stateEnd } from "../core/credential/disclosure/mandatory-pointers.ts";
import { openDisclosable } from "../core/credential/disclosure/statements/disclosable-document.ts";
import { signCredential } from "../core/credential/proof/sign.ts";
import type { JsonObject } from "../core/json/json-value.ts";
import { verifyCredential } from "../core/verification/verify-credential.ts";
import { type DisclosingEmployer, disclosingEmployer } from "../test/support/disclosing-employer.ts";
import { employer, student, world } from "../test/support/world.ts";

/** What selective disclosure costs, on the example credential, beside a proof over the whole. Processor time, medians. */

const rounds = 15;
const created = new Date("2026-03-01T12:00:00Z");
const example = readFileSync("examples/micro-internship.json", "utf8").replace("STUDENT_DID", student.did);
const exampleBy = ({ did }: Pick<DisclosingEmployer, "did">): JsonObject =>
  stateEnd(JSON.parse(example.replace("ISSUER_DID", did)));
const pointers = ["/credentialSubject/result", "/credentialSubject/achievement/name"];

console.log(`Node ${process.version}, ${rounds} rounds, median of processor time in milliseconds`);
const whole = () => signCredential(exampleBy(employer), { signer: employer.signer, created });
const signed = await whole();
console.log(`eddsa-rdfc-2022  sign ${await median(whole)}  verify ${await median(() => verify(signed))}`);
for (const suite of ["ecdsa-sd-2023", "bbs-2023"] as const) {
  const by = disclosingEmployer(suite);
  const { quads } = await openDisclosable(exampleBy(by));
  const first = await time(() => by.issue(exampleBy(by)));
  const held = await by.issue(exampleBy(by));
  const disclose = () => discloseCredential(held, { pointers, seed: Uint8Array.from(randomBytes(32)) });
  const shown = await disclose();
  const cold = await time(() => verify(shown));
  console.log(
    `${suite.padEnd(15)}  ${quads.length} statements  sign ${await median(() => by.issue(exampleBy(by)))} (first ${first.toFixed(0)})  ` +
      `disclose ${await median(disclose)}  verify a part ${await median(() => verify(shown))} (first ${cold.toFixed(0)})  ` +
      `verify the holder's copy ${await median(() => verify(held))}  ` +
      `proofValue ${lengthOf(held)} and ${lengthOf(shown)} characters`,
  );
}

function verify(credential: JsonObject): Promise<unknown> {
  return verifyCredential(credential, { checks: "all" }, world());
}

function lengthOf({ proof }: JsonObject): number {
  return String((proof as JsonObject[])[0]?.proofValue).length;
}

async function median(action: () => Promise<unknown>): Promise<string> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await time(action));
  return (times.toSorted((one, other) => one - other)[rounds >> 1] ?? Number.NaN).toFixed(0);
}

async function time(action: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await action();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
