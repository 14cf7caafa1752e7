import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import type { JsonObject } from "../../json/json-value.ts";
import type { BbsSigner, Signer } from "../../keys/signer.ts";
import { Problem } from "../../problem/problem.ts";
import { createBaseProof } from "../disclosure/create-base-proof.ts";
import {
  type DisclosureSuiteName,
  disclosureSuites,
  isDisclosureSuite,
} from "../disclosure/disclosure-suites.ts";
import { usualMandatoryPointers } from "../disclosure/mandatory-pointers.ts";
import { openDisclosable } from "../disclosure/statements/disclosable-document.ts";
import { hashProofOptions } from "./proof-hash.ts";
import { parseProofs } from "./proof-options.ts";

/** How a base proof is made, from which the holder derives proofs for parts of the credential. */
export interface DisclosureSigningOptions {
  cryptosuite: DisclosureSuiteName;
  /** With a P-256 key for `ecdsa-sd-2023`, a BLS12-381 key for `bbs-2023`. */
  signer: Signer | BbsSigner;
  /** The `created` of an ecdsa-sd-2023 proof. A bbs-2023 proof has none: it would link what is to be unlinkable. */
  created: Date;
  /** 32 random bytes, as secret as a key: the same seed and input give the same bytes. */
  seed: Uint8Array;
  /** What no holder may withhold besides {@link usualMandatoryPointers}, which are always among it. */
  mandatoryPointers?: readonly string[];
  /** An identifier (URL) for the proof itself. It stays in everything that is derived, and links it. */
  proofId?: string;
}

export function isForDisclosure<T extends { cryptosuite?: string }>(
  options: T | DisclosureSigningOptions,
): options is DisclosureSigningOptions {
  return isDisclosureSuite(options.cryptosuite);
}

/**
 * Makes the suite that adds a base proof to a document; the library keeps charge of the protocol.
 *
 * @throws {@link Problem} `INVALID_REQUEST` for a key of another kind; `PROOF_GENERATION_ERROR` for a pointer that points at
 * nothing; `UNSUPPORTED` when the parts of the document cannot be told apart.
 */
export async function createDisclosureSuite(
  document: JsonObject,
  options: DisclosureSigningOptions,
): Promise<DataIntegrityProof> {
  const { cryptosuite: name, signer, created, seed, proofId } = options;
  if (signer.algorithm !== disclosureSuites[name]) {
    throw new Problem("INVALID_REQUEST", "The key is not of a kind that this cryptosuite takes");
  }
  if (document.proof !== undefined) parseProofs(document);
  const { proof: _earlier, ...unsecured } = document;
  const usual = usualMandatoryPointers(unsecured);
  const mandatoryPointers = [
    ...usual,
    ...(options.mandatoryPointers ?? []).filter((other) => !usual.includes(other)),
  ];
  const opened = await openDisclosable(unsecured);
  const suite = new DataIntegrityProof({
    cryptosuite: {
      name,
      requiredAlgorithm: signer.algorithm,
      createVerifier: onlySigns,
      // The value is made in one step.
      createVerifyData: async () => new Uint8Array(),
      createProofValue: async ({ proof }) => {
        const proofHash = await hashProofOptions(proof as JsonObject, unsecured);
        return createBaseProof({ opened, proofHash, mandatoryPointers }, signer, seed);
      },
    },
    signer: { id: signer.id, algorithm: signer.algorithm, sign: onlySigns },
    date: name === "bbs-2023" ? null : created,
  });
  suite.proof = proofId === undefined ? {} : { id: proofId };
  return suite;
}

async function onlySigns(): Promise<never> {
  throw new TypeError("This suite makes base proofs and does nothing else");
}
