import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { create, type Font } from "fontkit";
import { Problem } from "../../core/problem/problem.ts";
import { unpackWoff } from "./unpack-woff.ts";

export type Weight = "regular" | "bold";

/** The letters of some scripts in one weight. */
export interface Face {
  /** Tells it from every other face. */
  name: string;
  font: Font;
  /** The file that it came from. */
  bytes: Buffer;
  /** Which font it is, when the file is a collection of several. */
  memberName?: string;
}

/** Parts of Noto Sans, most used first; each has a file for each weight. Together: Latin, Greek, Cyrillic, Devanagari, Arabic, Hebrew. */
const parts = [
  "noto-sans/latin",
  "noto-sans/latin-ext",
  "noto-sans/greek",
  "noto-sans/greek-ext",
  "noto-sans/cyrillic",
  "noto-sans/cyrillic-ext",
  "noto-sans/vietnamese",
  "noto-sans/devanagari",
  "noto-sans-arabic/arabic",
  "noto-sans-hebrew/hebrew",
];
/** The faces that come with the wallet, once they were needed. */
const opened = new Map<string, Face>();
const weightNumbers: Record<Weight, number> = { regular: 400, bold: 700 };
const files = createRequire(import.meta.url);

/** The fonts that come with the wallet, and one that the person brought for other scripts. A file is opened when a letter asks for it. */
export class Faces {
  readonly #own: Face | undefined;

  /** @param ownFont - A TrueType or OpenType file; of a collection the first font is taken. @throws {@link Problem} `INVALID_REQUEST`. */
  constructor(ownFont?: Uint8Array) {
    this.#own = ownFont && { name: "own", ...openOwn(ownFont) };
  }

  /** The face that has a character; `undefined` when none has. */
  faceFor(codePoint: number, weight: Weight): Face | undefined {
    for (const part of parts) {
      const face = this.#open(part, weight);
      if (face.font.hasGlyphForCodePoint(codePoint)) return face;
    }
    return this.#own?.font.hasGlyphForCodePoint(codePoint) ? this.#own : undefined;
  }

  /** The face whose empty box stands for characters that no face has. */
  fallback(weight: Weight): Face {
    return this.#open("noto-sans/latin", weight);
  }

  /** Whether every character of a text can be shown. */
  cover(text: string): boolean {
    return [...text].every((character) => {
      return /\s/u.test(character) || this.faceFor(character.codePointAt(0) ?? 0, "regular") !== undefined;
    });
  }

  #open(part: string, weight: Weight): Face {
    const name = `${part}-${weightNumbers[weight]}`;
    let face = opened.get(name);
    if (face === undefined) {
      const [family, subset] = part.split("/");
      const file = `@fontsource/${family}/files/${family}-${subset}-${weightNumbers[weight]}-normal.woff`;
      const bytes = unpackWoff(readFileSync(files.resolve(file)));
      face = { name, bytes, font: create(bytes) as Font };
      opened.set(name, face);
    }
    return face;
  }
}

function openOwn(content: Uint8Array): Omit<Face, "name"> {
  const bytes = Buffer.from(content);
  try {
    const opened = create(bytes);
    if (!("fonts" in opened)) return { font: opened, bytes };
    const [font] = opened.fonts;
    if (font === undefined) throw new RangeError("The collection is empty");
    return { font, bytes, memberName: font.postscriptName };
  } catch (cause) {
    throw new Problem("INVALID_REQUEST", "The font cannot be read.", { cause });
  }
}
