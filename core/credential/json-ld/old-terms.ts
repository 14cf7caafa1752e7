import { termAddedTo303 } from "../../../contexts/registry.ts";
import { isJsonObject, type JsonValue } from "../../json/json-value.ts";
import { Problem } from "../../problem/problem.ts";

/**
 * Refuses to sign what uses a term that a published context got later: a verifier with the earlier copy would
 * refuse it.
 *
 * @throws {@link Problem} `MALFORMED_VALUE_ERROR`.
 */
export function assertOldTerms(value: JsonValue): void {
  if (Array.isArray(value)) {
    for (const item of value) assertOldTerms(item);
  } else if (isJsonObject(value)) {
    if (termAddedTo303 in value) {
      throw new Problem("MALFORMED_VALUE_ERROR", `"${termAddedTo303}" is not in every copy of its context`);
    }
    for (const member of Object.values(value)) assertOldTerms(member);
  }
}
