import { extractCredential, kindOfPicture, type PictureKind } from "../badge/baked-picture.ts";
import { portfolioInPage } from "../portfolio/portfolio-page-data.ts";
import { Problem } from "../problem/problem.ts";

/** How files begin that people take for credentials. */
const otherFiles: [start: Buffer, what: string, advice: string][] = [
  [Buffer.from([0xff, 0xd8, 0xff]), "a picture (JPEG)", "Badges are PNG or SVG pictures"],
  [Buffer.from("GIF8", "latin1"), "a picture (GIF)", "Badges are PNG or SVG pictures"],
  [Buffer.from("RIFF", "latin1"), "a picture (WebP) or a sound", "Badges are PNG or SVG pictures"],
  [
    Buffer.from("%PDF", "latin1"),
    "a PDF",
    "If a credential is attached to it, save that and take it instead",
  ],
];

/** The text of a file, and where it stood. */
export interface FileText {
  text: string;
  /** The picture that it was baked into; absent when the file is the text. */
  picture?: PictureKind;
}

/**
 * The text of a file that may hold a credential: the file itself, what is baked into a picture, or the portfolio in its page.
 *
 * @throws {@link Problem} `UNSUPPORTED_MEDIA_TYPE` for other pictures, PDFs and web pages, `PARSING_ERROR` for other bytes that are no text, and
 * what {@link extractCredential} throws.
 */
export function textOfFile(bytes: Uint8Array): FileText {
  const picture = kindOfPicture(bytes);
  if (picture !== undefined) return { text: extractCredential(bytes), picture };
  const other = otherFiles.find(([start]) => start.equals(bytes.subarray(0, start.byteLength)));
  if (other !== undefined) throw unsupported(other[1], other[2]);
  const text = decode(bytes).trim();
  if (!text.startsWith("<")) return { text };
  const portfolio = portfolioInPage(text);
  if (portfolio !== undefined) return { text: portfolio };
  throw unsupported("a web page or XML", "Give the credential itself, as JSON or JWT");
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Problem("PARSING_ERROR", "This is not a text file in UTF-8.", { cause });
  }
}

function unsupported(what: string, advice: string): Problem {
  return new Problem("UNSUPPORTED_MEDIA_TYPE", `This is ${what}. No credential is read from it. ${advice}.`);
}
