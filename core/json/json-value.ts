/** A JSON value in memory (RFC 8259). */
export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;

/** A JSON object in memory: string members only, no methods, no accessors. */
export interface JsonObject {
  [member: string]: JsonValue;
}

/** Tells a JSON object from the other JSON values; an array is not an object here. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
