import { createHash } from "node:crypto";
import type { JsonObject } from "../../json/json-value.ts";
import { seededBytes } from "../../keys/seeded-bytes.ts";
import { Problem } from "../../problem/problem.ts";
import { type BbsBaseProof, writeBbsDerived } from "./format/bbs-value.ts";
import { type BaseProof, labelsOf } from "./format/disclosure-proof.ts";
import { type EcdsaSdBaseProof, writeEcdsaSdDerived } from "./format/ecdsa-sd-value.ts";
import { openDisclosable } from "./statements/disclosable-document.ts";
import {
  type Disclosure,
  discloseStatements,
  type GroupedStatements,
  groupStatements,
} from "./statements/grouped-statements.ts";
import { assertJsonPointers } from "./statements/json-pointer.ts";
import { proveShownStatements } from "./suites/bbs-2023.ts";

/** What is left of a document, and all its statements. */
export interface ChosenStatements {
  grouped: GroupedStatements;
  disclosure: Disclosure;
}

/**
 * Leaves of a document what the issuer made mandatory and what the pointers choose. The base proof is not verified.
 *
 * @param document - The whole document without proofs.
 * @throws {@link Problem} `PROOF_GENERATION_ERROR`, `UNSUPPORTED` as {@link discloseStatements} does.
 */
export async function chooseStatements(
  proof: BaseProof,
  document: JsonObject,
  pointers: readonly string[],
): Promise<ChosenStatements> {
  assertJsonPointers(pointers);
  const opened = await openDisclosable(document);
  const grouped = await groupStatements(opened, labelsOf(proof), proof.mandatoryPointers);
  const chosen = [...new Set([...proof.mandatoryPointers, ...pointers])];
  return { grouped, disclosure: await discloseStatements(opened, grouped, chosen) };
}

/**
 * Derives the `proofValue` for what was chosen.
 *
 * @param seed - 32 fresh random bytes, for a proof of bbs-2023; what is made from them is bound to what is shown. One of
 * ecdsa-sd-2023 is always the same.
 * @throws {@link Problem} `PROOF_GENERATION_ERROR` for a base proof that cannot have been made for the document.
 */
export function deriveProof(proof: BaseProof, chosen: ChosenStatements, seed: Uint8Array): string {
  return proof.suite === "bbs-2023"
    ? deriveBbs(proof, chosen, seed)
    : deriveEcdsaSd(proof, chosen.disclosure);
}

function deriveEcdsaSd(proof: EcdsaSdBaseProof, disclosure: Disclosure): string {
  const signatures = disclosure.selectiveIndexes.map((index) => proof.signatures[index]);
  if (!signatures.every((signature) => signature !== undefined)) {
    throw new Problem("PROOF_GENERATION_ERROR", "The credential and its base proof do not belong together");
  }
  return writeEcdsaSdDerived({ ...proof, ...disclosure, signatures });
}

function deriveBbs(
  proof: BbsBaseProof,
  { grouped: { others }, disclosure }: ChosenStatements,
  seed: Uint8Array,
): string {
  const { selectiveIndexes } = disclosure;
  const presentationHeader = new Uint8Array();
  const purpose = createHash("sha256")
    .update(proof.signature)
    .update(proof.header)
    .update(JSON.stringify([others, selectiveIndexes]))
    .digest();
  const shown = { others, shownIndexes: selectiveIndexes, presentationHeader };
  const made = proveShownStatements(proof, shown, seededBytes(seed, purpose));
  return writeBbsDerived({ ...disclosure, proof: made, presentationHeader });
}
