import { createHash } from "node:crypto";
import { seededBytes } from "../../keys/seeded-bytes.ts";
import type { BbsSigner, Signer } from "../../keys/signer.ts";
import type { BaseInput } from "./suites/base-input.ts";
import { createBbsBase } from "./suites/bbs-2023.ts";
import { createEcdsaSdBase } from "./suites/ecdsa-sd-2023.ts";

/**
 * Makes the `proofValue` of a base proof, of the suite that goes with the signer's key: the same for the same input.
 *
 * @param seed - 32 random bytes, as secret as a key: with those of an ecdsa-sd-2023 proof anybody can add statements to the
 * credential. What is made from it is bound to all of the input, so that no two proofs share a key.
 * @throws {@link Problem} `PROOF_GENERATION_ERROR` for a pointer that points at nothing.
 */
export async function createBaseProof(
  input: BaseInput,
  signer: Signer | BbsSigner,
  seed: Uint8Array,
): Promise<string> {
  const { opened, proofHash, mandatoryPointers } = input;
  const purpose = createHash("sha256")
    .update(proofHash)
    .update(JSON.stringify([opened.canonical, mandatoryPointers]))
    .digest();
  const random = seededBytes(seed, purpose);
  return signer.algorithm === "BLS12-381"
    ? createBbsBase(input, signer, random)
    : createEcdsaSdBase(input, signer, random);
}
