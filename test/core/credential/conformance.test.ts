import { describe, expect, it } from "vitest";
import { canonicalize, expand } from "../../../core/credential/json-ld/json-ld.ts";
import { createCredentialJwt } from "../../../core/credential/jwt/credential-jwt.ts";
import { signCredential } from "../../../core/credential/proof/sign.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { verifyCredential } from "../../../core/verification/verify-credential.ts";
import { employer, issued, unsigned, world } from "../../support/world.ts";

const created = new Date("2026-10-01T00:00:00Z");
const v2 = "https://www.w3.org/ns/credentials/v2";
const v1 = "https://www.w3.org/2018/credentials/v1";

const plain: JsonObject = {
  "@context": [v2],
  type: ["VerifiableCredential"],
  issuer: employer.did,
  credentialSubject: { id: "did:example:subject" },
};

const old: JsonObject = {
  "@context": [v1],
  type: ["VerifiableCredential"],
  issuer: employer.did,
  issuanceDate: "2026-10-01T00:00:00Z",
  credentialSubject: { id: "did:example:subject" },
};

async function sign(credential: JsonObject): Promise<JsonObject> {
  return signCredential(credential, { signer: employer.signer, created });
}

describe("a credential of VCDM 2.0", () => {
  it.each<[string, JsonObject]>([
    ["the example of the profile", unsigned()],
    ["the least that is allowed", plain],
    [
      "a name in two languages",
      {
        ...plain,
        name: [
          { "@value": "Stage", "@language": "fr" },
          { "@value": "تدريب", "@language": "ar", "@direction": "rtl" },
        ],
      },
    ],
    [
      "the right digest of a related resource",
      {
        ...plain,
        relatedResource: {
          id: v2,
          digestSRI: `sha256-${Buffer.from("59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734", "hex").toString("base64")}`,
        },
      },
    ],
    [
      "undefined terms given a vocabulary",
      {
        ...plain,
        "@context": [v2, "https://www.w3.org/ns/credentials/examples/v2"],
        credentialSubject: { degree: "BSc" },
      },
    ],
  ])("is signed and verified with %s", async (_name, credential) => {
    const verification = await verifyCredential(await sign(credential), { checks: "all" }, world());
    expect(verification.checks.filter(({ outcome }) => outcome === "failed")).toEqual([]);
    expect(verification.verified).toBe(true);
  });

  // 4.11, 5.4 and 5.7 want one or more; issuers in the field leave empty sets, which say nothing in the graph.
  it.each(["credentialSchema", "termsOfUse", "evidence", "refreshService"])(
    "is verified with an empty set of %s, and never issued with one",
    async (member) => {
      const credential = { ...plain, [member]: [] };
      const proof = (await sign(plain)).proof as JsonObject[];
      expect((await verifyCredential({ ...credential, proof }, { checks: "all" }, world())).verified).toBe(
        true,
      );
      await expect(sign(credential)).rejects.toMatchObject({ code: "MALFORMED_VALUE_ERROR" });
      const jwt = createCredentialJwt(credential, { signer: employer.signer });
      await expect(jwt).rejects.toMatchObject({ code: "MALFORMED_VALUE_ERROR" });
    },
  );

  it.each<[string, JsonObject]>([
    ["no context", omit(plain, "@context")],
    [
      "the context of VCDM 2.0 in second place",
      { ...plain, "@context": ["https://www.w3.org/ns/credentials/examples/v2", v2] },
    ],
    ["an unknown context", { ...plain, "@context": [v2, "https://evil.example/v1"] }],
    ["a number for a context", { ...plain, "@context": [v2, 7] }],
    ["no type", omit(plain, "type")],
    ["another type", { ...plain, type: ["Something"] }],
    ["a type nobody defines", { ...plain, type: ["VerifiableCredential", "MysteryCredential"] }],
    ["a term nobody defines", { ...plain, mystery: "x" }],
    [
      "a term nobody defines in the subject",
      { ...plain, credentialSubject: { id: "did:example:s", mystery: 1 } },
    ],
    ["an id that is no URL", { ...plain, id: "not a url" }],
    ["two ids", { ...plain, id: ["urn:uuid:1", "urn:uuid:2"] }],
    ["no issuer", omit(plain, "issuer")],
    ["two issuers", { ...plain, issuer: [employer.did, "did:example:2"] }],
    ["an issuer that is no URL", { ...plain, issuer: "acme" }],
    ["an issuer object without id", { ...plain, issuer: { name: "Acme" } }],
    ["no subject", omit(plain, "credentialSubject")],
    ["an empty subject", { ...plain, credentialSubject: {} }],
    ["no subject in the set", { ...plain, credentialSubject: [] }],
    ["an empty subject in the set", { ...plain, credentialSubject: [{ id: "did:example:1" }, {}] }],
    ["a string for a subject", { ...plain, credentialSubject: "did:example:1" }],
    ["a subject id that is no URL", { ...plain, credentialSubject: { id: "me" } }],
    ["a validFrom without a zone", { ...plain, validFrom: "2026-10-01T00:00:00" }],
    ["a validUntil on 30 February", { ...plain, validUntil: "2027-02-30T00:00:00Z" }],
    ["an empty validUntil", { ...plain, validUntil: "" }],
    ["a null validUntil", { ...plain, validUntil: null }],
    ["a status without a type", { ...plain, credentialStatus: { id: "urn:uuid:1" } }],
    ["no status in the set", { ...plain, credentialStatus: [] }],
    [
      "a status id that is no URL",
      { ...plain, credentialStatus: { id: "x", type: "BitstringStatusListEntry" } },
    ],
    ["terms of use without a type", { ...plain, termsOfUse: { id: "urn:uuid:1" } }],
    ["evidence without a type", { ...plain, evidence: [{ id: "urn:uuid:1" }] }],
    ["a refresh service without a type", { ...plain, refreshService: { id: "urn:uuid:1" } }],
    ["a schema without an id", { ...plain, credentialSchema: { type: "JsonSchema" } }],
    ["a schema without a type", { ...plain, credentialSchema: { id: "https://schema.example/1" } }],
    ["a number for a name", { ...plain, name: 7 }],
    [
      "a language object with another member",
      { ...plain, description: { "@value": "x", "@language": "en", url: "https://x.example" } },
    ],
    [
      "a language object with another member in the issuer",
      { ...plain, issuer: { id: employer.did, name: { "@value": "x", url: "https://x.example" } } },
    ],
    [
      "a related resource twice",
      {
        ...plain,
        relatedResource: [
          { id: "https://r.example/1", digestSRI: "sha256-a" },
          { id: "https://r.example/1", digestSRI: "sha256-a" },
        ],
      },
    ],
    ["a related resource without a digest", { ...plain, relatedResource: { id: "https://r.example/1" } }],
  ])("is refused with %s", async (_name, credential) => {
    await expect(sign(credential)).rejects.toSatisfy((problem: { code: string }) =>
      ["MALFORMED_VALUE_ERROR", "PARSING_ERROR"].includes(problem.code),
    );
    const proof = (await issued()).proof as JsonObject[];
    expect((await verifyCredential({ ...credential, proof }, { checks: "proof" }, world())).verified).toBe(
      false,
    );
  });

  it("is refused when it ends before it begins", async () => {
    const reversed = { ...plain, validFrom: "2027-01-01T00:00:00Z", validUntil: "2026-01-01T00:00:00Z" };
    await expect(sign(reversed)).rejects.toMatchObject({ code: "RANGE_ERROR" });
  });

  it("is refused with the wrong digest of a resource whose bytes are known (VCDM 2.0, 5.3)", async () => {
    const relatedResource = { id: v2, digestMultibase: "uEiAX8uuYH3H0CIrGuKn2FKicKGDOcd6zAlLa0u_Hih4NsQ" };
    await expect(sign({ ...plain, relatedResource })).rejects.toMatchObject({
      code: "CRYPTOGRAPHIC_SECURITY_ERROR",
    });
  });

  it("is refused when it redefines a protected term", async () => {
    const context = [v2, { VerifiableCredential: "https://evil.example/#VerifiableCredential" }];
    await expect(sign({ ...plain, "@context": context })).rejects.toMatchObject({ code: "PARSING_ERROR" });
  });

  it("keeps its contexts when signed; proof is an array and says what it must", async () => {
    const signed = await sign(plain);
    expect(signed["@context"]).toEqual([v2]);
    expect(signed.proof).toEqual([
      expect.objectContaining({
        type: "DataIntegrityProof",
        cryptosuite: "eddsa-rdfc-2022",
        proofPurpose: "assertionMethod",
        created: "2026-10-01T00:00:00Z",
        verificationMethod: employer.signer.id,
      }),
    ]);
  });

  it("is read, but not signed, with the term that Open Badges added to context 3.0.3 in place", async () => {
    const later = { ...unsigned(), endorsementJwt: ["eyJhbGciOiJFZERTQSJ9.e30.AA"] };
    await expect(sign(later)).rejects.toMatchObject({ code: "MALFORMED_VALUE_ERROR" });
    expect(await canonicalize(await expand(later))).toContain("vocab.html#endorsementJwt");
  });

  it("gives the same bytes when signed again with the same key and time", async () => {
    expect(await sign(unsigned())).toEqual(await sign(unsigned()));
  });
});

