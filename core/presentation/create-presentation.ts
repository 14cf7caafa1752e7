import { envelop } from "../credential/jwt/enveloped.ts";
import { type SigningOptions, signEnvelope } from "../credential/proof/sign.ts";
import { contextUrls } from "../credential/vocabulary.ts";
import type { JsonObject } from "../json/json-value.ts";

/**
 * Makes an unsigned VCDM 2.0 presentation of credentials, as they were issued.
 *
 * @param options.credentials - Credentials with proofs, and compact VC-JWTs.
 * @param options.holder - The DID of who presents.
 * @see {@link https://www.w3.org/TR/vc-data-model-2.0/#verifiable-presentations}
 */
export function createPresentation(options: {
  credentials: (JsonObject | string)[];
  holder: string;
  id?: string;
}): JsonObject {
  return {
    "@context": [contextUrls.credentialsV2],
    ...(options.id !== undefined && { id: options.id }),
    type: ["VerifiablePresentation"],
    holder: options.holder,
    verifiableCredential: options.credentials.map((credential) =>
      typeof credential === "string" ? envelop(credential, "credential") : credential,
    ),
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

/**
 * Signs a presentation to leave it with one verifier: bound to its domain and to a time, and to no challenge. It shows what the
 * holder chose to share and when, not that the holder is there when it is read.
 *
 * @param options.expires - Verifiers accept at most {@link maximumShareDays} days after `created`.
 * @throws {Problem} as {@link signPresentation}.
 */
export async function signShare(
  presentation: JsonObject,
  options: Omit<SigningOptions, "previousProof"> & { domain: string; expires: Date },
): Promise<JsonObject> {
  return signEnvelope(presentation, options);
}
