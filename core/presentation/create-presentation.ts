import { type SigningOptions, signEnvelope } from "../credential/sign.ts";
import { contextUrls } from "../credential/vocabulary.ts";
import type { JsonObject } from "../json/json-value.ts";

/**
 * Makes an unsigned VCDM 2.0 presentation of credentials, as they were issued.
 *
 * @param options.holder - The DID of who presents.
 * @see {@link https://www.w3.org/TR/vc-data-model-2.0/#verifiable-presentations}
 */
export function createPresentation(options: {
  credentials: JsonObject[];
  holder: string;
  id?: string;
}): JsonObject {
  return {
    "@context": [contextUrls.credentialsV2],
    ...(options.id !== undefined && { id: options.id }),
    type: ["VerifiablePresentation"],
    holder: options.holder,
    verifiableCredential: options.credentials,
  };
}

/**
 * Signs a presentation for one verifier: purpose `authentication`, bound to its challenge and domain.
 *
 * @throws {Problem} `PARSING_ERROR` when a credential in it uses terms that no context defines.
 */
export async function signPresentation(
  presentation: JsonObject,
  options: Omit<SigningOptions, "previousProof"> & { challenge: string; domain: string },
): Promise<JsonObject> {
  return signEnvelope(presentation, options);
}
