import { jsonPointer } from "../credential/micro-internship/parts/placed-text.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";

/** Where claims stand in a credential: names of members, positions in lists, `null` for every entry of a list. */
export type ClaimPath = readonly (string | number | null)[];

/** A value, and where in the credential it stands: a JSON pointer (RFC 6901). */
export interface PlacedValue {
  value: JsonValue;
  pointer: string;
}

/**
 * The values that a path leads to; none when it does not fit the credential. Each step looks at each value once.
 *
 * @see {@link https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#name-processing-json-based-creden}
 */
export function claimsAt(credential: JsonObject, path: ClaimPath): PlacedValue[] {
  let selected: PlacedValue[] = [{ value: credential, pointer: "" }];
  for (const part of path) {
    // One value of another kind ends it, also where others would fit.
    const isFit = typeof part === "string" ? isJsonObject : Array.isArray;
    if (!selected.every(({ value }) => isFit(value))) return [];
    selected = selected.flatMap((placed) => step(placed, part));
  }
  return selected.filter(({ value }) => value !== null);
}

function step({ value, pointer }: PlacedValue, part: string | number | null): PlacedValue[] {
  const at = (inner: JsonValue | undefined, name: string | number): PlacedValue[] =>
    inner === undefined ? [] : [{ value: inner, pointer: pointer + jsonPointer([name]) }];
  if (Array.isArray(value)) {
    if (part === null) return value.flatMap((item, position) => at(item, position));
    return typeof part === "number" ? at(value[part], part) : [];
  }
  // Only its own: "constructor" is no member of a credential.
  const isThere = isJsonObject(value) && typeof part === "string" && Object.hasOwn(value, part);
  return isThere ? at(value[part], part) : [];
}
