import type { JsonObject, JsonValue } from "../json/json-value.ts";
import { Problem } from "../problem/problem.ts";

/** The values of a member that may hold one value or a set of them. */
export function listOf(value: JsonValue | undefined): JsonValue[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** Whether a value is an absolute URL (any scheme) written without white space. */
export function isUrl(value: JsonValue | undefined): value is string {
  return typeof value === "string" && /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(value) && URL.canParse(value);
}

/** The problem of a member that VCDM does not allow to look so; names the member, never its value. */
export function malformed(member: string): Problem {
  return new Problem("MALFORMED_VALUE_ERROR", `"${member}" is missing or malformed`);
}

/** A member with these values, or no member: the official schema has no empty arrays. */
export function nonEmpty(member: string, values: JsonObject[] | string[]): JsonObject {
  return values.length > 0 ? { [member]: values } : {};
}
