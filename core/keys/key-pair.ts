import { type BlsKeyPair, blsKeyPair } from "./bls12-381.ts";
import { type EcdsaKeyPair, ecdsaKeyPair } from "./ecdsa.ts";
import { type Ed25519KeyPair, ed25519KeyPair } from "./ed25519.ts";
import type { KeyType, PublicKey } from "./public-key.ts";
import { type BbsSigner, bbsSigner, ecdsaSigner, ed25519Signer, type Signer } from "./signer.ts";

/** A key pair of any type that secures documents. */
export type KeyPair =
  | ({ type: "Ed25519" } & Ed25519KeyPair)
  | ({ type: "P-256" | "P-384" } & EcdsaKeyPair)
  | ({ type: "BLS12-381" } & BlsKeyPair);

/** How a type's key pairs come from their secrets: an Ed25519 seed, or a number below the order in big-endian bytes. */
const kinds: { [Type in KeyType]: { secretLength: number; read(secret: Uint8Array): KeyPair } } = {
  Ed25519: { secretLength: 32, read: (secret) => ({ type: "Ed25519", ...ed25519KeyPair(secret) }) },
  "P-256": { secretLength: 32, read: (secret) => ({ type: "P-256", ...ecdsaKeyPair("P-256", secret) }) },
  "P-384": { secretLength: 48, read: (secret) => ({ type: "P-384", ...ecdsaKeyPair("P-384", secret) }) },
  "BLS12-381": { secretLength: 32, read: (secret) => ({ type: "BLS12-381", ...blsKeyPair(secret) }) },
};

/** More than half of all 32 bytes are no BLS12-381 secret: so many draws fail once in 2^111. */
const maximumDraws = 128;

/** Makes the key pair that belongs to a secret. Throws a `TypeError` for bytes that are none. */
export function keyPair(type: KeyType, secret: Uint8Array): KeyPair {
  return kinds[type].read(secret);
}

/**
 * Draws the secret of a new key. Bytes that are no secret of the type are thrown away and drawn again: reducing them would make
 * some secrets likelier than others (FIPS 186-5, A.2.2).
 *
 * @param random - So many bytes that nobody can foresee.
 */
export function randomSecret(type: KeyType, random: (size: number) => Uint8Array): Uint8Array {
  for (let draw = 0; draw < maximumDraws; draw += 1) {
    const secret = random(kinds[type].secretLength);
    if (isSecret(type, secret)) return secret;
  }
  throw new TypeError("What should be random bytes is not");
}

/** The public half of a key pair. */
export function publicKeyOf({ type, publicKey }: KeyPair): PublicKey {
  return { type, bytes: publicKey };
}

/** Makes the signer of a key pair. That the key is published at `verificationMethod` is NOT checked. */
export function signerFor(verificationMethod: string, pair: KeyPair): Signer | BbsSigner {
  switch (pair.type) {
    case "Ed25519":
      return ed25519Signer(verificationMethod, pair);
    case "P-256":
    case "P-384":
      return ecdsaSigner(verificationMethod, pair);
    case "BLS12-381":
      return bbsSigner(verificationMethod, pair);
  }
}

function isSecret(type: KeyType, secret: Uint8Array): boolean {
  try {
    keyPair(type, secret);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
