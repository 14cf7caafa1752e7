import { createHash } from "node:crypto";
import { getPublicKey, hashes, Point, sign, verify } from "@noble/ed25519";
import { Problem } from "../problem/problem.ts";

hashes.sha512 = (message) => Uint8Array.from(createHash("sha512").update(message).digest());

/** An Ed25519 key pair; the seed is the 32-byte private key of RFC 8032, 5.1.5. */
export interface Ed25519KeyPair {
  publicKey: Uint8Array;
  seed: Uint8Array;
}

/** Makes the key pair that belongs to a seed of 32 random bytes. */
export function ed25519KeyPair(seed: Uint8Array): Ed25519KeyPair {
  if (seed.length !== 32) throw new TypeError("An Ed25519 seed has 32 bytes");
  return { seed: Uint8Array.from(seed), publicKey: getPublicKey(seed) };
}

/** Signs a message: 64 bytes, deterministic (RFC 8032, 5.1.6). */
export function signEd25519(message: Uint8Array, keyPair: Ed25519KeyPair): Uint8Array {
  return sign(message, keyPair.seed);
}

/**
 * Says whether a signature is by this key over this message. This is the only place that decides.
 *
 * RFC 8032, 5.1.7 with the cofactored equation, and stricter in what it accepts: S below the group order,
 * canonical encodings of A and R only, and neither of small order. Bytes of a wrong length are a "no".
 */
export function verifyEd25519(input: {
  signature: Uint8Array;
  message: Uint8Array;
  publicKey: Uint8Array;
}): boolean {
  const { signature, message, publicKey } = input;
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  // noble in strict mode refuses the rest, but lets a small-order R pass.
  if (!isUsablePoint(signature.subarray(0, 32))) return false;
  return verify(signature, message, publicKey, { zip215: false });
}

/**
 * Asserts that a public key is a canonical point of the curve that is not of small order: under such a
 * point anybody can forge signatures.
 *
 * @throws {@link Problem} `INVALID_VERIFICATION_METHOD`.
 */
export function assertUsableEd25519Key(publicKey: Uint8Array): void {
  if (publicKey.length !== 32 || !isUsablePoint(publicKey)) {
    throw new Problem("INVALID_VERIFICATION_METHOD", "Not a usable Ed25519 public key");
  }
}

function isUsablePoint(bytes: Uint8Array): boolean {
  try {
    return !Point.fromBytes(bytes).isSmallOrder();
  } catch {
    return false;
  }
}
