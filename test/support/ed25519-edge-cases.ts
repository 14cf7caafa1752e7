import { createHash } from "node:crypto";
import { Point } from "@noble/ed25519";

/** A signature at the edge of what verifiers agree on, made to fulfil one equation or the other. */
export interface EdgeCase {
  name: string;
  publicKey: Uint8Array;
  message: Uint8Array;
  signature: Uint8Array;
  /** What Stint answers. */
  expected: boolean;
}

const order = Point.CURVE().n;
const prime = Point.CURVE().p;

/** The multiples of a point of order eight, from 0 to 7. */
const torsionPoints = multiplesOf(pointOfOrderEight());

/** The eight points of small order, in their canonical encodings. */
export function smallOrderEncodings(): Uint8Array[] {
  return torsionPoints.map((point) => point.toBytes());
}

/**
 * Every encoding that a lenient decoder takes and RFC 8032, 5.1.3 refuses: y not below p, or the sign bit
 * set where x is 0.
 */
export function nonCanonicalEncodings(): Uint8Array[] {
  const candidates: Uint8Array[] = [];
  for (let offset = 0n; offset < 19n; offset++) {
    candidates.push(encode(prime + offset, 0), encode(prime + offset, 1));
  }
  candidates.push(encode(1n, 1), encode(prime - 1n, 1));
  return candidates.filter((bytes) => decodeLeniently(bytes) !== undefined);
}

/**
 * The classes of "Taming the many EdDSAs" (Chalkias, Garillot, Nikolaenko: SSR 2020,
 * https://eprint.iacr.org/2020/1244, table 5), constructed here from their definitions.
 */
export function edgeCases(): EdgeCase[] {
  const torsion = pointOfOrderEight();
  const large = Point.BASE.multiply(secret);
  const mixed = large.add(torsion);
  const nonce = Point.BASE.multiply(secretNonce);
  const lenient = encode(prime + 1n, 0);
  const make = (name: string, recipe: Recipe, expected = false) => ({ name, expected, ...construct(recipe) });
  const base = { a: secret, r: secretNonce };
  return [
    make("S = 0, small A, small R", { a: 0n, A: torsion, r: 0n, R: torsion, holds: "cofactorless" }),
    make("small A, mixed R", { ...base, a: 0n, A: torsion, R: nonce.add(torsion), holds: "cofactorless" }),
    make("mixed A, small R", { a: secret, A: mixed, r: 0n, R: torsion, holds: "cofactorless" }),
    make(
      "mixed A and R, both equations",
      { ...base, A: mixed, R: nonce.add(torsion), holds: "cofactorless" },
      true,
    ),
    make(
      "mixed A and R, cofactored only",
      { ...base, A: mixed, R: nonce.add(torsion), holds: "cofactored" },
      true,
    ),
    make("mixed A, cofactored only", { ...base, A: mixed, R: nonce, holds: "cofactored" }, true),
    make("S above the group order", { ...base, A: large, R: nonce, holds: "cofactorless", addToS: order }),
    make("S far above the group order", {
      ...base,
      A: large,
      R: nonce,
      holds: "cofactorless",
      addToS: 8n * order,
    }),
    make("small non-canonical R", { a: secret, A: large, r: 0n, R: lenient, holds: "cofactorless" }),
    make("small non-canonical A", { ...base, a: 0n, A: lenient, R: nonce, holds: "cofactorless" }),
    make("small non-canonical A and R", { a: 0n, A: lenient, r: 0n, R: lenient, holds: "cofactorless" }),
    make("a plain signature", { ...base, A: large, R: nonce, holds: "cofactorless" }, true),
  ];
}

const secret = 0x5a1f_37c2_9b04_4e6dn * 0x1000_0000_0000_0001n;
const secretNonce = 0x7d31_88e0_55aa_1c39n * 0x1000_0000_0000_0003n;

