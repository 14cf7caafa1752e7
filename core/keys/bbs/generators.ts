import { expand_message_xmd } from "@noble/curves/abstract/hash-to-curve.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { G1, type G1Point, separationTag, uint64 } from "./ciphersuite.ts";

const seedTag = Buffer.from(separationTag("SIG_GENERATOR_SEED_"));
const pointTag = separationTag("SIG_GENERATOR_DST_");
const expandLength = 48;

/** Found so far, in order. They are the same for everybody and cost two milliseconds each. */
const found: { point: G1Point; bytes: Uint8Array }[] = [];
let seed = expand(Buffer.from(separationTag("MESSAGE_GENERATOR_SEED")));

/** The points that messages are bound to, and their bytes: `first` (Q_1) for the header, one (H_i) for each message. */
export interface Generators {
  first: G1Point;
  messages: G1Point[];
  bytes: Uint8Array;
}

/**
 * Gives the generators for a number of messages: create_generators of draft-irtf-cfrg-bbs-signatures, 4.1.1.
 *
 * @param count - Messages. The caller bounds it: the time grows with it.
 */
export function generatorsFor(count: number): Generators {
  while (found.length <= count) {
    seed = expand(Buffer.concat([seed, uint64(found.length + 1)]));
    const point = G1.hashToCurve(seed, { DST: pointTag });
    found.push({ point, bytes: point.toBytes() });
  }
  const [first, ...messages] = found.slice(0, count + 1);
  if (first === undefined) throw new TypeError("A number of messages is not negative");
  return {
    first: first.point,
    messages: messages.map(({ point }) => point),
    bytes: Buffer.concat([first, ...messages].map(({ bytes }) => bytes)),
  };
}

function expand(bytes: Uint8Array): Uint8Array {
  return expand_message_xmd(bytes, seedTag, expandLength, sha256);
}
