import type { DisclosureSuiteName } from "../disclosure-suites.ts";
import { hmacLabels, type LabelMaker, shuffledLabels } from "../statements/labels.ts";
import { type BbsBaseProof, type BbsDerivedProof, readBbs } from "./bbs-value.ts";
import { type EcdsaSdBaseProof, type EcdsaSdDerivedProof, readEcdsaSd } from "./ecdsa-sd-value.ts";
import { decodeProofValue } from "./proof-value.ts";

/**
 * A proof that lets its holder withhold statements: the base proof, from which whoever has it can show any part, or one derived
 * from it for some parts.
 */
export type DisclosureProof = EcdsaSdBaseProof | EcdsaSdDerivedProof | BbsBaseProof | BbsDerivedProof;
export type BaseProof = Extract<DisclosureProof, { kind: "base" }>;

/**
 * Reads the `proofValue` of such a proof. Nothing is verified.
 *
 * @throws {@link Problem} `PROOF_VERIFICATION_ERROR`; `UNSUPPORTED` for an optional feature of bbs-2023.
 */
export function parseDisclosureProof(suite: DisclosureSuiteName, proofValue: unknown): DisclosureProof {
  const { kind, components } = decodeProofValue(proofValue);
  return suite === "bbs-2023" ? readBbs(kind, components) : readEcdsaSd(kind, components);
}

/** How the blank nodes of the whole document were labelled before signing. */
export function labelsOf({ suite, hmacKey }: BaseProof): LabelMaker {
  return suite === "bbs-2023" ? shuffledLabels(hmacKey) : hmacLabels(hmacKey);
}
