import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { validateJsonSchema } from "../../../core/schema/json-schema.ts";

const dialects = {
  "2020-12": "https://json-schema.org/draft/2020-12/schema",
  "2019-09": "https://json-schema.org/draft/2019-09/schema",
  "draft-07": "http://json-schema.org/draft-07/schema#",
  "draft-07, as VC JSON Schema once wrote it": "https://json-schema.org/draft-07/schema#",
};

const email: JsonObject = {
  $id: "https://schemas.example/email.json",
  $schema: dialects["2020-12"],
  name: "a keyword that nobody defined",
  type: "object",
  properties: {
    credentialSubject: {
      type: "object",
      properties: { emailAddress: { type: "string", format: "email" } },
      required: ["emailAddress"],
    },
  },
  required: ["credentialSubject"],
};

const holding = (emailAddress: unknown): JsonObject => ({
  credentialSubject: { emailAddress } as JsonObject,
});

describe("a JSON Schema (VC JSON Schema 1.0, 3 and 4)", () => {
  it.each(Object.entries(dialects))(
    "of %s is satisfied or not, and the member is named",
    async (_name, $schema) => {
      const schema = { ...email, $schema };
      expect(await validateJsonSchema(holding("a@b.example"), schema, [])).toEqual([]);
      expect(await validateJsonSchema({ credentialSubject: {} }, schema, [])).toEqual([
        {
          member: "/credentialSubject",
          clause: "JSON Schema https://schemas.example/email.json",
          words: "must have required property 'emailAddress'",
        },
      ]);
      expect(await validateJsonSchema(holding("no address"), schema, [])).toMatchObject([
        { member: "/credentialSubject/emailAddress" },
      ]);
    },
  );

  it("may refer to another that is given, and to no other: nothing is fetched", async () => {
    const $ref = "https://schemas.example/email.json";
    const schema = { $id: "https://schemas.example/both.json", $schema: dialects["2020-12"], $ref };
    expect(await validateJsonSchema({}, { ...schema }, [email])).toHaveLength(1);
    await expect(validateJsonSchema({}, { ...schema }, [])).rejects.toMatchObject({ code: "UNSUPPORTED" });
  });

  it.each<[string, JsonObject, string]>([
    ["another version", { $schema: "https://json-schema.org/draft/2021-99/schema" }, "UNSUPPORTED"],
    ["no version", { $schema: 7 }, "UNSUPPORTED"],
    ["a type that there is not", { type: "credential" }, "MALFORMED_VALUE_ERROR"],
    ["a pattern that is none", { pattern: "(" }, "MALFORMED_VALUE_ERROR"],
    ["validation that is over later", { $async: true }, "UNSUPPORTED"],
    ["a circle", { $ref: "#" }, "TOO_COSTLY"],
  ])("with %s is not evaluated", async (_name, change, code) => {
    await expect(validateJsonSchema({}, { ...email, ...change }, [])).rejects.toMatchObject({ code });
  });

  it("asks for what the document says, not for what every object in JavaScript has", async () => {
    const schema = { ...email, required: ["toString"] };
    expect(await validateJsonSchema(holding("a@b.example"), schema, [])).toHaveLength(1);
  });

  it("does not try a pattern on an endless text (ReDoS)", async () => {
    const properties = { text: { type: "string", pattern: "^(a+)+$" } };
    const schema = { ...email, properties, required: [] };
    expect(await validateJsonSchema({ text: "aaaa" }, schema, [])).toEqual([]);
    await expect(validateJsonSchema({ text: "a".repeat(5000) }, { ...schema }, [])).rejects.toMatchObject({
      code: "TOO_COSTLY",
    });
  });
});
