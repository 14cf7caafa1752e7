import { isJsonObject, type JsonValue } from "../../../json/json-value.ts";
import { parseJsonPointer } from "../../disclosure/statements/json-pointer.ts";

/** Where a value stands in a document: names of members, positions in arrays. */
export type Steps = readonly (string | number)[];

/** Writes a JSON pointer (RFC 6901, 3). */
export function jsonPointer(steps: Steps): string {
  return steps.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Whether a pointer leads to a value, or to something in it. */
export function leadsInto(pointer: string, value: string): boolean {
  return pointer === value || pointer.startsWith(`${value}/`);
}

/** A pointer, and those of the values around what it leads to, outwards. */
export function waysUp(pointer: string): string[] {
  const steps = pointer.split("/").slice(1);
  return steps.map((_, position) => `/${steps.slice(0, steps.length - position).join("/")}`);
}

/** A text somewhere in a document. */
export interface PlacedText {
  /** The member that it is a value of; of a value in an array, the array's. */
  member: string;
  pointer: string;
  text: string;
}

/** Every string and number in a value, with its place in the document; contexts and proofs are no part of what is said. */
export function textsIn(value: JsonValue | undefined, steps: Steps = []): PlacedText[] {
  if (Array.isArray(value)) return value.flatMap((item, position) => textsIn(item, [...steps, position]));
  if (isJsonObject(value)) {
    return Object.entries(value).flatMap(([member, inner]) =>
      member === "@context" || member === "proof" ? [] : textsIn(inner, [...steps, member]),
    );
  }
  if (typeof value !== "string" && typeof value !== "number") return [];
  const member = steps.findLast((step) => typeof step === "string" && !/^\d+$/u.test(step)) ?? "";
  return [{ member: String(member), pointer: jsonPointer(steps), text: String(value) }];
}

/** The value that a pointer leads to, `undefined` when there is none. */
export function valueAt(document: JsonValue, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = document;
  for (const step of parseJsonPointer(pointer)) {
    if (Array.isArray(value)) value = /^(0|[1-9][0-9]*)$/u.test(step) ? value[Number(step)] : undefined;
    else value = isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return value;
}

/** The same as {@link textsIn}, for the value that a pointer leads to. */
export function textsAt(document: JsonValue, pointer: string): PlacedText[] {
  return textsIn(valueAt(document, pointer), parseJsonPointer(pointer));
}
