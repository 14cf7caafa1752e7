import type { BoundedEffort } from "../bounded-effort.ts";
import { Problem } from "../problem/problem.ts";
import type { JsonObject, JsonValue } from "./json-value.ts";
import { jsonLimits } from "./limits.ts";

/**
 * Copies a value in memory that is JSON within the bounds that `parseStrictJson` sets for text: finite numbers, well-formed
 * strings, plain objects without `__proto__`, arrays without holes, and `jsonLimits`. The size in bytes is NOT checked.
 *
 * A copy, because whoever keeps the original can still change it, or has members in it that answer otherwise each time. What
 * JSON does not see, such as a hidden member, is not in it.
 *
 * @param effort - Told how many values there are.
 * @throws {@link Problem} `PARSING_ERROR`.
 */
export function boundedCopy(value: unknown, effort?: BoundedEffort): JsonValue {
  const count = { nodes: 0 };
  const copied = copy(value, 0, count);
  effort?.countValues(count.nodes);
  return copied;
}

function copy(value: unknown, depth: number, count: { nodes: number }): JsonValue {
  if (++count.nodes > jsonLimits.nodes) refuse(`More than ${jsonLimits.nodes} values`);
  // One question after the other, the most frequent first: for a switch over `typeof value`, V8 calls a function each time.
  if (typeof value === "string") return wellFormed(value);
  if (typeof value === "object") {
    if (value === null) return value;
    // A circle is deeper than any limit, so this ends it too.
    if (depth >= jsonLimits.depth) refuse(`Nested deeper than ${jsonLimits.depth}`);
    return Array.isArray(value) ? copyArray(value, depth, count) : copyObject(value, depth, count);
  }
  if (typeof value === "boolean") return value;
  if (typeof value === "number")
    return Number.isFinite(value) ? value : refuse("A number that JSON does not have");
  return refuse("A value that JSON does not have");
}

function copyArray(array: unknown[], depth: number, count: { nodes: number }): JsonValue[] {
  const { length } = array;
  if (length > jsonLimits.arrayItems) refuse(`An array longer than ${jsonLimits.arrayItems}`);
  if (Object.getPrototypeOf(array) !== Array.prototype) refuse("An object that is not plain");
  const items: JsonValue[] = [];
  for (let index = 0; index < length; index += 1) items.push(copy(array[index], depth + 1, count));
  return items;
}

function copyObject(object: object, depth: number, count: { nodes: number }): JsonObject {
  const prototype = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) refuse("An object that is not plain");
  // Each member is read once, by whatever code may stand behind it.
  const members = { ...object } as JsonObject;
  for (const name in members) {
    if (name === "__proto__") refuse("A member that JSON does not have");
    wellFormed(name);
    const value: unknown = members[name];
    const own = copy(value, depth + 1, count);
    if (own !== value) members[name] = own;
  }
  if (Object.getOwnPropertySymbols(members).length > 0) refuse("A member that JSON does not have");
  return members;
}

function wellFormed(text: string): string {
  return text.isWellFormed() ? text : refuse("A string holds a lone surrogate");
}

function refuse(words: string): never {
  throw new Problem("PARSING_ERROR", words);
}
