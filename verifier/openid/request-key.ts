import { didJwk } from "../../core/did/did-jwk.ts";
import { type EcdsaKeyPair, ecdsaKeyPair } from "../../core/keys/ecdsa.ts";
import type { PublicKey } from "../../core/keys/public-key.ts";

/** The key that this verifier signs its requests with, and the DID that is the key itself. */
export interface RequestKey {
  keyPair: EcdsaKeyPair;
  publicKey: PublicKey;
  didJwk: string;
}

/** Makes the key from its 32 secret bytes; the same bytes give the same key, and so the same DID. */
export function createRequestKey(secret: Uint8Array): RequestKey {
  const keyPair = ecdsaKeyPair("P-256", secret);
  const publicKey: PublicKey = { type: "P-256", bytes: keyPair.publicKey };
  return { keyPair, publicKey, didJwk: didJwk(publicKey) };
}