interface Recipe {
  /** The part of A's logarithm that lies in the large subgroup; likewise r for R. */
  a: bigint;
  A: Point | Uint8Array;
  r: bigint;
  R: Point | Uint8Array;
  /** "cofactorless": both equations hold; "cofactored": only the one times eight. */
  holds: "cofactorless" | "cofactored";
  addToS?: bigint;
}

/** Tries messages until the torsion parts of the equation cancel out, or until they do not. */
function construct(recipe: Recipe): Pick<EdgeCase, "publicKey" | "message" | "signature"> {
  const publicKey = bytesOf(recipe.A);
  const R = bytesOf(recipe.R);
  for (let counter = 0; ; counter++) {
    const message = Uint8Array.from(Buffer.from(`message ${counter}`));
    const k = littleEndian(createHash("sha512").update(R).update(publicKey).update(message).digest()) % order;
    const S = (recipe.r + k * recipe.a) % order;
    const left = Point.BASE.multiply(S, false);
    const right = pointOf(recipe.R).add(pointOf(recipe.A).multiply(k, false));
    if (left.equals(right) !== (recipe.holds === "cofactorless")) continue;
    if (!left.subtract(right).clearCofactor().is0()) throw new Error("The construction is wrong");
    const scalar = encode(S + (recipe.addToS ?? 0n), 0);
    return { publicKey, message, signature: Uint8Array.of(...R, ...scalar) };
  }
}

function pointOfOrderEight(): Point {
  for (let y = 2n; ; y++) {
    const point = decodeLeniently(encode(y, 0));
    if (point === undefined) continue;
    const torsion = point.multiply(order - 1n, false).add(point);
    if (!torsion.double().double().is0()) return torsion;
  }
}

function multiplesOf(generator: Point): Point[] {
  const points = [Point.ZERO];
  for (let index = 1; index < 8; index++) points.push((points[index - 1] ?? Point.ZERO).add(generator));
  return points;
}

function pointOf(point: Point | Uint8Array): Point {
  return point instanceof Point ? point : Point.fromBytes(point, true);
}

function bytesOf(point: Point | Uint8Array): Uint8Array {
  return point instanceof Point ? point.toBytes() : point;
}

function decodeLeniently(bytes: Uint8Array): Point | undefined {
  try {
    return Point.fromBytes(bytes, true);
  } catch {
    return undefined;
  }
}

function encode(number: bigint, signBit: 0 | 1): Uint8Array {
  const bytes = Uint8Array.from({ length: 32 }, (_, index) => Number((number >> BigInt(8 * index)) & 0xffn));
  bytes[31] = (bytes[31] ?? 0) | (signBit << 7);
  return bytes;
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((number, byte) => (number << 8n) | BigInt(byte), 0n);
}

/** What a signature is made of, exactly: the logarithms of A and R, and which of the eight torsion points each has added. */
export interface TorsionRecipe {
  a: bigint;
  r: bigint;
  torsionOfA: number;
  torsionOfR: number;
  message: Uint8Array;
  /** How often the group order is added to S. */
  ordersInS: number;
}

/**
 * A signature that fulfils the cofactored equation always, and the other one when the torsion parts happen to cancel out. A and R
 * are of small order where their logarithm is 0.
 */
export function signWithTorsion(
  recipe: TorsionRecipe,
): Pick<EdgeCase, "publicKey" | "message" | "signature"> {
  const { a, r, message } = recipe;
  const publicKey = torsionPoints[recipe.torsionOfA]?.add(Point.BASE.multiply(a, false)).toBytes();
  const R = torsionPoints[recipe.torsionOfR]?.add(Point.BASE.multiply(r, false)).toBytes();
  if (publicKey === undefined || R === undefined) throw new TypeError("There are eight torsion points");
  const k = littleEndian(createHash("sha512").update(R).update(publicKey).update(message).digest()) % order;
  const S = ((r + k * a) % order) + BigInt(recipe.ordersInS) * order;
  return { publicKey, message, signature: Uint8Array.of(...R, ...encode(S % 2n ** 256n, 0)) };
}
