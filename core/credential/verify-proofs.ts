import type { ResolveDid } from "../did/did-document.ts";
import { didOf } from "../did/did-url.ts";
import type { Problem } from "../problem/problem.ts";
import { asProblem, isUndecided } from "../problem/undecided.ts";
import type { HashedDocument } from "./cryptosuite.ts";
import type { ParsedProof, ProofPurpose } from "./proof-options.ts";
import { verifyProof } from "./verify-proof.ts";

/** A document taken apart: what the proofs cover, and the proofs. */
export interface SecuredDocument {
  unsecured: HashedDocument;
  proofs: ParsedProof[];
}

export interface ProofsVerdict {
  /** The first problem found, a "no" before an open question; `undefined` when every proof holds. */
  problem: Problem | undefined;
  /** The DIDs that made the proofs which hold. */
  controllers: string[];
}

/**
 * Verifies every proof of a document: one good proof among bad ones is not enough.
 *
 * @param request.expectedController - The DID one of the proofs must come from. Compared with the DID in
 * each `verificationMethod` before anything is resolved: when none is by it, nothing is.
 */
export async function verifyProofs(
  { unsecured, proofs }: SecuredDocument,
  request: { expectedPurpose: ProofPurpose; now: Date; expectedController?: string },
  resolveDid: ResolveDid,
): Promise<ProofsVerdict> {
  const verdict: ProofsVerdict = { problem: undefined, controllers: [] };
  const { expectedPurpose, now, expectedController } = request;
  const allProofs = proofs.map(({ raw }) => raw);
  for (const proof of proofs) {
    try {
      const byExpected =
        expectedController !== undefined && didOf(proof.verificationMethod) === expectedController;
      const expectation = { expectedPurpose, now, ...(byExpected && { expectedController }) };
      verdict.controllers.push(await verifyProof(proof, { unsecured, allProofs }, expectation, resolveDid));
    } catch (error) {
      verdict.problem = worse(verdict.problem, asProblem(error));
    }
  }
  return verdict;
}

/** Whether one of the proofs names a key of this DID; says nothing about whether it holds. */
export function isSignedBy(proofs: ParsedProof[], did: string): boolean {
  return proofs.some(({ verificationMethod }) => verificationMethod.split("#")[0] === did);
}

function worse(earlier: Problem | undefined, later: Problem): Problem {
  if (earlier === undefined) return later;
  return isUndecided(earlier) && !isUndecided(later) ? later : earlier;
}
