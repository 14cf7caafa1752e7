import canonicalize from "canonicalize";
import type { JsonValue } from "./json-value.ts";

/**
 * Writes JSON in its one canonical form: members in the order of their UTF-16 code units, numbers as ECMAScript has
 * them, no white space.
 *
 * @param value - Strictly read JSON: well-formed strings, finite numbers.
 * @see {@link https://www.rfc-editor.org/rfc/rfc8785}
 */
export function canonicalJson(value: JsonValue): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("Not JSON");
  return text;
}
