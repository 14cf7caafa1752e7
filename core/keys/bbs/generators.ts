import { expand_message_xmd } from "@noble/curves/abstract/hash-to-curve.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { G1, type G1Point, separationTag, uint64 } from "./ciphersuite.ts";
import { generatorTable } from "./generator-table.ts";

const seedTag = Buffer.from(separationTag("SIG_GENERATOR_SEED_"));
const pointTag = separationTag("SIG_GENERATOR_DST_");
const expandLength = 48;

/** The points that messages are bound to, and their bytes: `first` (Q_1) for the header, one (H_i) for each message. */
export interface Generators {
  first: G1Point;
  messages: G1Point[];
  bytes: Uint8Array;
}

interface Generator {
  point: G1Point;
  bytes: Uint8Array;
}

/** Those that were needed so far. They are the same for everybody. */
const known: Generator[] = [];

/**
 * Gives the generators for a number of messages: create_generators of draft-irtf-cfrg-bbs-signatures, 4.1.1.
 *
 * @param count - Messages. The caller bounds it: each beyond the table takes two milliseconds.
 */
export function generatorsFor(count: number): Generators {
  // Only now: reading the table takes a tenth of a second, and most programs never see a BBS signature.
  if (known.length === 0) known.push(...readTable());
  if (known.length <= count) known.push(...findGenerators(known.length, count + 1));
  const [first, ...messages] = known.slice(0, count + 1);
  if (first === undefined) throw new TypeError("A number of messages is not negative");
  return {
    first: first.point,
    messages: messages.map(({ point }) => point),
    bytes: Buffer.concat([first, ...messages].map(({ bytes }) => bytes)),
  };
}

/** Finds the generators from one position to before another. */
export function findGenerators(from: number, to: number): Generator[] {
  const found: Generator[] = [];
  let seed = expand(Buffer.from(separationTag("MESSAGE_GENERATOR_SEED")));
  for (let position = 0; position < to; position++) {
    seed = expand(Buffer.concat([seed, uint64(position + 1)]));
    if (position < from) continue;
    const point = G1.hashToCurve(seed, { DST: pointTag });
    found.push({ point, bytes: point.toBytes() });
  }
  return found;
}

function expand(bytes: Uint8Array): Uint8Array {
  return expand_message_xmd(bytes, seedTag, expandLength, sha256);
}

function readTable(): Generator[] {
  const table = Buffer.from(generatorTable, "base64").toString("hex");
  const coordinates = table.match(/.{96}/g) ?? [];
  return Array.from({ length: coordinates.length / 2 }, (_, position) => {
    const [x, y] = coordinates.slice(2 * position, 2 * position + 2).map((hex) => BigInt(`0x${hex}`));
    const point = G1.Point.fromAffine({ x: x ?? 0n, y: y ?? 0n });
    return { point, bytes: point.toBytes() };
  });
}
