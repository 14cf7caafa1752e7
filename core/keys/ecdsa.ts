import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { p256, p384, p521 } from "@noble/curves/nist.js";
import { Problem } from "../problem/problem.ts";

/** The NIST curves that are signed and verified with: FIPS 186-5, SP 800-186. */
export type EcdsaCurve = "P-256" | "P-384" | "P-521";

/** A key pair of one curve: the public key is a compressed point (SEC 1), the secret a number of 32, 48 or 66 bytes. */
export interface EcdsaKeyPair {
  curve: EcdsaCurve;
  publicKey: Uint8Array;
  secret: Uint8Array;
}

const curves = { "P-256": p256, "P-384": p384, "P-521": p521 } as const;

/** Bytes of a coordinate, of a secret and of each half of a signature. */
const coordinateLength = { "P-256": 32, "P-384": 48, "P-521": 66 } as const;

const hashes = { "P-256": "sha256", "P-384": "sha384", "P-521": "sha512" } as const;

/** What stands before a compressed point in a SubjectPublicKeyInfo: RFC 5480, 2. */
const spkiStart = {
  "P-256": "3039301306072a8648ce3d020106082a8648ce3d030107032200",
  "P-384": "3046301006072a8648ce3d020106052b81040022033200",
  "P-521": "3058301006072a8648ce3d020106052b81040023034400",
} as const;

// RFC 7518, 3.4 knows no "low S": every valid signature counts. Pinned, so that no default decides it.
const ecdsa = { prehash: true, lowS: false, format: "compact" } as const;

/** Makes the key pair that belongs to a secret. Throws a `TypeError` for bytes that are none. */
export function ecdsaKeyPair(curve: EcdsaCurve, secret: Uint8Array): EcdsaKeyPair {
  if (!curves[curve].utils.isValidSecretKey(secret)) {
    throw new TypeError(`A ${curve} secret has ${coordinateLength[curve]} bytes, below the order`);
  }
  return { curve, secret: Uint8Array.from(secret), publicKey: curves[curve].getPublicKey(secret, true) };
}

/**
 * Signs a message with ECDSA and the hash that goes with the curve, SHA-256, SHA-384 or SHA-512 (RFC 7518, 3.4): R and S, 64, 96
 * or 132 bytes, deterministic (RFC 6979).
 */
export function signEcdsa(message: Uint8Array, { curve, secret }: EcdsaKeyPair): Uint8Array {
  return curves[curve].sign(message, secret, ecdsa);
}

/**
 * Says whether a signature is by this key over this message: ECDSA with the hash that goes with the curve, R and S of a
 * coordinate's length each, both from 1 to the group order. Bytes of a wrong length are a "no".
 *
 * The same message has two valid signatures under one nonce (S and order - S): a signature is no identifier.
 */
export function verifyEcdsa(input: {
  curve: EcdsaCurve;
  signature: Uint8Array;
  message: Uint8Array;
  publicKey: Uint8Array;
}): boolean {
  return ecdsaVerifier(input.curve, input.publicKey)(input.message, input.signature);
}

/**
 * Makes the check of {@link verifyEcdsa} for many signatures by one key. This is the only place that decides: OpenSSL, because a
 * credential that may be disclosed in parts has a signature for each statement, and it is twenty times as fast as Noble.
 */
export function ecdsaVerifier(
  curve: EcdsaCurve,
  publicKey: Uint8Array,
): (message: Uint8Array, signature: Uint8Array) => boolean {
  const length = coordinateLength[curve];
  const key = publicKey.length === length + 1 ? importKey(curve, publicKey) : undefined;
  return (message, signature) =>
    key !== undefined &&
    signature.length === 2 * length &&
    verify(hashes[curve], message, { key, dsaEncoding: "ieee-p1363" }, signature);
}

function importKey(curve: EcdsaCurve, compressed: Uint8Array): KeyObject | undefined {
  try {
    const key = Buffer.concat([Buffer.from(spkiStart[curve], "hex"), compressed]);
    return createPublicKey({ key, format: "der", type: "spki" });
  } catch {
    return undefined;
  }
}

/**
 * Reads a point of a curve from its compressed or uncompressed form and gives the compressed one.
 *
 * @throws {@link Problem} `INVALID_VERIFICATION_METHOD` when the bytes are no point of the curve.
 */
export function compressPoint(curve: EcdsaCurve, point: Uint8Array): Uint8Array {
  return read(curve, point).toBytes(true);
}

/** The affine coordinates of a compressed point, 32, 48 or 66 bytes each. Throws as `compressPoint` does. */
export function pointCoordinates(
  curve: EcdsaCurve,
  compressed: Uint8Array,
): { x: Uint8Array; y: Uint8Array } {
  const bytes = read(curve, compressed).toBytes(false);
  const length = coordinateLength[curve];
  return { x: bytes.slice(1, length + 1), y: bytes.slice(length + 1) };
}

function read(curve: EcdsaCurve, bytes: Uint8Array): { toBytes(compressed: boolean): Uint8Array } {
  try {
    const point = curves[curve].Point.fromBytes(bytes);
    point.assertValidity();
    return point;
  } catch (cause) {
    throw new Problem("INVALID_VERIFICATION_METHOD", `Not a point of the curve ${curve}`, { cause });
  }
}
