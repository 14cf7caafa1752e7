import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { remembered } from "../../core/remembered.ts";

const counting = (maximum: number) => {
  const asked: string[] = [];
  const lengthOf = remembered(maximum, (text) => {
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

test("beyond the maximum, what was not asked about for longest is forgotten", () => {
  const { asked, lengthOf } = counting(2);
  for (const text of ["a", "b", "a", "c", "a", "b"]) lengthOf(text);
  expect(asked).toEqual(["a", "b", "c", "b"]);
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
