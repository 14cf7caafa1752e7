import {
  type G1Point,
  G2,
  messageToScalar,
  pairingsEqual,
  pointLength,
  readPoint,
  readScalar,
  scalarLength,
} from "./ciphersuite.ts";
import { generatorsFor } from "./generators.ts";
import { challengeOf, pick, withheldCount } from "./proof-parts.ts";
import { bindAll, domainOf, readKey, weightedSum } from "./signature.ts";

/** What a proof shows of what was signed. */
export interface ShownMessages {
  header: Uint8Array;
  /** Position among all signed messages -> message, in ascending order. */
  shown: ReadonlyMap<number, Uint8Array>;
  /** What the maker of the proof bound it to. */
  presentationHeader: Uint8Array;
}

/**
 * Says whether a proof shows that the key signed this header and, at these positions, these messages, besides others that
 * are withheld. Bytes of a wrong form, and positions beyond the messages, are a "no".
 *
 * @throws {@link Problem} `INVALID_VERIFICATION_METHOD` for a public key that is no usable point.
 * @see {@link https://datatracker.ietf.org/doc/draft-irtf-cfrg-bbs-signatures/}, 3.6.4
 */
export function verifyBbsProof(input: ShownMessages & { proof: Uint8Array; publicKey: Uint8Array }): boolean {
  const { header, publicKey, presentationHeader } = input;
  const parsed = parseProof(input.proof);
  if (parsed === undefined) return false;
  const { aBar, bBar, d, e, r1, r3, others, challenge } = parsed;
  const total = others.length + input.shown.size;
  const generators = generatorsFor(total);
  const withheld = [...generators.messages.keys()].filter((index) => !input.shown.has(index));
  if (withheld.length !== others.length) return false;

  const domain = domainOf(publicKey, generators, header);
  const shown = new Map([...input.shown].map(([index, message]) => [index, messageToScalar(message)]));
  const shownGenerators = { first: generators.first, messages: pick(generators.messages, [...shown.keys()]) };
  const bound = bindAll(shownGenerators, domain, [...shown.values()]);
  const t1 = weightedSum([bBar, aBar, d], [challenge, e, r1]);
  const t2 = weightedSum([bound, d, ...pick(generators.messages, withheld)], [challenge, r3, ...others]);
  const points = [aBar, bBar, d, t1, t2];
  if (challengeOf({ shown, points, domain, presentationHeader }) !== challenge) return false;
  return pairingsEqual([aBar, readKey(publicKey)], [bBar, G2.Point.BASE]);
}

interface ParsedProof {
  aBar: G1Point;
  bBar: G1Point;
  d: G1Point;
  e: bigint;
  r1: bigint;
  r3: bigint;
  /** One for each withheld message. */
  others: bigint[];
  challenge: bigint;
}

/** octets_to_proof, 4.2.4.5: points of the subgroup other than its zero, scalars from 1 to below the order. */
function parseProof(proof: Uint8Array): ParsedProof | undefined {
  const count = withheldCount(proof);
  if (count === undefined) return undefined;
  const scalarsFrom = 3 * pointLength;
  const [aBar, bBar, d] = split(proof.subarray(0, scalarsFrom), pointLength).map(readPoint);
  const answers = split(proof.subarray(scalarsFrom), scalarLength).map(readScalar);
  if (aBar === undefined || bBar === undefined || d === undefined) return undefined;
  if (!answers.every((answer) => answer !== undefined)) return undefined;
  const [e, r1, r3, ...rest] = answers;
  const challenge = rest.pop();
  if (e === undefined || r1 === undefined || r3 === undefined || challenge === undefined) return undefined;
  return { aBar, bBar, d, e, r1, r3, others: rest, challenge };
}

function split(bytes: Uint8Array, length: number): Uint8Array[] {
  return Array.from({ length: bytes.length / length }, (_, index) =>
    bytes.subarray(index * length, (index + 1) * length),
  );
}
