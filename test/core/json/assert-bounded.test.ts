import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assertBounded } from "../../../core/json/assert-bounded.ts";
import type { JsonValue } from "../../../core/json/json-value.ts";
import { parseStrictJson } from "../../../core/json/parse-strict-json.ts";

function nested(levels: number): unknown {
  let value: unknown = [];
  for (let level = 1; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

function object(members: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: members }, (_, index) => [`m${index}`, 1]));
}

const circle: unknown[] = [];
circle.push(circle);
const withHole: unknown[] = [1];
withHole[2] = 3;

describe("the bounds of a value in memory", () => {
  test.each<[name: string, value: unknown]>([
    ["scalars", [null, true, 0, -1.5, "a", ""]],
    ["an object without prototype", Object.assign(Object.create(null), { a: 1 })],
    ["32 levels", nested(32)],
    ["200 items", Array(200).fill(0)],
    ["20,000 values", object(19_999)],
    ["the same value in two places", [withHole.slice(0, 1), withHole.slice(0, 1)]],
  ])("hold %s", (_name, value) => {
    expect(() => assertBounded(value)).not.toThrow();
  });

  test.each<[name: string, value: unknown]>([
    ["undefined", undefined],
    ["an undefined member", { a: undefined }],
    ["a function", { toJSON: () => "other" }],
    ["a symbol", [Symbol("a")]],
    ["a big integer", [1n]],
    ["NaN", [Number.NaN]],
    ["Infinity", { a: Number.POSITIVE_INFINITY }],
    ["a date", new Date(0)],
    ["a map", new Map()],
    ["bytes", new Uint8Array(1)],
    ["an instance of a class", new (class Credential {})()],
    ["a subclass of Array", new (class List extends Array {})()],
    ["an object that inherits members", Object.create({ type: "hidden" })],
    ["an accessor", Object.defineProperty({}, "a", { get: () => 1, enumerable: true })],
    ["a hidden member", Object.defineProperty({}, "a", { value: 1, enumerable: false })],
    ["a symbol as member", { [Symbol("a")]: 1 }],
    ["an own member __proto__", JSON.parse('{"__proto__": {}}')],
    ["a lone surrogate", ["\uD800"]],
    ["a lone surrogate in a member name", { "\uDC00": 1 }],
    ["an array with a hole", withHole],
    ["an array with a member of its own", Object.assign([1], { extra: 1 })],
    ["33 levels", nested(33)],
    ["a circle", circle],
    ["201 items", Array(201).fill(0)],
    ["20,001 values", object(20_000)],
    ["a widening nest of shared arrays", Array(200).fill(Array(200).fill(0))],
  ])("refuse %s", (_name, value) => {
    expect(() => assertBounded(value)).toThrow(expect.objectContaining({ code: "PARSING_ERROR" }));
  });

  test("are those of strict JSON: what either takes, the other takes", () => {
    const value = fc.jsonValue({ stringUnit: "binary", maxDepth: 6 });
    fc.assert(
      fc.property(value, (candidate) => {
        const text = JSON.stringify(candidate);
        expect(accepts(() => assertBounded(JSON.parse(text) as JsonValue))).toBe(
          accepts(() => parseStrictJson(text, { maxBytes: 1_000_000 })),
        );
      }),
    );
  });
});

function accepts(action: () => void): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}
