import type { JsonValue } from "../../core/json/json-value.ts";

/** A copy of a document with one byte of one value changed, and where. */
export interface Altered<T extends JsonValue> {
  where: string;
  document: T;
}

/**
 * Copies of a document, each with one byte changed: in the middle of every string ("one") or at every position of
 * it ("all"); every boolean and number once. Member names stay.
 */
export function* alterations<T extends JsonValue>(document: T, positions: Positions): Generator<Altered<T>> {
  for (const path of leaves(document, [])) {
    const value = at(document, path);
    for (const altered of alteredValues(value, positions)) {
      const copy = structuredClone(document);
      replace(copy, path, altered.value);
      yield { where: `${path.join(".")}${altered.where}`, document: copy };
    }
  }
}

export type Positions = "one" | "all";
type Path = (string | number)[];

function* leaves(value: JsonValue, path: Path): Generator<Path> {
  if (Array.isArray(value))
    for (const [index, item] of value.entries()) yield* leaves(item, [...path, index]);
  else if (typeof value === "object" && value !== null)
    for (const [member, item] of Object.entries(value)) yield* leaves(item, [...path, member]);
  else yield path;
}

function* alteredValues(
  value: JsonValue,
  positions: Positions,
): Generator<{ value: JsonValue; where: string }> {
  if (typeof value === "boolean") yield { value: !value, where: "" };
  else if (typeof value === "number") yield { value: value + 1, where: "" };
  else if (typeof value === "string" && value !== "") {
    for (const index of indexes(value.length, positions))
      yield { value: flip(value, index), where: `[${index}]` };
  }
}

function indexes(length: number, positions: Positions): Iterable<number> {
  return positions === "all" ? Array(length).keys() : [length >> 1];
}

/** Flips the lowest bit of one UTF-16 unit: a surrogate stays one, so the text stays text. */
function flip(text: string, index: number): string {
  return text.slice(0, index) + String.fromCharCode(text.charCodeAt(index) ^ 1) + text.slice(index + 1);
}

function at(value: JsonValue, path: Path): JsonValue {
  return path.reduce<JsonValue>(
    (inner, key) => (inner as Record<string | number, JsonValue>)[key] as JsonValue,
    value,
  );
}

function replace(document: JsonValue, path: Path, value: JsonValue): void {
  const last = path.at(-1);
  if (last === undefined) throw new TypeError("A bare value has no members");
  (at(document, path.slice(0, -1)) as Record<string | number, JsonValue>)[last] = value;
}
