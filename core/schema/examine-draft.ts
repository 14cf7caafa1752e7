import type { JsonObject } from "../json/json-value.ts";
import { evaluateSchemas, type SchemaValidation } from "./evaluate-schemas.ts";
import type { KnownSchema, KnownSchemas } from "./known-schema.ts";
import {
  isKnownSchemaType,
  type SchemaReference,
  schemasNamedByDraft,
  schemaTypes,
} from "./schema-reference.ts";

/**
 * Evaluates the schemas of a credential that need not be signed, or even well-formed, yet. Each schema that is given must be one that the
 * credential names: whoever gives it wants to know that it fits.
 *
 * That a credential which holds a schema is authentic is NOT asked: whoever gave it believes it.
 */
export async function examineDraft(draft: JsonObject, known: KnownSchemas): Promise<SchemaValidation[]> {
  const references = schemasNamedByDraft(draft);
  const world = { knownSchemas: known, isVerified: async () => true };
  const evaluated = await evaluateSchemas(references, draft, world);
  const unnamed = [...known.values()].filter((schema) => !references.some((one) => names(one, schema)));
  return [...evaluated, ...unnamed.map(({ id, type }) => notNamed(id, type))];
}

/** As what it is: a schema in a credential is none by itself. */
function names({ id, types }: SchemaReference, schema: KnownSchema): boolean {
  const asCredential = types.includes(schemaTypes.JsonSchemaCredential);
  const fits = asCredential === (schema.type === "JsonSchemaCredential");
  return id === schema.id && fits && types.some(isKnownSchemaType);
}

function notNamed(id: string, type: SchemaValidation["type"]): SchemaValidation {
  const clause = "VC JSON Schema, 2 Data Model";
  const finding = { member: "/credentialSchema", clause, words: `does not name this schema as ${type}` };
  return { id, type, outcome: "invalid", findings: [finding] };
}
