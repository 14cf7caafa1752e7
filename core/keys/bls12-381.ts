import { bls12_381 } from "@noble/curves/bls12-381.js";
import { Problem } from "../problem/problem.ts";

const publicKeyLength = 96;
const secretLength = 32;

/** A BLS12-381 key pair for BBS signatures: the public key is a compressed point of G2, the secret a number of 32 bytes. */
export interface BlsKeyPair {
  publicKey: Uint8Array;
  secret: Uint8Array;
}

/** Makes the key pair that belongs to a secret. Throws a `TypeError` for bytes that are none. */
export function blsKeyPair(secret: Uint8Array): BlsKeyPair {
  const scalar = secret.length === secretLength ? BigInt(`0x${Buffer.from(secret).toString("hex")}`) : 0n;
  // Noble's own reading of scalars may reduce them.
  if (scalar === 0n || scalar >= bls12_381.fields.Fr.ORDER)
    throw new TypeError("A BLS12-381 secret has 32 bytes, below the order");
  return { secret: Uint8Array.from(secret), publicKey: bls12_381.G2.Point.BASE.multiply(scalar).toBytes() };
}

/**
 * Asserts that a public key is a compressed point of G2, in the subgroup of prime order and not its zero: outside of it,
 * or at zero, anybody can make signatures ({@link https://datatracker.ietf.org/doc/draft-irtf-cfrg-bbs-signatures/}, 5.5).
 *
 * @throws {@link Problem} `INVALID_VERIFICATION_METHOD`.
 */
export function assertUsableBlsKey(publicKey: Uint8Array): void {
  if (publicKey.length !== publicKeyLength || !isUsablePoint(publicKey)) {
    throw new Problem("INVALID_VERIFICATION_METHOD", "Not a usable BLS12-381 public key");
  }
}

function isUsablePoint(bytes: Uint8Array): boolean {
  try {
    const point = bls12_381.G2.Point.fromBytes(bytes);
    point.assertValidity();
    return !point.is0() && point.isTorsionFree();
  } catch {
    return false;
  }
}
