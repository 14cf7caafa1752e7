import { isJsonObject, type JsonValue } from "../../json/json-value.ts";
import type { Findings } from "../findings.ts";
import { generalClauses } from "../model/class-names.ts";

/** What is not the credential's own to say: contexts, and JSON that JSON-LD does not look into. */
const foreign: ReadonlySet<string> = new Set(["@context", "jsonSchema"]);

/**
 * A.1: null values and empty arrays are left out.
 *
 * @param path - Where `value` is; the same again when this returns.
 */
export function checkPlainJson(value: JsonValue, path: (string | number)[], findings: Findings): void {
  if (value === null) findings.add(path, generalClauses.json, "is null; it must be left out");
  else if (Array.isArray(value)) {
    if (value.length === 0) findings.add(path, generalClauses.json, "is an empty array; it must be left out");
    value.forEach((item, position) => {
      checkWithin(item, position, path, findings);
    });
  } else if (isJsonObject(value)) {
    for (const member of Object.keys(value)) {
      if (!foreign.has(member)) checkWithin(value[member] as JsonValue, member, path, findings);
    }
  }
}

function checkWithin(
  value: JsonValue,
  step: string | number,
  path: (string | number)[],
  findings: Findings,
): void {
  path.push(step);
  checkPlainJson(value, path, findings);
  path.pop();
}
