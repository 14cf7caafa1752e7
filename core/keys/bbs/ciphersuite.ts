import { bls12_381 } from "@noble/curves/bls12-381.js";

/** The ciphersuite BLS12-381-SHA-256 and its identifier as an API: draft-irtf-cfrg-bbs-signatures, 7.2.2 and 3.6. */
const apiId = "BBS_BLS12381G1_XMD:SHA-256_SSWU_RO_H2G_HM2S_";

export const { G1, G2 } = bls12_381;
export const scalars = bls12_381.fields.Fr;
export type G1Point = typeof G1.Point.BASE;
export type G2Point = typeof G2.Point.BASE;

export const scalarLength = 32;
export const pointLength = 48;

/** The fixed point P1 that every signature starts from: 7.2.2 of the draft. */
export const startPoint = G1.Point.fromHex(
  "a8ce256102840821a3e94ea9025e4662b205762f9776b3a766c872b948f1fd225e7c59698588e70d11406d161b4e28c9",
);

/** A name that keeps hashes for one use apart from those for another. */
export function separationTag(use: string): string {
  return apiId + use;
}

export const apiIdBytes = Buffer.from(apiId);

/** hash_to_scalar of the draft, 4.2.2: 48 uniform bytes modulo the group order. */
export function hashToScalar(bytes: Uint8Array, use: "H2S_" | "MAP_MSG_TO_SCALAR_AS_HASH_"): bigint {
  return G1.hashToScalar(bytes, { DST: separationTag(use) });
}

/** The scalar that stands for a message: messages_to_scalars, 4.1.2. */
export function messageToScalar(message: Uint8Array): bigint {
  return hashToScalar(message, "MAP_MSG_TO_SCALAR_AS_HASH_");
}

/** I2OSP with eight bytes, as lengths and indexes are written. */
export function uint64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

/** Whether two pairings are equal: e(one, two) = e(three, four). */
export function pairingsEqual(one: [G1Point, G2Point], other: [G1Point, G2Point]): boolean {
  const { Fp12 } = bls12_381.fields;
  const product = bls12_381.pairingBatch([
    { g1: one[0], g2: one[1] },
    { g1: other[0].negate(), g2: other[1] },
  ]);
  return Fp12.eql(product, Fp12.ONE);
}

/**
 * Reads a point of G1 from its compressed form: on the curve, in the subgroup of prime order, not its zero.
 *
 * @returns `undefined` for bytes that are none.
 */
export function readPoint(bytes: Uint8Array): G1Point | undefined {
  if (bytes.length !== pointLength) return undefined;
  try {
    const point = G1.Point.fromBytes(bytes);
    point.assertValidity();
    return point.is0() || !point.isTorsionFree() ? undefined : point;
  } catch {
    return undefined;
  }
}

/** Reads a scalar from 1 to below the order; `undefined` for any other. */
export function readScalar(bytes: Uint8Array): bigint | undefined {
  if (bytes.length !== scalarLength) return undefined;
  const scalar = BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
  return scalar === 0n || scalar >= scalars.ORDER ? undefined : scalar;
}

export function scalarBytes(scalar: bigint): Uint8Array {
  return scalars.toBytes(scalar);
}
