import type { JsonObject } from "../../core/json/json-value.ts";

const v1 = "https://www.w3.org/2018/credentials/v1";
const v2 = "https://www.w3.org/ns/credentials/v2";
const openBadges = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
const achievementId = "urn:uuid:7b1f7a0e-6f0e-4b3e-9a39-0d7d3b1f2a10";

/** Unsigned credentials of each kind that Stint issues, by what they are. */
export function sampleCredentials(issuer: string, subject: string): Record<string, JsonObject> {
  return {
    "a minimal VCDM 2.0 credential": {
      "@context": [v2],
      type: ["VerifiableCredential"],
      issuer,
      credentialSubject: { id: subject },
    },
    "a VCDM 2.0 credential with language values": {
      "@context": [v2],
      id: "urn:uuid:11111111-2222-4333-8444-555555555555",
      type: ["VerifiableCredential"],
      issuer: { id: issuer, name: { "@value": "Ünïcode GmbH ✓", "@language": "de" } },
      name: [
        { "@value": "Dog", "@language": "en" },
        { "@value": "Chien", "@language": "fr" },
      ],
      validFrom: "2026-01-01T00:00:00Z",
      validUntil: "2036-01-01T00:00:00+02:00",
      credentialSubject: { id: subject, name: "Jordan “Jo” Lee 🎓\n<b>" },
    },
    "a VCDM 1.1 credential": {
      "@context": [v1, "https://w3id.org/security/data-integrity/v2"],
      id: "urn:uuid:22222222-3333-4444-8555-666666666666",
      type: ["VerifiableCredential"],
      issuer,
      issuanceDate: "2026-01-01T00:00:00Z",
      expirationDate: "2036-01-01T00:00:00Z",
      credentialSubject: { id: subject },
    },
    "a micro-internship as an Open Badge": microInternship(issuer, subject),
  };
}

/**
 * Texts in which `@digitalcredentials/vc` agrees with Stint to the byte and DIDKit 0.2.28 refuses the
 * signature: whoever must be read by DIDKit keeps them out of a credential.
 */
export function disputedTexts(issuer: string, subject: string): Record<string, JsonObject> {
  const credential = { "@context": [v2], type: ["VerifiableCredential"], issuer };
  const credentialSubject = { id: subject };
  return {
    "a tab": { ...credential, credentialSubject: { ...credentialSubject, name: "a\tb" } },
    "another control character": {
      ...credential,
      credentialSubject: { ...credentialSubject, name: "a\u0001b" },
    },
    "a base direction": {
      ...credential,
      name: { "@value": "x", "@language": "en", "@direction": "ltr" },
      credentialSubject,
    },
    "a language tag with upper case": {
      ...credential,
      name: { "@value": "x", "@language": "en-US" },
      credentialSubject,
    },
  };
}

function microInternship(issuer: string, subject: string): JsonObject {
  return {
    "@context": [v2, openBadges],
    id: "urn:uuid:5b0b8a3e-44a2-4a1e-8f1b-6c1a0c7d0002",
    type: ["VerifiableCredential", "OpenBadgeCredential"],
    name: "Micro-internship: Competitor pricing analysis",
    issuer: { id: issuer, type: ["Profile"], name: "Example Robotics GmbH", url: "https://robotics.example" },
    validFrom: "2026-01-20T12:00:00Z",
    awardedDate: "2026-01-20T12:00:00Z",
    validUntil: "2036-01-20T12:00:00Z",
    credentialSubject: {
      id: subject,
      type: ["AchievementSubject"],
      identifier: [
        { type: "IdentityObject", hashed: false, identityType: "name", identityHash: "Jordan Lee" },
      ],
      role: "Micro-Intern, Market Research",
      achievement: {
        id: achievementId,
        type: ["Achievement"],
        achievementType: "MicroCredential",
        name: "Competitor pricing analysis",
        description: "Build a comparable price matrix for ten competitors.",
        criteria: { narrative: "**Deliverables**: CSV price matrix; 2-page memo." },
        tag: ["micro-internship", "paid-project"],
        alignment: [
          {
            type: ["Alignment"],
            targetType: "ext:ESCO",
            targetName: "establish collaborative relations",
            targetUrl: "http://data.europa.eu/esco/skill/326809fc-238d-40c2-881e-40042f7f2f0d",
          },
        ],
        resultDescription: [
          {
            id: `${achievementId}#overall`,
            type: ["ResultDescription"],
            name: "Overall",
            resultType: "RawScore",
            valueMin: "1",
            valueMax: "5",
          },
        ],
      },
      result: [{ type: ["Result"], resultDescription: `${achievementId}#overall`, value: "5" }],
    },
    evidence: [
      { id: "urn:uuid:9d2a6c52-98f9-4f0e-9a77-2c7b7b9a0001", type: ["Evidence"], name: "Price matrix (CSV)" },
    ],
  };
}
