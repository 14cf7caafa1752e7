import { didJwk } from "../../core/did/did-jwk.ts";
import { type P256KeyPair, p256KeyPair } from "../../core/keys/p256.ts";
import type { PublicKey } from "../../core/keys/public-key.ts";

/** The key that this verifier signs its requests with, and the DID that is the key itself. */
export interface RequestKey {
  keyPair: P256KeyPair;
  publicKey: PublicKey;
  didJwk: string;
}

/** Makes the key from its 32 secret bytes; the same bytes give the same key, and so the same DID. */
export function createRequestKey(secret: Uint8Array): RequestKey {
  const keyPair = p256KeyPair(secret);
  const publicKey: PublicKey = { type: "P-256", bytes: keyPair.publicKey };
  return { keyPair, publicKey, didJwk: didJwk(publicKey) };
}
