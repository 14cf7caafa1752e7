import type { JsonObject } from "../json/json-value.ts";
import type { CredentialFormat } from "./dcql.ts";

const supported: Record<CredentialFormat, JsonObject> = {
  ldp_vc: {
    proof_type_values: ["DataIntegrityProof", "Ed25519Signature2020"],
    cryptosuite_values: ["eddsa-rdfc-2022"],
  },
  jwt_vc_json: { alg_values: ["EdDSA", "Ed25519", "ES256"] },
};

/**
 * What Stint verifies, as `vp_formats_supported` says it.
 *
 * @see {@link https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#name-w3c-verifiable-credentials}
 */
export function vpFormatsSupported(formats: readonly CredentialFormat[]): JsonObject {
  return Object.fromEntries(formats.map((format) => [format, supported[format]]));
}
