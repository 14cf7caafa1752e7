import type { PublicKey } from "../../keys/public-key.ts";
import { Problem } from "../../problem/problem.ts";
import type { HashedDocument } from "../proof/hashed-document.ts";
import { type Coverage, mandatoryProperties } from "./coverage.ts";
import { disclosureSuites } from "./disclosure-suites.ts";
import { type BaseProof, type DisclosureProof, labelsOf } from "./format/disclosure-proof.ts";
import { openDisclosable } from "./statements/disclosable-document.ts";
import { groupStatements, quadsOf } from "./statements/grouped-statements.ts";
import { readShownStatements, type ShownStatements } from "./statements/shown-statements.ts";
import { holdsUnderBbs, isOverAllStatements } from "./suites/bbs-2023.ts";
import { holdsUnderEcdsaSd } from "./suites/ecdsa-sd-2023.ts";

/**
 * Verifies a base or a derived proof.
 *
 * @param unsecured - The document without any proof, and its expansion.
 * @param under.publicKey - The key that was resolved.
 * @returns what it vouches for; `undefined` when it does not hold.
 * @throws {@link Problem} `PROOF_VERIFICATION_ERROR` when it was made for another document; `UNSUPPORTED`;
 * `TOO_COSTLY`; what canonicalizing throws.
 */
export async function verifyDisclosureProof(
  proof: DisclosureProof,
  unsecured: HashedDocument,
  { proofHash, publicKey }: { proofHash: Uint8Array; publicKey: PublicKey },
): Promise<Coverage | undefined> {
  if (publicKey.type !== disclosureSuites[proof.suite]) return undefined;
  const shown =
    proof.kind === "base"
      ? await readAllStatements(proof, unsecured)
      : await readShownStatements(unsecured.expanded, proof);
  const under = { proofHash, publicKey: publicKey.bytes };
  const holds =
    proof.suite === "bbs-2023" ? holdsUnderBbs(proof, shown, under) : holdsUnderEcdsaSd(proof, shown, under);
  if (!holds) return undefined;
  // Those of ecdsa-sd-2023 do not say how many there were, and a holder can take some out of a base proof too.
  return {
    isWhole: proof.suite === "bbs-2023" && isOverAllStatements(proof),
    ...shown.mandatoryProperties,
  };
}

async function readAllStatements(proof: BaseProof, { document }: HashedDocument): Promise<ShownStatements> {
  const opened = await openDisclosable(document);
  try {
    const { statements, mandatory, others } = await groupStatements(
      opened,
      labelsOf(proof),
      proof.mandatoryPointers,
    );
    const quads = { mandatory: quadsOf(statements, mandatory), others: quadsOf(statements, others) };
    return { mandatory, others, mandatoryProperties: mandatoryProperties(opened.root, quads) };
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "PROOF_GENERATION_ERROR") throw error;
    throw new Problem("PROOF_VERIFICATION_ERROR", error.message, { cause: error });
  }
}
