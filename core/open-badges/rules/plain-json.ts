import { isJsonObject, type JsonValue } from "../../json/json-value.ts";
import type { Findings } from "../findings.ts";
import { generalClauses } from "../model/class-names.ts";

/** What is not the credential's own to say: contexts, and JSON that JSON-LD does not look into. */
const foreign: ReadonlySet<string> = new Set(["@context", "jsonSchema"]);

/** A.1: null values and empty arrays are left out. */
export function checkPlainJson(
  value: JsonValue,
  path: readonly (string | number)[],
  findings: Findings,
): void {
  if (value === null) findings.add(path, generalClauses.json, "is null; it must be left out");
  else if (Array.isArray(value)) {
    if (value.length === 0) findings.add(path, generalClauses.json, "is an empty array; it must be left out");
    for (const [position, item] of value.entries()) checkPlainJson(item, [...path, position], findings);
  } else if (isJsonObject(value)) {
    for (const [member, content] of Object.entries(value)) {
      if (!foreign.has(member)) checkPlainJson(content, [...path, member], findings);
    }
  }
}
