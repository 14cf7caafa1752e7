import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { collectSchemas, maxSchemaBytes, parseKnownSchema } from "../../../core/schema/known-schema.ts";
import { prepareSchemas } from "../../../core/schema/prepare-schemas.ts";

const $schema = "https://json-schema.org/draft/2020-12/schema";
const $id = "https://schemas.example/1";
const holder: JsonObject = {
  "@context": ["https://www.w3.org/ns/credentials/v2"],
  id: "https://schemas.example/credentials/1",
  type: ["VerifiableCredential", "JsonSchemaCredential"],
  issuer: "did:example:1",
  credentialSchema: { id: "https://www.w3.org/ns/credentials/json-schema/v2.json", type: "JsonSchema" },
  credentialSubject: { id: $id, type: "JsonSchema", jsonSchema: { $id, $schema, type: "object" } },
};
const subject = holder.credentialSubject as JsonObject;

const parse = (document: unknown) => parseKnownSchema(Buffer.from(JSON.stringify(document)));

describe("a schema that is given", () => {
  it("is known by its $id, or by the id of the credential that holds it (VC JSON Schema, 2)", () => {
    expect(parse({ $id, $schema })).toMatchObject({ id: $id, type: "JsonSchema" });
    expect(parse(holder)).toMatchObject({ id: holder.id, type: "JsonSchemaCredential" });
  });

  it.each<[string, unknown]>([
    ["no object", []],
    ["no $id (3.1.1)", { $schema }],
    ["a $id that is no URI (3.1.1)", { $id: "email", $schema }],
    ["no $schema (3.1.2)", { $id }],
    ["an empty $schema (3.1.2)", { $id, $schema: "" }],
    ["a credential of another type", { ...holder, type: ["VerifiableCredential"] }],
    ["a credential without an id", { ...holder, id: undefined }],
    [
      "a credential that names another schema (2.2)",
      { ...holder, credentialSchema: { id: $id, type: "JsonSchema" } },
    ],
    ["a subject of no type (2.2)", { ...holder, credentialSubject: { ...subject, type: undefined } }],
    ["a subject of another type (2.2)", { ...holder, credentialSubject: { ...subject, type: "Schema" } }],
    [
      "a subject without a schema (2.2)",
      { ...holder, credentialSubject: { ...subject, jsonSchema: undefined } },
    ],
    ["two subjects (2.2)", { ...holder, credentialSubject: [subject, subject] }],
    [
      "a schema inside without $id",
      { ...holder, credentialSubject: { ...subject, jsonSchema: { $schema } } },
    ],
  ])("is refused with %s", (_name, document) => {
    expect(() => parse(document)).toThrow(expect.objectContaining({ code: "MALFORMED_VALUE_ERROR" }));
  });

  it("is strict JSON, and no larger than a credential", () => {
    expect(() => parseKnownSchema(Buffer.from('{"$id":"a:b","$id":"a:c"}'))).toThrow(/twice/);
    expect(() => parseKnownSchema(Buffer.alloc(maxSchemaBytes + 1, 32))).toThrow(
      expect.objectContaining({ code: "CONTENT_TOO_LARGE" }),
    );
  });

  it("has a name of its own", () => {
    const schema = parse({ $id, $schema });
    expect(() => collectSchemas([schema, schema])).toThrow(/one name/);
  });

  it("is compiled ahead, and told by name when that cannot be", async () => {
    await prepareSchemas(collectSchemas([parse({ $id, $schema }), parse(holder)]));
    const broken = collectSchemas([parse({ $id, $schema, type: "nothing" })]);
    await expect(prepareSchemas(broken)).rejects.toMatchObject({
      code: "MALFORMED_VALUE_ERROR",
      message: `${$id}: It is not a valid JSON Schema`,
    });
  });
});