describe("a credential of VCDM 1.1", () => {
  it("keeps a single proof as an object, as implementations of 1.1 expect", async () => {
    expect((await sign(old)).proof).toMatchObject({ type: "DataIntegrityProof" });
  });

  it("is signed with the Data Integrity context added, and verified", async () => {
    const signed = await sign(old);
    expect(signed["@context"]).toEqual([v1, "https://w3id.org/security/data-integrity/v2"]);
    expect((await verifyCredential(signed, { checks: "all" }, world())).verified).toBe(true);
  });

  it("expires by its expirationDate", async () => {
    const signed = await sign({ ...old, expirationDate: "2026-11-01T00:00:00Z" });
    const verification = await verifyCredential(signed, { checks: "all" }, world());
    expect(verification.checks.find(({ name }) => name === "validity-period")?.problem?.code).toBe("EXPIRED");
  });

  it.each<[string, JsonObject]>([
    ["no issuanceDate", omit(old, "issuanceDate")],
    ["a malformed issuanceDate", { ...old, issuanceDate: "yesterday" }],
    ["a malformed expirationDate", { ...old, expirationDate: "2026-02-30T00:00:00Z" }],
  ])("is refused with %s", async (_name, credential) => {
    await expect(sign(credential)).rejects.toMatchObject({ code: "MALFORMED_VALUE_ERROR" });
  });
});

function omit(object: JsonObject, member: string): JsonObject {
  const { [member]: _taken, ...rest } = object;
  return rest;
}
