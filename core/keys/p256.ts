import { p256 } from "@noble/curves/nist.js";
import { Problem } from "../problem/problem.ts";

/** A P-256 key pair: the secret is the 32-byte private key, the public key a compressed point (SEC 1). */
export interface P256KeyPair {
  publicKey: Uint8Array;
  secret: Uint8Array;
}

// RFC 7518, 3.4 knows no "low S": every valid signature counts. Pinned, so that no default decides it.
const ecdsa = { prehash: true, lowS: false, format: "compact" } as const;

/** Makes the key pair that belongs to a secret of 32 random bytes. Throws a `TypeError` for any that is none. */
export function p256KeyPair(secret: Uint8Array): P256KeyPair {
  if (!p256.utils.isValidSecretKey(secret))
    throw new TypeError("A P-256 secret has 32 bytes, below the order");
  return { secret: Uint8Array.from(secret), publicKey: p256.getPublicKey(secret, true) };
}

/** Signs a message with ECDSA and SHA-256 (RFC 7518, 3.4): 64 bytes, deterministic (RFC 6979). */
export function signP256(message: Uint8Array, keyPair: P256KeyPair): Uint8Array {
  return p256.sign(message, keyPair.secret, ecdsa);
}

/**
 * Says whether a signature is by this key over this message: ECDSA with SHA-256, R and S of 32 bytes each,
 * both from 1 to the group order. This is the only place that decides. Bytes of a wrong length are a "no".
 *
 * The same message has two valid signatures under one nonce (S and order - S): a signature is no identifier.
 */
export function verifyP256(input: {
  signature: Uint8Array;
  message: Uint8Array;
  publicKey: Uint8Array;
}): boolean {
  const { signature, message, publicKey } = input;
  // Noble takes a key in either form; a signature in this format has 64 bytes, or it throws.
  if (publicKey.length !== 33) return false;
  try {
    return p256.verify(signature, message, publicKey, ecdsa);
  } catch {
    return false;
  }
}

/**
 * Reads a P-256 point from its compressed or uncompressed form and gives the compressed one.
 *
 * @throws {@link Problem} `INVALID_VERIFICATION_METHOD` when the bytes are no point of the curve.
 */
export function compressP256(point: Uint8Array): Uint8Array {
  return read(point).toBytes(true);
}

/** The affine coordinates, 32 bytes each, of a compressed P-256 point. Throws as `compressP256` does. */
export function p256Coordinates(compressed: Uint8Array): { x: Uint8Array; y: Uint8Array } {
  const bytes = read(compressed).toBytes(false);
  return { x: bytes.slice(1, 33), y: bytes.slice(33, 65) };
}

function read(bytes: Uint8Array): { toBytes(compressed: boolean): Uint8Array } {
  try {
    const point = p256.Point.fromBytes(bytes);
    point.assertValidity();
    return point;
  } catch (cause) {
    throw new Problem("INVALID_VERIFICATION_METHOD", "Not a point of the curve P-256", { cause });
  }
}
