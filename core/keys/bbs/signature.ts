import { pippenger } from "@noble/curves/abstract/curve.js";
import { Problem } from "../../problem/problem.ts";
import type { BlsKeyPair } from "../bls12-381.ts";
import {
  apiIdBytes,
  G1,
  type G1Point,
  G2,
  type G2Point,
  hashToScalar,
  messageToScalar,
  pairingsEqual,
  pointLength,
  readPoint,
  readScalar,
  scalarBytes,
  scalars,
  startPoint,
  uint64,
} from "./ciphersuite.ts";
import { type Generators, generatorsFor } from "./generators.ts";

/** What is signed: a header that is always shown, and messages of which each may be withheld later. */
export interface SignedMessages {
  header: Uint8Array;
  messages: Uint8Array[];
}

/** A signature taken apart: a point and a scalar. */
export interface BbsSignature {
  point: G1Point;
  exponent: bigint;
}

/**
 * Signs messages with BBS, ciphersuite BLS12-381-SHA-256: 80 bytes, the same for the same input.
 *
 * @see {@link https://datatracker.ietf.org/doc/draft-irtf-cfrg-bbs-signatures/}, 3.5.1 and 3.6.1
 */
export function signBbs({ header, messages }: SignedMessages, keyPair: BlsKeyPair): Uint8Array {
  const generators = generatorsFor(messages.length);
  const values = messages.map(messageToScalar);
  const domain = domainOf(keyPair.publicKey, generators, header);
  const exponent = hashToScalar(
    Buffer.concat([keyPair.secret, ...[...values, domain].map(scalarBytes)]),
    "H2S_",
  );
  const secret = BigInt(`0x${Buffer.from(keyPair.secret).toString("hex")}`);
  const point = bindAll(generators, domain, values).multiply(scalars.inv(scalars.add(secret, exponent)));
  return Buffer.concat([point.toBytes(), scalarBytes(exponent)]);
}

/**
 * Says whether a signature is by this key over this header and all of these messages, in this order. Bytes of a
 * wrong form are a "no". Only this function and `verifyBbsProof` decide.
 *
 * @throws {@link Problem} `INVALID_VERIFICATION_METHOD` for a public key that is no usable point.
 */
export function verifyBbs(input: SignedMessages & { signature: Uint8Array; publicKey: Uint8Array }): boolean {
  const { header, messages, signature, publicKey } = input;
  const parsed = parseBbsSignature(signature);
  if (parsed === undefined) return false;
  const generators = generatorsFor(messages.length);
  const domain = domainOf(publicKey, generators, header);
  const bound = bindAll(generators, domain, messages.map(messageToScalar));
  const key = readKey(publicKey).add(G2.Point.BASE.multiply(parsed.exponent));
  return pairingsEqual([parsed.point, key], [bound, G2.Point.BASE]);
}

/** Takes a signature apart: octets_to_signature of the draft, 4.2.4.3. `undefined` when it is none. */
export function parseBbsSignature(signature: Uint8Array): BbsSignature | undefined {
  const point = readPoint(signature.subarray(0, pointLength));
  const exponent = readScalar(signature.subarray(pointLength));
  return point === undefined || exponent === undefined ? undefined : { point, exponent };
}

/** The scalar that binds key, generators and header: calculate_domain, 4.2.3. */
export function domainOf(publicKey: Uint8Array, generators: Generators, header: Uint8Array): bigint {
  const { messages, bytes } = generators;
  return hashToScalar(
    Buffer.concat([publicKey, uint64(messages.length), bytes, apiIdBytes, uint64(header.length), header]),
    "H2S_",
  );
}

/** B of the draft: the start point, the header's generator and the generators of messages, each times its scalar. */
export function bindAll(
  { first, messages }: Pick<Generators, "first" | "messages">,
  domain: bigint,
  values: bigint[],
): G1Point {
  return startPoint.add(weightedSum([first, ...messages], [domain, ...values]));
}

/** Points, each times its scalar, added up. */
export function weightedSum(points: G1Point[], weights: bigint[]): G1Point {
  return points.length === 0 ? G1.Point.ZERO : pippenger(G1.Point, points, weights);
}

/** Reads a public key that was resolved and checked. */
export function readKey(publicKey: Uint8Array): G2Point {
  try {
    return G2.Point.fromBytes(publicKey);
  } catch (cause) {
    throw new Problem("INVALID_VERIFICATION_METHOD", "Not a usable BLS12-381 public key", { cause });
  }
}
