import { type BlsKeyPair, blsKeyPair } from "./bls12-381.ts";
import { type EcdsaCurve, type EcdsaKeyPair, ecdsaKeyPair } from "./ecdsa.ts";
import { type Ed25519KeyPair, ed25519KeyPair } from "./ed25519.ts";
import type { KeyType, PublicKey } from "./public-key.ts";
import { type RsaKeyPair, rsaKeyPair } from "./rsa.ts";
import { type BbsSigner, bbsSigner, ecdsaSigner, ed25519Signer, rsaSigner, type Signer } from "./signer.ts";

/** A key pair of any type that secures documents. */
export type KeyPair =
  | ({ type: "Ed25519" } & Ed25519KeyPair)
  | ({ type: EcdsaCurve } & EcdsaKeyPair)
  | ({ type: "BLS12-381" } & BlsKeyPair)
  | ({ type: "RSA" } & RsaKeyPair);

/** The types whose secrets are a few random bytes: a seed, or a number below the order of a group, big-endian. */
export type DrawnKeyType = Exclude<KeyType, "RSA">;

/** Bits of a seed, and of the order of each group. */
const secretBits: { [Type in DrawnKeyType]: number } = {
  Ed25519: 256,
  "P-256": 256,
  "P-384": 384,
  "P-521": 521,
  "BLS12-381": 255,
};

/** One draw in ten is no BLS12-381 secret; of the others next to none. */
const maximumDraws = 64;

/** Makes the key pair that belongs to a secret; an RSA key's is PKCS #8. Throws a `TypeError` for bytes that are none. */
export function keyPair(type: KeyType, secret: Uint8Array): KeyPair {
  switch (type) {
    case "Ed25519":
      return { type, ...ed25519KeyPair(secret) };
    case "P-256":
    case "P-384":
    case "P-521":
      return { type, ...ecdsaKeyPair(type, secret) };
    case "BLS12-381":
      return { type, ...blsKeyPair(secret) };
    case "RSA":
      return { type, ...rsaKeyPair(secret) };
  }
}

/**
 * Draws the secret of a new key. A number that is no secret of the type is thrown away and drawn again: reducing it would make some
 * secrets likelier than others (FIPS 186-5, A.2.2).
 *
 * @param random - So many bytes that nobody can foresee.
 */
export function randomSecret(type: DrawnKeyType, random: (size: number) => Uint8Array): Uint8Array {
  const bits = secretBits[type];
  for (let draw = 0; draw < maximumDraws; draw += 1) {
    const secret = Uint8Array.from(random(Math.ceil(bits / 8)));
    // Of a first byte that is not all used, the bits above are left out: they only would be drawn in vain.
    secret[0] = (secret[0] ?? 0) & (0xff >> ((8 - (bits % 8)) % 8));
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
    case "P-521":
      return ecdsaSigner(verificationMethod, pair);
    case "BLS12-381":
      return bbsSigner(verificationMethod, pair);
    case "RSA":
      return rsaSigner(verificationMethod, pair);
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
