import { portfolioInPage } from "../core/portfolio/portfolio-page-data.ts";
import { Problem } from "../core/problem/problem.ts";

/** How files begin that people take for credentials; a badge can be baked into the first three kinds. */
const pictures: [string, Buffer][] = [
  ["a picture (PNG)", Buffer.from("\x89PNG", "latin1")],
  ["a picture (JPEG)", Buffer.from([0xff, 0xd8, 0xff])],
  ["a picture (GIF)", Buffer.from("GIF8", "latin1")],
  ["a PDF", Buffer.from("%PDF", "latin1")],
];

/**
 * The text of a file that may hold a credential; of the page of a portfolio, the portfolio in it.
 *
 * @throws {@link Problem} `UNSUPPORTED_MEDIA_TYPE` for pictures, PDFs and web pages, `PARSING_ERROR` for other bytes that are no text.
 */
export function textOfFile(bytes: Uint8Array): string {
  const picture = pictures.find(([, start]) => start.equals(bytes.subarray(0, start.byteLength)));
  if (picture !== undefined) throw unsupported(picture[0]);
  const text = decode(bytes).trim();
  if (text.startsWith("<")) {
    const portfolio = portfolioInPage(text);
    if (portfolio !== undefined) return portfolio;
    throw unsupported(/<svg[\s>]/i.test(text.slice(0, 4096)) ? "a picture (SVG)" : "a web page or XML");
  }
  return text;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Problem("PARSING_ERROR", "This is not a text file in UTF-8.", { cause });
  }
}

function unsupported(what: string): Problem {
  return new Problem(
    "UNSUPPORTED_MEDIA_TYPE",
    `This is ${what}. Credentials inside pictures and pages are not read here yet: ask for the credential as JSON or JWT.`,
  );
}
