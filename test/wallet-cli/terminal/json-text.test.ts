import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonText } from "../../../wallet-cli/terminal/json-text.ts";

describe("JSON on a terminal", () => {
  test("is the same value when it is read back", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
        expect(JSON.parse(jsonText(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test("holds no character that acts on a terminal", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(jsonText({ text })).not.toMatch(/(?!\n)[\p{C}\u2028\u2029]/u);
      }),
    );
    expect(jsonText("\u202e\u{e0041}\u009b31m")).toBe('"\\u202e\\udb40\\udc41\\u009b31m"');
  });

  test("leaves honest text as it is", () => {
    expect(jsonText("Zoë 東京 🎓")).toBe('"Zoë 東京 🎓"');
  });
});
