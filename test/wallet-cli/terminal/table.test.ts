import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderLine } from "../../../wallet-cli/terminal/line.ts";
import { renderTable } from "../../../wallet-cli/terminal/table.ts";
import { textWidth, truncateToWidth } from "../../../wallet-cli/terminal/text-width.ts";
import { wrapToWidth } from "../../../wallet-cli/terminal/wrap-to-width.ts";

describe("the width of a text", () => {
  test.each([
    ["abc", 3],
    ["Zoë", 3],
    ["Zoe\u0308", 3],
    ["東京", 4],
    ["한국", 4],
    ["ｆｕｌｌ", 8],
    ["🎓", 2],
    ["", 0],
  ])("%j takes %i columns", (text, columns) => expect(textWidth(text)).toBe(columns));

  test("is one column for each Latin letter, dash and quotation mark: none is a mark or a picture", () => {
    for (const code of codePoints([0x20, 0x2ff], [0x2010, 0x2027])) {
      const character = String.fromCodePoint(code);
      expect(character).not.toMatch(/\p{M}|\p{Emoji_Presentation}/u);
      expect(textWidth(character)).toBe(1);
      expect(textWidth(`${character}\u0301東`)).toBe(3);
    }
  });

  test("is kept when a text is cut or wrapped, whatever is in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 2, max: 60 }), (text, columns) => {
        expect(textWidth(truncateToWidth(text, columns))).toBeLessThanOrEqual(columns);
        const lines = wrapToWidth(text, columns);
        for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(columns);
        expect(lines.join("").replace(/\s/gu, "")).toBe(text.replace(/\s/gu, ""));
      }),
    );
  });
});

function codePoints(...ranges: [first: number, last: number][]): number[] {
  return ranges.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index),
  );
}

describe("a table", () => {
  const head = ["#", "Work", "For"];
  const render = (rows: string[][], width: number) =>
    renderTable({ head, rows, width }).map((line) => renderLine(line, { colour: false }));

  test("lines up columns also with wide characters", () => {
    expect(
      render(
        [
          ["1", "東京", "A"],
          ["22", "ab", "B"],
        ],
        80,
      ),
    ).toEqual(["#   Work  For", "1   東京  A", "22  ab    B"]);
  });

  test("fits the width: the widest column is cut first, and shows it", () => {
    const lines = render([["1", "x".repeat(100), "Harbour Analytics"]], 50);
    for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(50);
    expect(lines[1]).toContain("…");
    expect(lines[1]).toContain("Harbour Analytics");
  });

  test("keeps to one line a row, whatever a cell holds", () => {
    const [, row = ""] = render([["1", "two\nlines\u001b[2J", "a\tb"]], 80);
    expect(row).toBe("1  two lines  a b");
  });
});
