import { breaksWords, type Wrapping, wrapText } from "../../text/wrap-text.ts";

/** How wide a grapheme is about to be in a bold sans-serif font, in ems; the widest guesses of common fonts. */
const widths: [RegExp, number][] = [
  [/^\s/u, 0.28],
  [/^\p{M}/u, 0],
  [/^[iljI.,:;'|!`’·]/u, 0.34],
  [/^[frt()[\]\-/"]/u, 0.45],
  [/^[mwMW@%—]/u, 1],
  [
    /^\p{Extended_Pictographic}|^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]/u,
    1.05,
  ],
  [/^\p{Lu}/u, 0.76],
  [/^[\p{Ll}\p{Nd}]/u, 0.64],
];
const otherWidth = 0.75;
const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/** How long a text is about to be, in ems. */
export function emsOf(text: string): number {
  let ems = 0;
  for (const { segment } of graphemes.segment(text)) {
    const [, width = otherWidth] = widths.find(([pattern]) => pattern.test(segment)) ?? [];
    // A cluster of several letters, as Indic scripts have, is wider than its first one.
    ems += width * (1 + 0.4 * ([...segment.replace(/\p{M}|\u200d/gu, "")].length - 1));
  }
  return ems;
}

/** A text as it is set: the size of its letters, and its lines. */
export interface SetText {
  size: number;
  lines: string[];
}

/** Lines are this much further apart than letters are high. */
export const lineSpacing = 1.18;

/**
 * Sets a text into a box as large as it fits: of the sizes, which begin with the largest, the first at which it has room. What has none even
 * at the last is cut, with an ellipsis.
 */
export function fitText(text: string, box: { width: number; height: number; sizes: number[] }): SetText {
  const wrapping = (size: number): Wrapping => ({ maximum: box.width / size, measure: emsOf });
  const options = box.sizes.map((size) => ({ size, lines: wrapText(text, wrapping(size)) }));
  const room = ({ size }: SetText) => Math.max(1, Math.floor(box.height / (size * lineSpacing)));
  const fitting = options.filter((option) => option.lines.length <= room(option));
  // Rather smaller letters than a word in two parts.
  const whole = fitting.find(({ size }) => !breaksWords(text, wrapping(size)));
  const set = whole ?? fitting[0] ?? options.at(-1);
  if (set === undefined) throw new TypeError("There must be a size");
  if (set.lines.length <= room(set)) return set;
  const lines = set.lines.slice(0, room(set));
  return { ...set, lines: [...lines.slice(0, -1), `${withoutLast(lines.at(-1) ?? "")}…`] };
}

function withoutLast(line: string): string {
  const all = [...graphemes.segment(line)].map(({ segment }) => segment);
  return all.slice(0, -1).join("").trimEnd();
}
