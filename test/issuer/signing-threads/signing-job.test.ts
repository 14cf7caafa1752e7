import { describe, expect, test } from "vitest";
import type { DisclosureSuiteName } from "../../../core/credential/disclosure/disclosure-suites.ts";
import { stateEnd } from "../../../core/credential/disclosure/mandatory-pointers.ts";
import { signCredential } from "../../../core/credential/proof/sign.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { keyPair, signerFor } from "../../../core/keys/key-pair.ts";
import type { DisclosureKey, DisclosureKeyType } from "../../../issuer/signing-keys/disclosure-key.ts";
import { runSigningJob } from "../../../issuer/signing-threads/run-signing-job.ts";
import { disclosingEmployer } from "../../support/disclosing-employer.ts";
import { startSigningThreads } from "../../support/running-issuer.ts";
import { unsigned } from "../../support/world.ts";

const suites: [DisclosureSuiteName, DisclosureKeyType][] = [
  ["ecdsa-sd-2023", "P-256"],
  ["bbs-2023", "BLS12-381"],
];
const created = new Date("2026-03-01T12:00:00Z");

function keyOf(suite: DisclosureSuiteName, type: DisclosureKeyType): DisclosureKey {
  const verificationMethod = disclosingEmployer(suite).signer.id;
  const [secret, seed] = [new Uint8Array(32).fill(11), new Uint8Array(32).fill(21)];
  return { type, verificationMethod, secret, seed };
}

const documentBy = (suite: DisclosureSuiteName): JsonObject =>
  stateEnd(unsigned({ issuer: disclosingEmployer(suite).did }));

describe.each(suites)("a signature with %s", (cryptosuite, type) => {
  const mandatoryPointers = ["/name"];

  test("is made in a thread to the byte as the core makes it here (security rule 8)", async () => {
    const threads = startSigningThreads({ threads: 1 });
    const { secret, seed, verificationMethod } = keyOf(cryptosuite, type);
    const signer = signerFor(verificationMethod, keyPair(type, secret));
    const options = { cryptosuite, created, mandatoryPointers };
    const document = documentBy(cryptosuite);
    const here = await signCredential(document, { ...options, signer, seed });
    const key = async () => keyOf(cryptosuite, type);
    for (let time = 0; time < 2; time += 1)
      expect(JSON.stringify(await threads.sign({ document, ...options, key }))).toBe(JSON.stringify(here));
    const nowhere = threads.sign({ document, cryptosuite, created, mandatoryPointers: ["/nowhere"], key });
    await expect(nowhere).rejects.toMatchObject({ code: "PROOF_GENERATION_ERROR" });
    await threads.close();
  });

  test.each([
    ["is made", {}, "signed"],
    ["is refused", { mandatoryPointers: ["/nowhere"] }, "refused"],
    ["fails by a bug", { text: "{" }, "failed"],
  ])("leaves no secret behind when it %s (security rule 10)", async (_, changes, outcome) => {
    const key = keyOf(cryptosuite, type);
    const text = JSON.stringify(documentBy(cryptosuite));
    expect(await runSigningJob({ text, cryptosuite, created, key, ...changes })).toMatchObject({ outcome });
    expect([key.secret, key.seed]).toEqual([new Uint8Array(32), new Uint8Array(32)]);
  });

  test("is refused for a key of another kind, as the core refuses it", async () => {
    const other = suites.find(([name]) => name !== cryptosuite);
    if (!other) throw new TypeError("There are two");
    const job = { text: JSON.stringify(documentBy(cryptosuite)), created, key: keyOf(...other) };
    expect(await runSigningJob({ ...job, cryptosuite })).toMatchObject({
      outcome: "refused",
      code: "INVALID_REQUEST",
    });
  });
});

test("no more than 64 status lists wait to be signed: OVERLOADED for what comes then", async () => {
  const workerFile = new URL("../../support/workers/misbehaving-signer.mjs", import.meta.url);
  const threads = startSigningThreads({ workerFile });
  const [suite, type] = suites[0] ?? [];
  if (!suite || !type) throw new TypeError("There are two");
  const sign = (isUrgent: boolean) =>
    threads.sign({
      document: { deed: "work" },
      cryptosuite: suite,
      created,
      key: async () => keyOf(suite, type),
      isUrgent,
    });
  const lists = Array.from({ length: 64 }, () => sign(true));
  await expect(sign(true)).rejects.toMatchObject({ code: "OVERLOADED" });
  expect(await sign(false)).toMatchObject({ deed: "work" });
  expect(await Promise.all(lists)).toHaveLength(64);
  expect(await sign(true)).toMatchObject({ deed: "work" });
  await threads.close();
});
