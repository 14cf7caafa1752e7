import { isUrl, listOf } from "../credential/members.ts";
import { isJsonObject, type JsonObject } from "../json/json-value.ts";
import { Problem } from "../problem/problem.ts";

/** The names that the schema of schema credentials has had. */
export const schemasOfSchemaCredentials: ReadonlySet<string> = new Set([
  "https://www.w3.org/ns/credentials/json-schema/v2.json",
  "https://www.w3.org/2022/credentials/v2/json-schema-credential-schema.json",
]);

/**
 * Reads the JSON Schema out of a credential of type `JsonSchemaCredential`. Whether the credential is authentic is NOT asked.
 *
 * @throws {@link Problem} `MALFORMED_VALUE_ERROR` for anything that is not as VC JSON Schema, 2.2, demands.
 * @see {@link https://www.w3.org/TR/vc-json-schema/#jsonschemacredential}
 */
export function readSchemaCredential(credential: JsonObject): JsonObject {
  if (!isUrl(credential.id)) throw malformed('"id" is missing or not a URL');
  if (!listOf(credential.type).includes("JsonSchemaCredential")) {
    throw malformed('"type" must name JsonSchemaCredential');
  }
  const [schema, ...otherSchemas] = listOf(credential.credentialSchema);
  if (otherSchemas.length > 0 || !isJsonObject(schema) || !isSchemaOfSchemaCredentials(schema)) {
    throw malformed('"credentialSchema" must be the one that the standard names');
  }
  const [subject, ...otherSubjects] = listOf(credential.credentialSubject);
  if (otherSubjects.length > 0 || !isJsonObject(subject) || subject.type !== "JsonSchema") {
    throw malformed('"type" of the subject must be JsonSchema');
  }
  if (!isJsonObject(subject.jsonSchema)) throw malformed('"jsonSchema" is missing or malformed');
  return subject.jsonSchema;
}

function isSchemaOfSchemaCredentials({ id, type }: JsonObject): boolean {
  return type === "JsonSchema" && typeof id === "string" && schemasOfSchemaCredentials.has(id);
}

function malformed(words: string): Problem {
  return new Problem("MALFORMED_VALUE_ERROR", `The schema credential: ${words}`);
}
