import { describe, expect, it } from "vitest";
import { signCredential } from "../../../core/credential/proof/sign.ts";
import { contextUrls } from "../../../core/credential/vocabulary.ts";
import type { JsonObject, JsonValue } from "../../../core/json/json-value.ts";
import type { CredentialVerification } from "../../../core/verification/verdict.ts";
import { verifyCredential } from "../../../core/verification/verify-credential.ts";
import { rawSign2020 } from "../../support/raw-proof.ts";
import { person, student, world } from "../../support/world.ts";

const { did: keyDid, signer: key } = person("issuer in the field");
const multikey = keyDid.slice("did:key:".length);
const created = new Date("2026-10-01T00:00:00Z");

/** What both a did:web and an https issuer publish. */
function keysOf(id: string, fragment: string): JsonObject {
  const method = `${id}#${fragment}`;
  return {
    "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
    id,
    verificationMethod: [{ id: method, type: "Multikey", controller: id, publicKeyMultibase: multikey }],
    assertionMethod: [method],
  };
}

const achievement: JsonObject = {
  id: "https://badges.example/badges/17",
  type: ["Achievement"],
  achievementType: "Badge",
  name: "Teamwork",
  description: "Worked in a team.",
  criteria: { narrative: "" },
  alignment: [],
  tag: ["teamwork"],
  image: { id: "https://badges.example/badges/17/image", type: "Image" },
};

const hashedMail: JsonObject = {
  type: "IdentityObject",
  hashed: true,
  identityHash: "sha256$0b3b97fa66886c5688ee4ae80ec0c3c2b6f5a5d5e8d2f1a4b9d9f0f7ce0f7b11",
  identityType: "emailAddress",
  salt: "deadsea",
};

function badge(issuer: JsonObject, changes: JsonObject = {}): JsonObject {
  return {
    "@context": [contextUrls.credentialsV2, contextUrls.openBadges, contextUrls.openBadgesExtensions],
    id: "https://badges.example/assertions/1?v=3_0",
    type: ["VerifiableCredential", "OpenBadgeCredential"],
    name: "Teamwork",
    issuer: {
      type: ["Profile"],
      name: "Example",
      url: "https://badges.example",
      email: "info@badges.example",
      ...issuer,
    },
    validFrom: "2026-09-30T21:14:05.123456+02:00",
    credentialSubject: { type: ["AchievementSubject"], identifier: [hashedMail], achievement },
    ...changes,
  };
}

async function verdict(
  credential: JsonValue,
  documents: Record<string, JsonObject> = {},
): Promise<CredentialVerification> {
  return verifyCredential(credential, { checks: "all" }, world(documents));
}

describe("what issuers in the field emit is verified", () => {
  it("by a did:web with a path, a schema of 1EdTech's and a hashed recipient, as a certification platform does", async () => {
    const id = "did:web:badges.example:api:v1:issuers:e0e2733e-936d-462a-8af0-d14c5fa7fd1a";
    const credential = badge(
      { id, image: { id: "https://badges.example/logo.png", type: "Image", caption: "Logo" } },
      {
        credentialSchema: [
          {
            id: "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
            type: "1EdTechJsonSchemaValidator2019",
          },
        ],
      },
    );
    const signed = await signCredential(credential, { signer: { ...key, id: `${id}#key-0` }, created });
    const url = "https://badges.example/api/v1/issuers/e0e2733e-936d-462a-8af0-d14c5fa7fd1a/did.json";
    expect((await verdict(signed, { [url]: keysOf(id, "key-0") })).verified).toBe(true);
  });

  it("by an https issuer with a version in its URL, no evidence and a list of its own, as a public badge server does", async () => {
    const id = "https://badges.example/issuers/1?v=3_0";
    const list = "https://badges.example/assertions/1/revocations";
    const credential = badge(
      { id },
      { evidence: [], credentialStatus: { id: list, type: "1EdTechRevocationList" } },
    );
    // The library signs nothing that says nothing, the server does: the graph is the same.
    const { evidence, ...plain } = credential;
    const signed = await signCredential(plain, { signer: { ...key, id: `${id}#key-0` }, created });
    const documents = { [id]: keysOf(id, "key-0"), [list]: { id: list, issuer: id, revokedCredential: [] } };
    const { verified, checks } = await verdict({ ...signed, evidence: evidence as JsonValue }, documents);
    expect(verified).toBe(true);
    expect(checks.find(({ name }) => name === "status")?.note).toContain("not signed");
  });

  it("in VCDM 1.1 with the context of the suite in the proof, as DIDKit and the wallets built on it do", async () => {
    const document: JsonObject = {
      "@context": [contextUrls.credentialsV1, "https://purl.imsglobal.org/spec/ob/v3p0/context.json"],
      id: "http://badges.example/credentials/3527",
      type: ["VerifiableCredential", "OpenBadgeCredential"],
      issuer: keyDid,
      name: "Teamwork",
      issuanceDate: "2026-09-15T01:40:50.794Z",
      credentialSubject: { id: student.did, type: ["AchievementSubject"], achievement },
    };
    const { proof, ...signed } = await rawSign2020(document, { did: keyDid, signer: key });
    const withContext = { ...(proof as JsonObject), "@context": [contextUrls.ed25519Signature2020] };
    expect((await verdict({ ...signed, proof: withContext })).verified).toBe(true);
  });

  it("with a proof of each of two suites, as the DCC's signing service does", async () => {
    const contexts = [contextUrls.credentialsV2, contextUrls.openBadges, contextUrls.ed25519Signature2020];
    const document = badge({ id: keyDid }, { "@context": contexts });
    const older = await rawSign2020(document, { did: keyDid, signer: key });
    const newer = await signCredential(document, { signer: key, created });
    const both = { ...document, proof: [older.proof as JsonValue, newer.proof as JsonValue].flat() };
    expect((await verdict(both)).verified).toBe(true);
    const [proof] = newer.proof as JsonObject[];
    const bad = {
      ...document,
      proof: [older.proof as JsonValue, { ...proof, created: "2026-10-02T00:00:00Z" }],
    };
    expect((await verdict(bad)).verified).toBe(false);
  });
});
