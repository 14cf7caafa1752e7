import { createBaseProof } from "../../core/credential/disclosure/create-base-proof.ts";
import { openDisclosable } from "../../core/credential/disclosure/statements/disclosable-document.ts";
import { hashProofOptions } from "../../core/credential/proof/proof-hash.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { type DisclosingEmployer, seed } from "./disclosing-employer.ts";

/**
 * Issues as somebody does who takes less care than Stint: exactly these parts are mandatory, and whatever else may be withheld.
 */
export async function issueLoosely(
  by: DisclosingEmployer,
  credential: JsonObject,
  mandatoryPointers: readonly string[],
  options: JsonObject = {},
): Promise<JsonObject> {
  const document = { ...credential, issuer: by.did };
  const proof: JsonObject = {
    type: "DataIntegrityProof",
    cryptosuite: by.suite,
    verificationMethod: by.signer.id,
    proofPurpose: "assertionMethod",
    ...options,
  };
  const proofHash = await hashProofOptions(proof, document);
  const opened = await openDisclosable(document);
  const proofValue = await createBaseProof({ opened, proofHash, mandatoryPointers }, by.signer, seed);
  return { ...document, proof: [{ ...proof, proofValue }] };
}
