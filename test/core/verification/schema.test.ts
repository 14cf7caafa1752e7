import { describe, expect, it } from "vitest";
import { digestsOf } from "../../../core/credential/digests.ts";
import { createCredentialJwt } from "../../../core/credential/jwt/credential-jwt.ts";
import { signCredential } from "../../../core/credential/proof/sign.ts";
import type { JsonObject, JsonValue } from "../../../core/json/json-value.ts";
import { collectSchemas, type KnownSchemas, parseKnownSchema } from "../../../core/schema/known-schema.ts";
import { describeVerification, headlineOf } from "../../../core/verification/describe.ts";
import type { CredentialVerification } from "../../../core/verification/verdict.ts";
import { verifyCredential } from "../../../core/verification/verify-credential.ts";
import {
  employer,
  entryAt,
  issued,
  listUrl,
  now,
  person,
  statusList,
  thief,
  unsigned,
  world,
} from "../../support/world.ts";

const official = (unsigned().credentialSchema as JsonObject[])[0] as JsonObject;
const $id = "https://schemas.example/work.json";
const mine: JsonObject = { id: $id, type: "JsonSchema" };

/** A schema that wants a role, and only this one. */
const workSchema = {
  $id,
  $schema: "https://json-schema.org/draft/2020-12/schema",
  properties: { credentialSubject: { properties: { role: { const: "Data intern" } }, required: ["role"] } },
};

const known = (...documents: JsonValue[]): KnownSchemas =>
  collectSchemas(documents.map((document) => parseKnownSchema(Buffer.from(JSON.stringify(document)))));

async function verdict(
  changes: JsonObject,
  knownSchemas: KnownSchemas = known(),
  documents: Parameters<typeof world>[0] = {},
): Promise<CredentialVerification> {
  return verifyCredential(await issued(changes), { checks: "all" }, world(documents, { knownSchemas }));
}

function schemaCheck({ checks }: CredentialVerification) {
  return checks.find(({ name }) => name === "schema");
}

const [subject] = [unsigned().credentialSubject as JsonObject];
const { role: _role, ...withoutRole } = subject as JsonObject;
const { achievement: _achievement, ...withoutAchievement } = subject as JsonObject;

describe("the form that a schema demands (VCDM 2.0, 4.11)", () => {
  it("is asked of the official schema of Open Badges, without a file of it", async () => {
    const good = await verdict({});
    expect([good.verified, schemaCheck(good)]).toEqual([true, { name: "schema", outcome: "passed" }]);
    expect(good.validation.schemas).toEqual([{ ...official, outcome: "valid" }]);
  });

  it("is not there when the official schema is violated: the credential is not verified, and the member is named", async () => {
    const bad = await verdict({ credentialSubject: withoutAchievement });
    expect(bad.verified).toBe(false);
    expect(schemaCheck(bad)).toMatchObject({
      outcome: "failed",
      problem: {
        code: "SCHEMA_VIOLATED",
        detail: "/credentialSubject/achievement is missing (Open Badges 3.0, B.1.3 AchievementSubject)",
      },
    });
    expect(bad.validation.schemas).toMatchObject([
      { outcome: "invalid", findings: [{ member: "/credentialSubject/achievement" }] },
    ]);
  });

  it("counts nothing that only the text demands: a reference to nothing violates no schema", async () => {
    const result = [{ type: ["Result"], resultDescription: "urn:uuid:nowhere" }];
    expect((await verdict({ credentialSubject: { ...subject, result } })).verified).toBe(true);
  });

  it("is asked of a VC-JWT too", async () => {
    const jwt = await createCredentialJwt(unsigned({ credentialSubject: withoutAchievement }), {
      signer: employer.signer,
    });
    const verification = await verifyCredential(jwt, { checks: "all" }, world());
    expect(schemaCheck(verification)?.problem?.code).toBe("SCHEMA_VIOLATED");
  });

  it("passes in the compacted form of a badge, and that is told (Open Badges 3.0, A.2.1)", async () => {
    const signed = await issued();
    const compacted = { ...signed, proof: (signed.proof as JsonObject[])[0] as JsonObject };
    const verification = await verifyCredential(compacted, { checks: "all" }, world());
    expect(verification.verified).toBe(true);
    expect(schemaCheck(verification)).toMatchObject({
      outcome: "passed",
      note: expect.stringContaining("compacted"),
    });
  });

  it("is asked of a JSON Schema that the verifier was given", async () => {
    const schemas = { credentialSchema: [official, mine] };
    const good = await verdict(schemas, known(workSchema));
    expect(good.validation.schemas?.map(({ outcome }) => outcome)).toEqual(["valid", "valid"]);
    expect(schemaCheck(good)?.outcome).toBe("passed");
    const bad = await verdict({ ...schemas, credentialSubject: withoutRole }, known(workSchema));
    expect(bad.verified).toBe(false);
    expect(schemaCheck(bad)?.problem?.detail).toBe(
      `/credentialSubject must have required property 'role' (JSON Schema ${$id})`,
    );
  });

  it.each<[string, JsonObject | JsonObject[], KnownSchemas]>([
    ["an id that it does not have", mine, known()],
    ["a type that it does not know", { id: $id, type: "ShExValidator" }, known(workSchema)],
    ["another type than that of the file", { id: $id, type: "JsonSchemaCredential" }, known(workSchema)],
    [
      "a version of JSON Schema that it does not know",
      mine,
      known({ ...workSchema, $schema: "https://v.example/" }),
    ],
    [
      "another digest than that of the file",
      { ...mine, digestSRI: `sha256-${"A".repeat(43)}=` },
      known(workSchema),
    ],
    ["one that it has and one that it does not", [official, mine], known()],
  ])(
    "is unknown to a verifier, for %s: never yes, and never a reason to fail",
    async (_name, schema, schemas) => {
      const context = unsigned()["@context"] as JsonValue[];
      const verification = await verdict(
        {
          "@context": [...context, "https://www.w3.org/ns/credentials/examples/v2"],
          credentialSchema: schema,
        },
        schemas,
      );
      expect(verification.verified).toBe(true);
      expect(schemaCheck(verification)?.outcome).toBe("not-applicable");
      expect(schemaCheck(verification)?.note).toBeTruthy();
      expect(verification.validation.schemas?.at(-1)).toMatchObject({ outcome: "unknown" });
      const lines = describeVerification(verification).filter((line) => line.startsWith("Schema "));
      expect(lines.at(-1)).toContain("not known here");
      expect(headlineOf(verification).kind).toBe("verified");
    },
  );

  it("fails by one schema, however many others are satisfied or unknown", async () => {
    const other = { id: "https://schemas.example/other.json", type: "JsonSchema" };
    const changes = { credentialSchema: [other, official, mine], credentialSubject: withoutRole };
    expect(schemaCheck(await verdict(changes, known(workSchema)))?.outcome).toBe("failed");
  });

  it("compares the digest that the issuer states of a schema with the file (VCDM 2.0, 5.3)", async () => {
    const digest = digestsOf(Buffer.from(JSON.stringify(workSchema)));
    const digestSRI = `sha512-${Buffer.from(digest.sha512, "hex").toString("base64")}`;
    const verification = await verdict({ credentialSchema: { ...mine, digestSRI } }, known(workSchema));
    expect(schemaCheck(verification)?.outcome).toBe("passed");
  });

  it("does not apply where no schema is named, and is not asked where only the proof is", async () => {
    const { credentialSchema: _, ...plain } = unsigned();
    const signed = await signCredential(plain, { signer: employer.signer, created: now });
    const verification = await verifyCredential(signed, { checks: "all" }, world());
    expect(schemaCheck(verification)).toMatchObject({
      outcome: "not-applicable",
      note: "It names no schema",
    });
    expect(verification.validation.schemas).toBeUndefined();
    const proofOnly = await verifyCredential(await issued(), { checks: "proof" }, world());
    expect(schemaCheck(proofOnly)?.outcome).toBe("not-asked");
  });

  it("is not examined when nobody signed it", async () => {
    const forged = await verifyCredential({ ...(await issued()), name: "Other" }, { checks: "all" }, world());
    expect(schemaCheck(forged)?.problem?.code).toBe("NOT_EXAMINED");
    expect(forged.validation.schemas).toBeUndefined();
  });

  it("looks at ten schemas, and says so of the others", async () => {
    const credentialSchema = Array.from({ length: 12 }, (_, n) => ({ ...mine, id: `${$id}?${n}` }));
    const { validation } = await verdict({ credentialSchema });
    expect(validation.schemas?.at(-1)?.reason).toContain("not looked at");
  });
});

