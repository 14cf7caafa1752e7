import type { JsonObject } from "../../json/json-value.ts";
import { Problem } from "../../problem/problem.ts";
import { openCredential } from "../open-credential.ts";
import { type ParsedProof, parseProofs } from "../proof/proof-options.ts";
import { withProofArray } from "../proof/sign.ts";
import { chooseStatements, deriveProof } from "./derive-proof.ts";
import type { DisclosureSuiteName } from "./disclosure-suites.ts";
import type { BaseProof } from "./format/disclosure-proof.ts";

/** What a holder chooses to show. */
export interface Choice {
  /** JSON Pointers into the credential; what its issuer made mandatory is shown without them. */
  pointers: readonly string[];
  /** Where the credential has a base proof of each suite; `bbs-2023`, which cannot be linked, without it. */
  cryptosuite?: DisclosureSuiteName;
}

/** A base proof that a credential has. */
export interface Disclosable {
  cryptosuite: DisclosureSuiteName;
  mandatoryPointers: string[];
}

/** Tells by which suites parts of a credential can be withheld, and what cannot. Throws as {@link parseProofs} does. */
export function disclosableBy(credential: JsonObject): Disclosable[] {
  return baseProofsOf(credential).map(({ base: { suite, mandatoryPointers } }) => ({
    cryptosuite: suite,
    mandatoryPointers,
  }));
}

/**
 * Makes a credential of what its issuer made mandatory and what the pointers choose, with one proof, derived from the base proof.
 * All other proofs are left out: they cover the whole.
 *
 * @param choice.seed - 32 fresh random bytes.
 * @throws {@link Problem} `PROOF_GENERATION_ERROR` without a base proof, for a pointer that points at nothing or into a value without
 * parts; `UNSUPPORTED`; what {@link openCredential} throws when what is left is no credential.
 */
export async function discloseCredential(
  credential: JsonObject,
  choice: Choice & { seed: Uint8Array },
): Promise<JsonObject> {
  const { raw, base } = baseProofOf(credential, choice.cryptosuite);
  const chosen = await chooseStatements(base, withoutProof(credential), choice.pointers);
  const proofValue = deriveProof(base, chosen, choice.seed);
  const disclosed = withProofArray({ ...chosen.disclosure.document, proof: { ...raw, proofValue } });
  await openCredential(disclosed, "all");
  return disclosed;
}

/** The same without the proof: all that will be read there. Throws as {@link discloseCredential} does. */
export async function disclosedDocument(credential: JsonObject, choice: Choice): Promise<JsonObject> {
  const { base } = baseProofOf(credential, choice.cryptosuite);
  const { disclosure } = await chooseStatements(base, withoutProof(credential), choice.pointers);
  await openCredential(disclosure.document, "all");
  return disclosure.document;
}

interface FoundBaseProof {
  raw: ParsedProof["raw"];
  base: BaseProof;
}

function baseProofOf(credential: JsonObject, wanted: DisclosureSuiteName | undefined): FoundBaseProof {
  const found = baseProofsOf(credential).filter(({ base }) => wanted === undefined || base.suite === wanted);
  const chosen = found.find(({ base }) => base.suite === "bbs-2023") ?? found[0];
  if (chosen !== undefined) return chosen;
  throw new Problem("PROOF_GENERATION_ERROR", "Its issuer did not sign it so that parts can be withheld");
}

function baseProofsOf(credential: JsonObject): FoundBaseProof[] {
  return parseProofs(credential).flatMap(({ raw, disclosure }) =>
    disclosure?.kind === "base" ? [{ raw, base: disclosure }] : [],
  );
}

function withoutProof({ proof: _proof, ...unsecured }: JsonObject): JsonObject {
  return unsecured;
}
