import { p256 } from "@noble/curves/nist.js";
import { Problem } from "../problem/problem.ts";

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
