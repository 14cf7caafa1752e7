import { didKey, didKeyVerificationMethod } from "../../core/did/did-key.ts";
import { ed25519KeyPair } from "../../core/keys/ed25519.ts";
import { ed25519Signer, type Signer } from "../../core/keys/signer.ts";
import { Problem } from "../../core/problem/problem.ts";
import { noSchemas } from "../../core/schema/known-schema.ts";
import { createStatusListMemory } from "../../core/status/status-list-memory.ts";
import type { VerificationContext } from "../../core/verification/verify-credential.ts";

/** Somebody with a did:key, the same in every run. */
export interface Person {
  seed: Uint8Array;
  did: string;
  signer: Signer;
}

export function person(seedByte: number): Person {
  const seed = new Uint8Array(32).fill(seedByte);
  const keyPair = ed25519KeyPair(seed);
  const did = didKey({ type: "Ed25519", bytes: keyPair.publicKey });
  return { seed, did, signer: ed25519Signer(didKeyVerificationMethod(did), keyPair) };
}

export const employer = person(11);
export const student = person(22);

/** A verifier that is offline and knows no issuer: nothing in these tests may need the network. */
export function offlineVerifier(now: Date): VerificationContext {
  const fetchDocument = async () => {
    throw new Problem("FETCH_REFUSED", "Nothing may be fetched here");
  };
  return {
    now,
    fetchDocument,
    allowHttpOnLoopback: false,
    validateIssuer: () => ({ outcome: "unknown" }),
    statusListMemory: createStatusListMemory(),
    knownSchemas: noSchemas,
  };
}
