import type { StatedDigests } from "../credential/digests.ts";
import { type ExpandedNode, isNode } from "../credential/json-ld/json-ld.ts";
import { listOf } from "../credential/members.ts";
import { statedDigestsOf } from "../credential/related-resource.ts";
import { identity, typesOf, values } from "../credential/statement.ts";
import { iris } from "../credential/vocabulary.ts";
import { isJsonObject, type JsonObject } from "../json/json-value.ts";

/** A `credentialSchema` entry: which schema, of which types (IRIs), and its digest where one is stated. */
export interface SchemaReference extends StatedDigests {
  id: string;
  types: string[];
}

/** The types of schemas that are looked at, by the names that credentials have for them. */
export const schemaTypes = {
  JsonSchema: iris.JsonSchema,
  JsonSchemaCredential: iris.JsonSchemaCredential,
  "1EdTechJsonSchemaValidator2019": iris["1EdTechJsonSchemaValidator2019"],
} as const;

const namesOfTypes = new Map<string, string>(Object.entries(schemaTypes).map(([name, iri]) => [iri, name]));

/** What one type is called: its IRI when it is of another vocabulary. */
export function nameOfSchemaType(iri: string): string {
  return namesOfTypes.get(iri) ?? iri;
}

export function isKnownSchemaType(iri: string): boolean {
  return namesOfTypes.has(iri);
}

/** The schemas that a signed credential names. */
export function schemasNamedIn(expanded: ExpandedNode): SchemaReference[] {
  return values(expanded[iris.credentialSchema])
    .filter(isNode)
    .map((node) => ({ id: identity(node) ?? "", types: typesOf(node), ...statedDigestsOf(node) }));
}

/** The same of a draft, which nobody has signed and which need not be JSON-LD yet. Never decides a verdict. */
export function schemasNamedByDraft(draft: JsonObject): SchemaReference[] {
  return listOf(draft.credentialSchema)
    .filter(isJsonObject)
    .map(({ id, type, digestSRI, digestMultibase }) => ({
      id: String(id),
      types: listOf(type).map(
        (name) => new Map<unknown, string>(Object.entries(schemaTypes)).get(name) ?? String(name),
      ),
      ...(typeof digestSRI === "string" && { digestSRI }),
      ...(typeof digestMultibase === "string" && { digestMultibase }),
    }));
}
