import { isJsonObject, type JsonObject, type JsonValue } from "../../json/json-value.ts";

/** Tells that something in an object is not as the text of the standard demands. */
export type Report = (path: readonly (string | number)[], words: string) => void;

/** What the text of the standard demands of one object of a class, and no JSON Schema can say. */
export type ClassRule = (object: JsonObject, report: Report) => void;

/** The objects among the values of a member, each with its path: what is no object is for the shape to tell. */
export function objectsOf(
  owner: JsonObject,
  member: string,
): { object: JsonObject; path: readonly (string | number)[] }[] {
  const value = owner[member];
  if (!Array.isArray(value)) return isJsonObject(value) ? [{ object: value, path: [member] }] : [];
  return value.flatMap((object, position) =>
    isJsonObject(object) ? [{ object, path: [member, position] }] : [],
  );
}

/** The texts among the values of a member. */
export function textsOf(value: JsonValue | undefined): string[] {
  return [value].flat().filter((item) => typeof item === "string");
}
