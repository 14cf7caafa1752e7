import { Problem } from "../problem/problem.ts";
import type { JsonValue } from "./json-value.ts";
import { jsonLimits, loneSurrogate } from "./limits.ts";

/**
 * Asserts that a value in memory is JSON within the bounds that `parseStrictJson` sets for text: finite
 * numbers, well-formed strings, plain objects without `__proto__`, accessors or hidden members, arrays
 * without holes, and `jsonLimits`. The size in bytes is NOT checked.
 *
 * @throws {@link Problem} `PARSING_ERROR`.
 */
export function assertBounded(value: unknown): asserts value is JsonValue {
  const count = { nodes: 0 };
  check(value, 0, count);
}

function check(value: unknown, depth: number, count: { nodes: number }): void {
  if (++count.nodes > jsonLimits.nodes) refuse(`More than ${jsonLimits.nodes} values`);
  switch (typeof value) {
    case "boolean":
      return;
    case "string":
      checkString(value);
      return;
    case "number":
      if (!Number.isFinite(value)) refuse("A number that JSON does not have");
      return;
    case "object":
      if (value !== null) checkContainer(value, depth, count);
      return;
    default:
      refuse("A value that JSON does not have");
  }
}

function checkString(text: string): void {
  if (loneSurrogate.test(text)) refuse("A string holds a lone surrogate");
}

function checkContainer(container: object, depth: number, count: { nodes: number }): void {
  // A circle is deeper than any limit, so this ends it too.
  if (depth >= jsonLimits.depth) refuse(`Nested deeper than ${jsonLimits.depth}`);
  const isArray = Array.isArray(container);
  if (isArray && container.length > jsonLimits.arrayItems) {
    refuse(`An array longer than ${jsonLimits.arrayItems}`);
  }
  checkPrototype(container, isArray);
  const names = Reflect.ownKeys(container);
  if (isArray && names.length !== container.length + 1) refuse("An array with holes or members of its own");
  for (const name of names) {
    if (isArray && name === "length") continue;
    const property = Reflect.getOwnPropertyDescriptor(container, name);
    if (typeof name === "symbol" || name === "__proto__" || !property?.enumerable || !("value" in property)) {
      refuse("A member that JSON does not have");
    }
    if (!isArray) checkString(name);
    check(property.value, depth + 1, count);
  }
}

function checkPrototype(container: object, isArray: boolean): void {
  const prototype = Object.getPrototypeOf(container);
  const plain = isArray
    ? prototype === Array.prototype
    : prototype === Object.prototype || prototype === null;
  if (!plain) refuse("An object that is not plain");
}

function refuse(words: string): never {
  throw new Problem("PARSING_ERROR", words);
}
