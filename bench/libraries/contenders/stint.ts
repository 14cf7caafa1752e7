import { signCredential } from "../../../core/credential/proof/sign.ts";
import { didKey, didKeyVerificationMethod } from "../../../core/did/did-key.ts";
import { ed25519KeyPair } from "../../../core/keys/ed25519.ts";
import { ed25519Signer } from "../../../core/keys/signer.ts";
import { Problem } from "../../../core/problem/problem.ts";
import { noSchemas } from "../../../core/schema/known-schema.ts";
import { createStatusListMemory } from "../../../core/status/status-list-memory.ts";
import { type VerificationContext, verifyCredential } from "../../../core/verification/verify-credential.ts";
import { verifyPresentation } from "../../../core/verification/verify-presentation.ts";
import { audience, now, type Sample, type SuiteName } from "../sample.ts";
import type { Contender, CreateContender } from "./contender.ts";
import { issuerSigners } from "./issuer-signers.ts";

/** A verifier without a network that knows no issuer. */
const world: VerificationContext = {
  now,
  fetchDocument: async () => {
    throw new Problem("FETCH_REFUSED", "Nothing may be fetched here");
  },
  allowHttpOnLoopback: false,
  validateIssuer: () => ({ outcome: "unknown" }),
  statusListMemory: createStatusListMemory(),
  knownSchemas: noSchemas,
};

const { challenge: expectedChallenge, domain: expectedDomain } = audience;

/** Stint's own code, with all of its checks: the verdict says more than that the proof is good. */
export const createStint: CreateContender = (cryptosuite, samples) => create("all", cryptosuite, samples);

/** The same asked for what the libraries answer: form, proof and issuer, without status, schema and summary. */
export const createStintForProofs: CreateContender = (cryptosuite, samples) =>
  create("proof", cryptosuite, samples);

async function create(
  checks: "all" | "proof",
  cryptosuite: SuiteName,
  samples: Sample[],
): Promise<Contender> {
  const signers = await issuerSigners(samples, (seed) => {
    const keyPair = ed25519KeyPair(seed);
    const did = didKey({ type: "Ed25519", bytes: keyPair.publicKey });
    return ed25519Signer(didKeyVerificationMethod(did), keyPair);
  });
  return {
    issue: (sample) =>
      signCredential(JSON.parse(sample.unsigned), {
        signer: signers(sample),
        created: new Date(sample.created),
        cryptosuite,
      }),
    "verify credential": async ({ credential }) =>
      (await verifyCredential(JSON.parse(credential), { checks }, world)).verified,
    "verify presentation": async ({ presentation }) => {
      const question = { checks, expectedChallenge, expectedDomain } as const;
      return (await verifyPresentation(JSON.parse(presentation), question, world)).verified;
    },
  };
}
