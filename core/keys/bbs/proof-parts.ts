import { type G1Point, hashToScalar, pointLength, scalarBytes, scalarLength, uint64 } from "./ciphersuite.ts";

/** Three points and, without any message withheld, four scalars. */
const shortestProof = 3 * pointLength + 4 * scalarLength;

/** How many messages a proof withholds, by its length; `undefined` when no proof is that long. */
export function withheldCount(proof: Uint8Array): number | undefined {
  const count = (proof.length - shortestProof) / scalarLength;
  return Number.isInteger(count) && count >= 0 ? count : undefined;
}

/**
 * The challenge that makes a proof non-interactive: ProofChallengeCalculate of draft-irtf-cfrg-bbs-signatures, 3.7.4.
 *
 * @param input.shown - Position -> scalar of the message there, in ascending order.
 * @param input.points - Abar, Bbar, D, T1 and T2.
 */
export function challengeOf(input: {
  shown: ReadonlyMap<number, bigint>;
  points: G1Point[];
  domain: bigint;
  presentationHeader: Uint8Array;
}): bigint {
  const { shown, points, domain, presentationHeader } = input;
  return hashToScalar(
    Buffer.concat([
      uint64(shown.size),
      ...[...shown].flatMap(([index, value]) => [uint64(index), scalarBytes(value)]),
      ...points.map((point) => point.toBytes()),
      scalarBytes(domain),
      uint64(presentationHeader.length),
      presentationHeader,
    ]),
    "H2S_",
  );
}

/** The items at some positions. Throws a `TypeError` for a position that has none. */
export function pick<T>(items: T[], indexes: number[]): T[] {
  return indexes.map((index) => {
    const item = items[index];
    if (item === undefined) throw new TypeError("Nothing stands at this position");
    return item;
  });
}
