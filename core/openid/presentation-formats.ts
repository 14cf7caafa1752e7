import { disclosureSuites } from "../credential/disclosure/disclosure-suites.ts";
import { cryptosuites } from "../credential/proof/cryptosuites.ts";
import { verifiedAlgorithms } from "../jose/compact-jws.ts";
import type { JsonObject } from "../json/json-value.ts";
import type { CredentialFormat } from "./dcql.ts";

const supported: Record<CredentialFormat, JsonObject> = {
  ldp_vc: {
    proof_type_values: ["DataIntegrityProof", "Ed25519Signature2020"],
    cryptosuite_values: [...Object.keys(cryptosuites), ...Object.keys(disclosureSuites)],
  },
  jwt_vc_json: { alg_values: [...verifiedAlgorithms] },
};

/** Beside the format of the credential that of its presentation, as drafts had it: LearnCard looks for that one. */
const namesOf: Record<CredentialFormat, string[]> = {
  ldp_vc: ["ldp_vc", "ldp_vp"],
  jwt_vc_json: ["jwt_vc_json", "jwt_vp_json"],
};

/**
 * What Stint verifies, as `vp_formats_supported` says it.
 *
 * @see {@link https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#name-w3c-verifiable-credentials}
 */
export function vpFormatsSupported(formats: readonly CredentialFormat[]): JsonObject {
  return Object.fromEntries(
    formats.flatMap((format) => namesOf[format].map((name) => [name, supported[format]])),
  );
}
