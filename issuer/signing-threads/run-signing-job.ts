import { discloseCredential } from "../../core/credential/disclosure/disclose.ts";
import { signCredential } from "../../core/credential/proof/sign.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { keyPair, signerFor } from "../../core/keys/key-pair.ts";
import { Problem } from "../../core/problem/problem.ts";
import type { SigningJob, SigningResult } from "./signing-job.ts";

/** Makes the signature of a job, and wipes the secrets that came with it whatever comes of it. Never throws. */
export async function runSigningJob(job: SigningJob): Promise<SigningResult> {
  const { secret, seed } = job.key;
  try {
    return { outcome: "signed", text: JSON.stringify(await sign(job)) };
  } catch (error) {
    if (error instanceof Problem) return { outcome: "refused", code: error.code, detail: error.message };
    return { outcome: "failed", stack: error instanceof Error ? String(error.stack) : "not an Error" };
  } finally {
    secret.fill(0);
    seed.fill(0);
  }
}

async function sign({ text, key, wholeSeed, ...options }: SigningJob): Promise<JsonObject> {
  const pair = keyPair(key.type, key.secret);
  try {
    const signer = signerFor(key.verificationMethod, pair);
    const base = await signCredential(JSON.parse(text), {
      ...withoutAbsent(options),
      signer,
      seed: key.seed,
    });
    return wholeSeed === undefined
      ? base
      : await discloseCredential(base, { pointers: [""], seed: wholeSeed });
  } finally {
    if ("secret" in pair) pair.secret.fill(0);
  }
}

function withoutAbsent({
  cryptosuite,
  created,
  mandatoryPointers,
}: Pick<SigningJob, "cryptosuite" | "created" | "mandatoryPointers">) {
  return { cryptosuite, created, ...(mandatoryPointers && { mandatoryPointers }) };
}
