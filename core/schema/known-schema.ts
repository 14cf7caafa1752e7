import type { Digests } from "../../contexts/published-digests.ts";
import { digestsOf } from "../credential/digests.ts";
import { isUrl, listOf } from "../credential/members.ts";
import { isJsonObject, type JsonObject } from "../json/json-value.ts";
import { parseStrictJson } from "../json/parse-strict-json.ts";
import { Problem } from "../problem/problem.ts";
import { readSchemaCredential } from "./schema-credential.ts";

/** A schema that whoever runs this verifier gave to it. None is ever fetched: a schema is a program that runs on a stranger's word. */
export interface KnownSchema {
  /** As credentials name it: the `$id` of a JSON Schema, the `id` of a credential that holds one. */
  id: string;
  type: "JsonSchema" | "JsonSchemaCredential";
  document: JsonObject;
  /** Of the file that it came in. */
  digests: Digests;
}

/** All of them, by what credentials call them. */
export type KnownSchemas = ReadonlyMap<string, KnownSchema>;

/** The largest file of a schema. */
export const maxSchemaBytes = 256 * 1024;

/** How many schemas one verifier may have. */
export const maxSchemas = 100;

export const noSchemas: KnownSchemas = new Map();

/**
 * Reads a file that holds a JSON Schema, or a credential with one in it (VC JSON Schema, 2.1 and 2.2).
 *
 * Whether it is a valid JSON Schema is for `assertUsable` to say, and whether the credential verifies is asked each time it is used.
 *
 * @throws {@link Problem} `PARSING_ERROR`, `CONTENT_TOO_LARGE`, `MALFORMED_VALUE_ERROR` when it lacks what VC JSON Schema demands.
 * @see {@link https://www.w3.org/TR/vc-json-schema/}
 */
export function parseKnownSchema(bytes: Uint8Array): KnownSchema {
  const document = parseStrictJson(bytes, { maxBytes: maxSchemaBytes, arrayItems: 10_000 });
  if (!isJsonObject(document)) throw new Problem("MALFORMED_VALUE_ERROR", "A schema is a JSON object");
  const digests = digestsOf(bytes);
  const isCredential = listOf(document.type).includes("VerifiableCredential");
  const type = isCredential ? "JsonSchemaCredential" : "JsonSchema";
  const known: KnownSchema = { id: "", type, document, digests };
  const { $id } = schemaOf(known);
  return { ...known, id: String(isCredential ? document.id : $id) };
}

/** Puts schemas together. @throws {@link Problem} `MALFORMED_VALUE_ERROR` for too many, or two with one name. */
export function collectSchemas(schemas: readonly KnownSchema[]): KnownSchemas {
  if (schemas.length > maxSchemas) {
    throw new Problem("MALFORMED_VALUE_ERROR", `More than ${maxSchemas} schemas`);
  }
  const byId = new Map(schemas.map((schema) => [schema.id, schema]));
  if (byId.size < schemas.length) throw new Problem("MALFORMED_VALUE_ERROR", "Two schemas have one name");
  return byId;
}

/**
 * The JSON Schema itself. Whether a credential that holds it is authentic is NOT asked.
 *
 * @throws {@link Problem} `MALFORMED_VALUE_ERROR` when it lacks what VC JSON Schema, 3.1, demands.
 */
export function schemaOf({ type, document }: KnownSchema): JsonObject {
  const schema = type === "JsonSchema" ? document : readSchemaCredential(document);
  assertIdentified(schema);
  return schema;
}

/** What the JSON Schema of one may refer to: the plain ones among the others. */
export function othersThan(given: KnownSchema, known: KnownSchemas): JsonObject[] {
  return [...known.values()].flatMap(({ id, type, document }) =>
    type === "JsonSchema" && id !== given.id ? [document] : [],
  );
}

/** VC JSON Schema, 3.1: both must be there. */
function assertIdentified(
  schema: JsonObject,
): asserts schema is JsonObject & { $id: string; $schema: string } {
  if (!isUrl(schema.$id))
    throw new Problem("MALFORMED_VALUE_ERROR", '"$id" of the schema is missing or not a URI');
  if (typeof schema.$schema !== "string" || schema.$schema === "") {
    throw new Problem("MALFORMED_VALUE_ERROR", '"$schema" of the schema is missing or malformed');
  }
}
