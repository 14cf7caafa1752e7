import { cryptosuites } from "../../core/credential/proof/cryptosuites.ts";
import { contextUrls } from "../../core/credential/vocabulary.ts";
import { verifiedAlgorithms } from "../../core/jose/compact-jws.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import type { KeyType } from "../../core/keys/public-key.ts";
import {
  algorithmOf,
  disclosureSuiteNames,
  keyTypesOf,
  usualSuiteOf,
} from "../signing-keys/signatures-of-keys.ts";
import type { CredentialSecuring } from "../store/records.ts";

/** How many keys one credential request may bind, each to a credential of its own. */
export const batchSize = 10;

/** The kinds of credential that every tenant offers: the same micro-internship, secured in two ways. */
export const configurations: Readonly<Record<string, { securing: CredentialSecuring }>> = {
  MicroInternship_ldp_vc: { securing: "embedded" },
  MicroInternship_jwt_vc_json: { securing: "jwt" },
};

/** The securing of a configuration by its id; undefined for an id that is none of ours. */
export function securingOf(configurationId: string): CredentialSecuring | undefined {
  return Object.hasOwn(configurations, configurationId)
    ? configurations[configurationId]?.securing
    : undefined;
}

const types = ["VerifiableCredential", "OpenBadgeCredential"];

/**
 * `credential_configurations_supported`: OpenID4VCI 1.0, 12.2.4 and A.1.
 *
 * @param keyTypes - Of the keys that the tenant has, the usual one first: it signs whatever wallets are given. The others only make
 * the proofs from which parts can be shown.
 */
export function describeConfigurations(keyTypes: readonly KeyType[]): JsonObject {
  return Object.fromEntries(
    Object.entries(configurations).map(([id, { securing }]) => [
      id,
      { ...(securing === "embedded" ? ldpFormat(keyTypes) : jwtFormat(keyTypes)), scope: id, ...shared() },
    ]),
  );
}

function ldpFormat(keyTypes: readonly KeyType[]): JsonObject {
  const [usual] = keyTypes;
  return {
    format: "ldp_vc",
    credential_definition: {
      "@context": [contextUrls.credentialsV2, contextUrls.openBadges, contextUrls.openBadgesExtensions],
      type: types,
    },
    credential_signing_alg_values_supported: [
      ...new Set([
        ...[(usual && usualSuiteOf(usual)) ?? []].flat(),
        ...disclosureSuiteNames.filter((name) => keyTypesOf(name).some((type) => keyTypes.includes(type))),
      ]),
    ],
  };
}

function jwtFormat([usual]: readonly KeyType[]): JsonObject {
  return {
    format: "jwt_vc_json",
    credential_definition: { type: types },
    credential_signing_alg_values_supported: [(usual && algorithmOf(usual)) ?? []].flat(),
  };
}

function shared(): JsonObject {
  return {
    cryptographic_binding_methods_supported: ["did:key", "did:jwk", "jwk"],
    proof_types_supported: {
      jwt: { proof_signing_alg_values_supported: [...verifiedAlgorithms] },
      di_vp: { proof_signing_alg_values_supported: Object.keys(cryptosuites) },
    },
    credential_metadata: {
      display: [
        {
          name: "Micro-internship",
          locale: "en",
          description: "A completed micro-internship as an Open Badge: what was done, for whom and how well.",
        },
      ],
      claims: [
        claim(["credentialSubject", "achievement", "name"], "Micro-internship", true),
        claim(["issuer", "name"], "Employer", true),
        claim(["credentialSubject", "role"], "Role"),
        claim(["credentialSubject", "activityStartDate"], "Start"),
        claim(["credentialSubject", "activityEndDate"], "End"),
        claim(["credentialSubject", "result"], "Results"),
        claim(["evidence"], "Deliverables"),
      ],
    },
  };
}

function claim(path: string[], name: string, mandatory = false): JsonObject {
  return { path, ...(mandatory && { mandatory }), display: [{ name, locale: "en" }] };
}
