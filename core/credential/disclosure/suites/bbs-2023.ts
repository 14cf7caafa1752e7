import { createBbsProof } from "../../../keys/bbs/create-proof.ts";
import { withheldCount } from "../../../keys/bbs/proof-parts.ts";
import { verifyBbs } from "../../../keys/bbs/signature.ts";
import { verifyBbsProof } from "../../../keys/bbs/verify-proof.ts";
import type { RandomBytes } from "../../../keys/seeded-bytes.ts";
import type { BbsSigner } from "../../../keys/signer.ts";
import { type BbsBaseProof, type BbsDerivedProof, writeBbsBase } from "../format/bbs-value.ts";
import { type Grouped, groupStatements, hashStatements } from "../statements/grouped-statements.ts";
import { shuffledLabels } from "../statements/labels.ts";
import type { BaseInput } from "./base-input.ts";

/**
 * Makes the `proofValue` of a base proof: one signature over the mandatory statements, as header, and each other one.
 *
 * @param random - For the HMAC key.
 * @see {@link https://www.w3.org/TR/vc-di-bbs/#create-base-proof-bbs-2023}
 */
export async function createBbsBase(
  { opened, proofHash, mandatoryPointers }: BaseInput,
  signer: BbsSigner,
  random: RandomBytes,
): Promise<string> {
  const hmacKey = random(32);
  const { mandatory, others } = await groupStatements(opened, shuffledLabels(hmacKey), mandatoryPointers);
  const header = headerOf(proofHash, mandatory);
  return writeBbsBase({
    signature: await signer.signMessages({ header, messages: messagesOf(others) }),
    header,
    publicKey: signer.publicKey,
    hmacKey,
    mandatoryPointers: [...mandatoryPointers],
  });
}

/**
 * Proves that an issuer signed some of the statements that are not mandatory, without telling the signature.
 *
 * @param shownIndexes - Which of them.
 */
export function proveShownStatements(
  { signature, header, publicKey }: BbsBaseProof,
  { others, shownIndexes, presentationHeader }: ShownToProve,
  random: RandomBytes,
): Uint8Array {
  const messages = messagesOf(others);
  return createBbsProof({ header, messages, signature, publicKey, shownIndexes, presentationHeader }, random);
}

interface ShownToProve {
  others: string[];
  shownIndexes: number[];
  presentationHeader: Uint8Array;
}

/**
 * Says whether a base proof signs these statements, all of them, or a derived one proves that they were signed.
 *
 * @param under.publicKey - The issuer's BLS12-381 key.
 * @see {@link https://www.w3.org/TR/vc-di-bbs/#verify-derived-proof-bbs-2023}
 */
export function holdsUnderBbs(
  proof: BbsBaseProof | BbsDerivedProof,
  { mandatory, others }: Grouped,
  { proofHash, publicKey }: { proofHash: Uint8Array; publicKey: Uint8Array },
): boolean {
  const header = headerOf(proofHash, mandatory);
  const messages = messagesOf(others);
  if (proof.kind === "base") {
    const { signature } = proof;
    // What the proof says of both beside the signature must not differ from what is so.
    const isConsistent = areEqual(proof.header, header) && areEqual(proof.publicKey, publicKey);
    return isConsistent && verifyBbs({ signature, header, messages, publicKey });
  }
  const { selectiveIndexes, presentationHeader } = proof;
  if (selectiveIndexes.length !== messages.length) return false;
  const shown = new Map(messages.map((message, position) => [selectiveIndexes[position] ?? -1, message]));
  return verifyBbsProof({ proof: proof.proof, header, shown, presentationHeader, publicKey });
}

/** Whether nothing is withheld: the signature is over all statements, and a proof tells how many it does not show. */
export function isOverAllStatements(proof: BbsBaseProof | BbsDerivedProof): boolean {
  return proof.kind === "base" || withheldCount(proof.proof) === 0;
}

function headerOf(proofHash: Uint8Array, mandatory: string[]): Uint8Array {
  return Buffer.concat([proofHash, hashStatements(mandatory)]);
}

function messagesOf(lines: string[]): Uint8Array[] {
  return lines.map((line) => Buffer.from(line));
}

function areEqual(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
