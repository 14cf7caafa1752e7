import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";

/** Where claims stand in a credential: names of members, positions in lists, `null` for every entry of a list. */
export type ClaimPath = readonly (string | number | null)[];

/**
 * The values that a path leads to; none when it does not fit the credential. Each step looks at each value once.
 *
 * @see {@link https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#name-processing-json-based-creden}
 */
export function claimsAt(credential: JsonObject, path: ClaimPath): JsonValue[] {
  let selected: JsonValue[] = [credential];
  for (const part of path) {
    // One value of another kind ends it, also where others would fit.
    const isFit = typeof part === "string" ? isJsonObject : Array.isArray;
    if (!selected.every((value) => isFit(value))) return [];
    selected = selected.flatMap((value) => step(value, part));
  }
  return selected.filter((value) => value !== null);
}

function step(value: JsonValue, part: string | number | null): JsonValue[] {
  if (Array.isArray(value)) {
    if (part === null) return value;
    return typeof part === "number" ? value.slice(part, part + 1) : [];
  }
  // Only its own: "constructor" is no member of a credential.
  const isThere = isJsonObject(value) && typeof part === "string" && Object.hasOwn(value, part);
  const member = isThere ? value[part] : undefined;
  return member === undefined ? [] : [member];
}