describe("a schema in a credential (VC JSON Schema, 2.2)", () => {
  const author = person("author");
  const id = "https://schemas.example/credentials/1";
  const named = { credentialSchema: { id, type: "JsonSchemaCredential" } };

  const holding = (changes: JsonObject = {}): Promise<JsonObject> =>
    signCredential(
      {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        id,
        type: ["VerifiableCredential", "JsonSchemaCredential"],
        issuer: author.did,
        validFrom: "2026-01-01T00:00:00Z",
        credentialSchema: { id: "https://www.w3.org/ns/credentials/json-schema/v2.json", type: "JsonSchema" },
        credentialSubject: { id: $id, type: "JsonSchema", jsonSchema: workSchema },
        ...changes,
      },
      { signer: author.signer, created: now },
    );

  it("is used when the credential that holds it verifies", async () => {
    const schemas = known(await holding());
    expect(schemaCheck(await verdict(named, schemas))?.outcome).toBe("passed");
    const bad = await verdict({ ...named, credentialSubject: withoutRole }, schemas);
    expect(schemaCheck(bad)?.problem?.code).toBe("SCHEMA_VIOLATED");
  });

  it("is unknown when that is altered, over, revoked or somebody else's", async () => {
    const status = { credentialStatus: entryAt(7) };
    const list = { [listUrl]: await statusList([7], { by: author }) };
    const unusable: [JsonObject, typeof list | undefined][] = [
      [{ ...(await holding()), name: "Other" }, undefined],
      [await holding({ validUntil: "2026-06-01T00:00:00Z" }), undefined],
      [await holding({ issuer: thief.did }), undefined],
      [await holding(status), list],
    ];
    for (const [credential, documents] of unusable) {
      const verification = await verdict(named, known(credential), documents);
      expect(verification.validation.schemas).toMatchObject([
        { outcome: "unknown", reason: "The credential that holds it does not verify" },
      ]);
      expect(verification.verified).toBe(true);
    }
  });

  it("is itself measured by what the standard demands of such credentials", async () => {
    const verify = async (credential: JsonObject) =>
      schemaCheck(await verifyCredential(credential, { checks: "all" }, world()))?.outcome;
    expect(await verify(await holding())).toBe("passed");
    expect(await verify(await holding({ credentialSubject: { id: $id, type: "JsonSchema" } }))).toBe(
      "failed",
    );
  });
});
