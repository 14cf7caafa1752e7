import { didKey, didKeyVerificationMethod } from "../../core/did/did-key.ts";
import { type Ed25519KeyPair, ed25519KeyPair } from "../../core/keys/ed25519.ts";
import { encodeJwk, type PublicJwk } from "../../core/keys/jwk.ts";
import { ed25519Signer, type Signer } from "../../core/keys/signer.ts";
import type { Identity } from "./wallet-records.ts";

const seedBytes = 32;

/** A new did:key with its seed, and the key that this wallet makes record ids with. */
export function createIdentity(options: { random: (size: number) => Uint8Array; now: Date }): Identity {
  const seed = options.random(seedBytes);
  return {
    did: didKey({ type: "Ed25519", bytes: ed25519KeyPair(seed).publicKey }),
    seed: Buffer.from(seed).toString("base64url"),
    recordIdKey: Buffer.from(options.random(32)).toString("base64url"),
    createdAt: options.now.toISOString(),
  };
}

/** Signs as the wallet's owner. */
export function holderSigner(identity: Identity): Signer {
  return ed25519Signer(didKeyVerificationMethod(identity.did), keyPairOf(identity));
}

/** The public key behind the DID, for issuers that know no DIDs. */
export function holderJwk(identity: Identity): PublicJwk {
  return encodeJwk({ type: "Ed25519", bytes: keyPairOf(identity).publicKey });
}

function keyPairOf({ seed }: Identity): Ed25519KeyPair {
  return ed25519KeyPair(Buffer.from(seed, "base64url"));
}
