import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { remembered } from "../../core/remembered.ts";

const counting = (minimum: number) => {
  const asked: string[] = [];
  const lengthOf = remembered(minimum, (text) => {
    asked.push(text);
    if (text === "throws") throw new TypeError("asked for");
    return text === "nothing" ? undefined : { length: text.length };
  });
  return { asked, lengthOf };
};

test("a text is looked into once, and texts are told apart", () => {
  const texts = [
    "",
    "a",
    "A",
    "á",
    "\ufffd",
    "\ud800",
    "\ud801",
    "__proto__",
    "constructor",
    "\u0000",
    '"\\',
  ];
  const { asked, lengthOf } = counting(texts.length);
  for (const text of [...texts, ...texts]) expect(lengthOf(text)).toEqual({ length: text.length });
  expect(asked).toEqual(texts);
});

test("what was not asked about for long is forgotten", () => {
  const { asked, lengthOf } = counting(1);
  for (const text of ["a", "b", "a", "c", "a", "b"]) lengthOf(text);
  expect(asked).toEqual(["a", "b", "c", "b"]);
});

test("what is asked about again and again stays, however much else there is", () => {
  const { asked, lengthOf } = counting(3);
  for (let other = 0; other < 100; other += 1) for (const text of ["a", `${other}`]) lengthOf(text);
  expect(asked.filter((text) => text === "a")).toEqual(["a"]);
});

test("a very long text is looked into each time", () => {
  const { asked, lengthOf } = counting(3);
  const long = "x".repeat(2_049);
  expect([lengthOf(long), lengthOf(long)]).toEqual([{ length: 2_049 }, { length: 2_049 }]);
  expect(asked).toHaveLength(2);
});

test("what is thrown is thrown again, and it and nothing take no room", () => {
  const { asked, lengthOf } = counting(1);
  lengthOf("a");
  for (let time = 0; time < 2; time += 1) {
    expect(() => lengthOf("throws")).toThrow(TypeError);
    expect(lengthOf("nothing")).toBeUndefined();
    lengthOf("a");
  }
  expect(asked).toEqual(["a", "throws", "nothing", "throws", "nothing"]);
});

test.each([
  ["new", (document: number) => `${document}`],
  ["known", (document: number) => `${document % 40}`],
])("a %s text that was cut out of a document does not keep the document in memory", (_kind, nameOf) => {
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc") as () => void;
  const { lengthOf } = counting(100);
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  for (let document = 0; document < 80; document += 1) {
    const text = nameOf(document).padStart(20, "x") + "y".repeat(1024 * 1024);
    lengthOf(text.slice(0, 20));
  }
  collectGarbage();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(10 * 1024 * 1024);
});
