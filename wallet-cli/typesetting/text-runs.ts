import bidiFactory, { type Bidi } from "bidi-js";
import type { Face, Faces, Weight } from "./faces.ts";

/** A piece of a line in one face, in the order in which it is read by its face's shaping. */
export interface TextRun {
  face: Face;
  text: string;
}

// Its types say "default" for what Node gives as the module itself.
const bidi = (bidiFactory as unknown as () => Bidi)();
const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });
const rightToLeftScript =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * A line of text as pieces from left to right: by the Unicode Bidirectional Algorithm ({@link https://www.unicode.org/reports/tr9/}),
 * and each in a face that has its letters.
 */
export function textRuns(line: string, faces: Faces, weight: Weight): TextRun[] {
  const { levels } = bidi.getEmbeddingLevels(line);
  const runs: { face: Face; level: number; text: string }[] = [];
  for (const { segment, index } of graphemes.segment(line)) {
    const level = levels[index] ?? 0;
    const last = runs.at(-1);
    const face = faceOf(segment, last?.face, faces, weight);
    if (last?.face === face && last.level === level) last.text += segment;
    else runs.push({ face, level, text: segment });
  }
  return inVisualOrder(runs).map(({ face, level, text }) => ({ face, text: forShaping(text, level) }));
}

/** How long a line is, in units of the size of its letters. */
export function widthInEms(line: string, faces: Faces, weight: Weight): number {
  return textRuns(line, faces, weight).reduce((width, { face: { font }, text }) => {
    return width + font.layout(text).advanceWidth / font.unitsPerEm;
  }, 0);
}

/** Stays with the face before as long as that has all of it, so that words are shaped whole. */
function faceOf(segment: string, before: Face | undefined, faces: Faces, weight: Weight): Face {
  const points = [...segment].map((character) => character.codePointAt(0) ?? 0);
  const hasAll = (face: Face) => points.every((point) => face.font.hasGlyphForCodePoint(point));
  if (before !== undefined && hasAll(before)) return before;
  return faces.faceFor(points[0] ?? 0, weight) ?? faces.fallback(weight);
}

/** Rule L2: from the highest level down to the lowest odd one, what is at that level or above is turned around. */
function inVisualOrder<Run extends { level: number }>(runs: Run[]): Run[] {
  const ordered = [...runs];
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = highest; level >= 1; level -= 1) {
    for (let start = 0; start < ordered.length; start += 1) {
      let end = start;
      while ((ordered[end]?.level ?? 0) >= level) end += 1;
      if (end > start) ordered.splice(start, end - start, ...ordered.slice(start, end).reverse());
      start = end;
    }
  }
  return ordered;
}

/** Letters from right to left are turned around by their font's shaping; marks between them, in a font of another script, are not. */
function forShaping(text: string, level: number): string {
  if (level % 2 === 0) return text;
  const mirrored = [...text].map((character) => bidi.getMirroredCharacter(character) ?? character);
  return rightToLeftScript.test(text) ? mirrored.join("") : mirrored.reverse().join("");
}
