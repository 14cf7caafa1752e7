import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { create, type Font } from "fontkit";
import { describe, expect, test } from "vitest";
import { Faces } from "../../../wallet-cli/typesetting/faces.ts";
import { lineOutline } from "../../../wallet-cli/typesetting/outlines.ts";
import { textRuns, widthInEms } from "../../../wallet-cli/typesetting/text-runs.ts";
import { unpackWoff } from "../../../wallet-cli/typesetting/unpack-woff.ts";

const faces = new Faces();
const textsOf = (line: string) => textRuns(line, faces, "regular").map(({ text }) => text);
const facesOf = (line: string) => textRuns(line, faces, "regular").map(({ face }) => face.name.split("/")[1]);

describe("the pieces of a line, from left to right (UAX #9)", () => {
  test.each([
    ["one script", "Harbour", ["Harbour"]],
    ["two scripts in one direction", "Anna Иванова", ["Anna ", "Иванова"]],
    ["a right-to-left line: its font turns it around", "שלום", ["שלום"]],
    ["a Latin word at the end of a right-to-left line", "שלום abc", ["abc", "שלום "]],
    ["a right-to-left word in a Latin line", "abc שלום def", ["abc ", "שלום", " ", "def"]],
    ["two right-to-left words with a Latin one between", "שלום abc עולם", ["עולם", " ", "abc", "שלום "]],
    ["numbers, which keep their direction", "עולם 2026", ["2026", "עולם "]],
    ["brackets that change sides", "עולם (2026)", ["(", "2026", ")", "עולם "]],
    ["marks in another font within a right-to-left line", "עולם (?)", ["(?)", "עולם "]],
    ["nothing", "", []],
  ])("are those of %s", (_, line, texts) => expect(textsOf(line)).toEqual(texts));

  test("each have a face with their letters, and stay whole as long as one has them", () => {
    expect(facesOf("Łódź")).toEqual(["latin-ext-400", "latin-400", "latin-ext-400"]);
    expect(facesOf("مرحبا بك")).toEqual(["arabic-400"]);
    expect(facesOf("कार्गो")).toEqual(["devanagari-400"]);
    expect(facesOf("货")).toEqual(["latin-400"]);
  });
});

describe("the faces of the wallet", () => {
  test.each([
    ["Zoë Łukasz Đặng Ελένη Иван Привет ђ", true],
    ["प्रिया", true],
    ["محمد", true],
    ["דנה", true],
    ["田中", false],
    ["김철수", false],
    ["🎓", false],
  ])("cover %s: %s", (text, covered) => expect(faces.cover(text)).toBe(covered));

  test("are read from their WOFF files as another reader reads these (WOFF 1.0)", () => {
    const path = createRequire(import.meta.url).resolve(
      "@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff",
    );
    const woff = readFileSync(path);
    const [theirs, ours] = [create(woff) as Font, create(unpackWoff(woff)) as Font];
    expect([ours.numGlyphs, ours.postscriptName]).toEqual([theirs.numGlyphs, theirs.postscriptName]);
    for (const text of ["Zoë", "AVAT", "ffi"]) {
      const drawn = (font: Font) => font.layout(text).glyphs.map((glyph) => glyph.path.toSVG());
      expect(drawn(ours)).toEqual(drawn(theirs));
    }
  });
});

describe("a line as outlines", () => {
  const place = { x: 300, y: 100, size: 40, weight: "bold" } as const;
  const xs = (path: string) => [...path.matchAll(/[MLQC]([-\d.]+) /g)].map(([, x]) => Number(x));

  test.each(["Harbour", "محمد abc", "वि"])(
    "of %s is centred where it was asked for, and as wide as measured",
    (line) => {
      const found = xs(lineOutline(line, place, faces));
      const [left, right] = [Math.min(...found), Math.max(...found)];
      expect((left + right) / 2).toBeGreaterThan(290);
      expect((left + right) / 2).toBeLessThan(310);
      expect(Math.abs(right - left - widthInEms(line, faces, "bold") * place.size)).toBeLessThan(10);
    },
  );

  test("of nothing is nothing", () => expect(lineOutline("", place, faces)).toBe(""));
});
