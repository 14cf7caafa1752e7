/** How text is to be broken into lines. */
export interface Wrapping {
  /** The longest line there may be, as `measure` counts. A single character may be longer. */
  maximum: number;
  /** How long a text is in one line. */
  measure: (text: string) => number;
}

/** Scripts that break a line between any two of their characters; marks that belong to the one before or after stay with it. */
const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc\u3005`;
const pieces = new RegExp(
  String.raw`[\p{Ps}\p{Pi}]*[${unspaced}]\p{M}*[\p{Pe}\p{Pf}\p{Po}]*|[^${unspaced}]+`,
  "gu",
);
const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/** A text in lines, broken at blanks and between the characters of Chinese and Japanese; what is longer than a line is broken inside. */
export function wrapText(text: string, wrapping: Wrapping): string[] {
  const { maximum, measure } = wrapping;
  const lines: string[] = [];
  let line = "";
  const put = (piece: string, glue: string) => {
    if (line !== "" && measure(line + glue + piece) <= maximum) {
      line += glue + piece;
      return;
    }
    if (line !== "") lines.push(line);
    const [last = "", ...full] = brokenInside(piece, wrapping).reverse();
    lines.push(...full.reverse());
    line = last;
  };
  for (const word of wordsOf(text)) {
    for (const [index, piece] of piecesOf(word).entries()) put(piece, index === 0 ? " " : "");
  }
  if (line !== "") lines.push(line);
  return lines;
}

/** Whether {@link wrapText} would break a text inside of what belongs together. */
export function breaksWords(text: string, { maximum, measure }: Wrapping): boolean {
  return wordsOf(text).some((word) => piecesOf(word).some((piece) => measure(piece) > maximum));
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/u).filter((word) => word !== "");
}

function piecesOf(word: string): string[] {
  return word.match(pieces) ?? [word];
}

function brokenInside(piece: string, { maximum, measure }: Wrapping): string[] {
  if (measure(piece) <= maximum) return [piece];
  const parts: string[] = [];
  let part = "";
  for (const { segment } of graphemes.segment(piece)) {
    for (const character of measure(segment) > maximum ? segment : [segment]) {
      if (part !== "" && measure(part + character) > maximum) {
        parts.push(part);
        part = "";
      }
      part += character;
    }
  }
  return [...parts, part];
}
