import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boundedCopy } from "../../../core/json/bounded-copy.ts";
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
    const copy = boundedCopy(value);
    expect(copy).toEqual(value);
    expect(JSON.stringify(copy)).toBe(JSON.stringify(value));
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
    ["a symbol as member", { [Symbol("a")]: 1 }],
    ["an own member __proto__", JSON.parse('{"__proto__": {}}')],
    ["a lone surrogate", ["\uD800"]],
    ["a lone surrogate in a member name", { "\uDC00": 1 }],
    ["an array with a hole", withHole],
    ["33 levels", nested(33)],
    ["a circle", circle],
    ["201 items", Array(201).fill(0)],
    ["20,001 values", object(20_000)],
    ["a widening nest of shared arrays", Array(200).fill(Array(200).fill(0))],
  ])("refuse %s", (_name, value) => {
    expect(() => boundedCopy(value)).toThrow(expect.objectContaining({ code: "PARSING_ERROR" }));
  });

  test.each<[name: string, value: unknown]>([
    ["a hidden member", Object.defineProperty({ a: 1 }, "b", { value: 1, enumerable: false })],
    ["a member of an array's own", [Object.assign([1], { extra: 1 })]],
  ])("leave out what JSON does not see: %s", (_name, value) => {
    const copy = boundedCopy(value);
    expect(Reflect.ownKeys(copy as object)).not.toContain("b");
    expect(copy).toEqual(JSON.parse(JSON.stringify(value)));
  });

  test("are of a copy, that nobody else can change", () => {
    const given = { list: [{ a: "before" }] };
    const copy = boundedCopy(given);
    given.list[0] = { a: "after" };
    given.list.push({ a: "more" });
    expect(copy).toEqual({ list: [{ a: "before" }] });
    (given.list as { a: string }[]).splice(0);
    expect(copy).toEqual({ list: [{ a: "before" }] });
  });

  test("are of what a member said once, whatever it says the next time", () => {
    let asked = 0;
    const answer = () => ["good", "bad"][asked++];
    const copy = boundedCopy(Object.defineProperty({}, "a", { get: answer, enumerable: true }));
    expect([copy, JSON.stringify(copy), asked]).toEqual([{ a: "good" }, '{"a":"good"}', 1]);
  });

  test("are those of strict JSON: what either takes, the other takes", () => {
    const value = fc.jsonValue({ stringUnit: "binary", maxDepth: 6 });
    fc.assert(
      fc.property(value, (candidate) => {
        const text = JSON.stringify(candidate);
        expect(accepts(() => boundedCopy(JSON.parse(text) as JsonValue))).toBe(
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
