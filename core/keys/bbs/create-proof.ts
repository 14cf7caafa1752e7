import { Problem } from "../../problem/problem.ts";
import type { RandomBytes } from "../seeded-bytes.ts";
import { messageToScalar, scalarBytes, scalars } from "./ciphersuite.ts";
import { generatorsFor } from "./generators.ts";
import { challengeOf, pick } from "./proof-parts.ts";
import { bindAll, domainOf, parseBbsSignature, type SignedMessages, weightedSum } from "./signature.ts";

/** What is proved: that a signature over these messages is known. */
export interface ProofInput extends SignedMessages {
  signature: Uint8Array;
  publicKey: Uint8Array;
  /** Positions of the messages that will be shown, ascending. */
  shownIndexes: number[];
  /** Bound to the proof by who makes it; it says nothing about the signature. */
  presentationHeader: Uint8Array;
}

/**
 * Proves knowledge of a signature over messages of which some are shown. The proof tells nothing of the signature
 * itself: two proofs cannot be linked by it. That the signature fits is NOT checked.
 *
 * @param random - Must be unpredictable and never give the same bytes for two different proofs: whoever knows the bytes, or
 * sees two proofs made with the same ones, learns what was withheld.
 * @throws a `TypeError` for a position that no message has; {@link Problem} `PROOF_GENERATION_ERROR` for bytes that are no signature.
 * @see {@link https://datatracker.ietf.org/doc/draft-irtf-cfrg-bbs-signatures/}, 3.6.3
 */
export function createBbsProof(input: ProofInput, random: RandomBytes): Uint8Array {
  const { header, messages, publicKey, shownIndexes, presentationHeader } = input;
  const signature = parseBbsSignature(input.signature);
  if (signature === undefined) throw new Problem("PROOF_GENERATION_ERROR", "Not a BBS signature");
  const { point, exponent } = signature;
  const generators = generatorsFor(messages.length);
  const values = messages.map(messageToScalar);
  const domain = domainOf(publicKey, generators, header);
  const isShown = new Set(shownIndexes);
  const withheld = [...messages.keys()].filter((index) => !isShown.has(index));
  const draw = () => randomScalar(random);
  const [r1, r2, e, r1Mask, r3Mask] = [draw(), draw(), draw(), draw(), draw()];
  const masks = withheld.map(draw);

  const d = bindAll(generators, domain, values).multiply(r2);
  const aBar = point.multiply(scalars.mul(r1, r2));
  const bBar = weightedSum([d, aBar], [r1, scalars.neg(exponent)]);
  const t1 = weightedSum([aBar, d], [e, r1Mask]);
  const t2 = weightedSum([d, ...pick(generators.messages, withheld)], [r3Mask, ...masks]);
  const shownValues = pick(values, shownIndexes);
  const shown = new Map(shownIndexes.map((index, position) => [index, shownValues[position] ?? 0n]));
  const challenge = challengeOf({ shown, points: [aBar, bBar, d, t1, t2], domain, presentationHeader });

  const answers = [
    scalars.add(e, scalars.mul(exponent, challenge)),
    scalars.sub(r1Mask, scalars.mul(r1, challenge)),
    scalars.sub(r3Mask, scalars.mul(scalars.inv(r2), challenge)),
    ...pick(values, withheld).map((value, position) =>
      scalars.add(masks[position] ?? 0n, scalars.mul(value, challenge)),
    ),
    challenge,
  ];
  return Buffer.concat([...[aBar, bBar, d].map((each) => each.toBytes()), ...answers.map(scalarBytes)]);
}

/** calculate_random_scalars, 4.2.1: 48 bytes each, so that no scalar is likelier than another. */
function randomScalar(random: RandomBytes): bigint {
  const scalar = scalars.create(BigInt(`0x${Buffer.from(random(48)).toString("hex")}`));
  if (scalar === 0n) throw new TypeError("Not random");
  return scalar;
}
