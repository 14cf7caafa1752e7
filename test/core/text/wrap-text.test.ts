import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wrapText } from "../../../core/text/wrap-text.ts";

const measure = (text: string) => [...text].length;
const wrap = (text: string, maximum: number) => wrapText(text, { maximum, measure });

describe("text in lines", () => {
  test.each([
    ["at blanks", "one two three", 7, ["one two", "three"]],
    ["inside a word that is longer than a line", "abcdefgh ij", 5, ["abcde", "fgh", "ij"]],
    ["between Chinese characters", "货物延误数据看板", 5, ["货物延误数", "据看板"]],
    [
      "between Japanese ones, but not before a closing mark",
      "設計と、照合」です",
      4,
      ["設計と、", "照合」で", "す"],
    ],
    ["at the blanks of Korean alone", "물류 지연 대시", 5, ["물류 지연", "대시"]],
    ["with Latin words among Chinese", "用SQL分析", 4, ["用SQL", "分析"]],
    [
      "never inside what is seen as one character",
      "a\u0301\u0301b\u0301\u0301",
      4,
      ["a\u0301\u0301", "b\u0301\u0301"],
    ],
    ["without blanks at the ends of lines", "  a  b  ", 1, ["a", "b"]],
    ["of nothing", "", 5, []],
  ])("is broken %s", (_, text, maximum, lines) => expect(wrap(text, maximum)).toEqual(lines));

  test("loses nothing but blanks, and no line is too long", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 30 }), (text, maximum) => {
        const lines = wrap(text, maximum);
        expect(lines.join("").replace(/\s/gu, "")).toBe(text.replace(/\s/gu, ""));
        for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(maximum);
      }),
    );
  });
});
