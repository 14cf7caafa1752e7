import type { ResolveDid } from "../../did/did-document.ts";
import type { Problem } from "../../problem/problem.ts";
import { asProblem, graver, isUndecided } from "../../problem/undecided.ts";
import type { HashedDocument } from "./hashed-document.ts";
import type { ParsedProof } from "./proof-options.ts";
import { type HeldProof, type ProofExpectation, verifyProof } from "./verify-proof.ts";

/** A document taken apart: what the proofs cover, and the proofs. */
export interface SecuredDocument {
  unsecured: HashedDocument;
  proofs: ParsedProof[];
}

export interface ProofsVerdict {
  /** The first problem found, a "no" before an open question; `undefined` when every proof holds. */
  problem: Problem | undefined;
  /** The proofs which hold. */
  held: HeldProof[];
}

/**
 * Verifies every proof of a document: one good proof among bad ones is not enough. Whose proofs they should
 * be is for the caller to ask, with {@link isSignedBy}, before anything is resolved here: a proof holds only
 * under a key that its own DID controls.
 */
export async function verifyProofs(
  { unsecured, proofs }: SecuredDocument,
  expectation: ProofExpectation,
  resolveDid: ResolveDid,
): Promise<ProofsVerdict> {
  const verdict: ProofsVerdict = { problem: undefined, held: [] };
  const allProofs = proofs.map(({ raw }) => raw);
  for (const proof of proofs) {
    try {
      verdict.held.push(await verifyProof(proof, { unsecured, allProofs }, expectation, resolveDid));
    } catch (error) {
      const problem = asProblem(error);
      // Others may follow, each with another odd key.
      if (!isUndecided(problem)) expectation.effort?.exceed();
      verdict.problem = graver(verdict.problem, problem);
    }
  }
  return verdict;
}

/** Whether one of the proofs names a key of this DID or https issuer; says nothing about whether it holds. */
export function isSignedBy(
  proofs: { verificationMethod: string; controller?: string }[],
  signer: string,
): boolean {
  return proofs.some(
    ({ verificationMethod, controller }) => (controller ?? verificationMethod.split("#")[0]) === signer,
  );
}
