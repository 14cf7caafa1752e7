import { Problem } from "../../problem/problem.ts";
import { encodePngChunk, type PngChunk } from "./png-chunks.ts";

/** The chunks that hold text under a keyword: {@link https://www.w3.org/TR/png-3/#11textinfo}. */
const textTypes = ["iTXt", "tEXt", "zTXt"];
const longestKeyword = 79;

/** The keyword of a chunk of text; `undefined` for every other chunk. */
export function keywordOf({ type, data }: PngChunk): string | undefined {
  if (!textTypes.includes(type)) return undefined;
  const end = data.subarray(0, longestKeyword + 1).indexOf(0);
  return end < 1 ? undefined : Buffer.from(data.subarray(0, end)).toString("latin1");
}

/**
 * The text of an uncompressed `iTXt` chunk: {@link https://www.w3.org/TR/png-3/#11iTXt}. A compressed one is refused rather than
 * inflated: Open Badges 3.0 forbids it, so nothing honest is lost, and no bomb can go off.
 *
 * @throws {@link Problem} `PARSING_ERROR`.
 */
export function textOfChunk({ type, data }: PngChunk): string {
  if (type !== "iTXt") throw refused(`stands in a ${type} chunk instead of an iTXt chunk`);
  const flags = data.indexOf(0) + 1;
  if (data[flags] !== 0 || data[flags + 1] !== 0) {
    throw refused("is compressed, which Open Badges 3.0 forbids");
  }
  const language = data.indexOf(0, flags + 2);
  const translatedKeyword = language < 0 ? -1 : data.indexOf(0, language + 1);
  if (translatedKeyword < 0) throw refused("is cut off");
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      data.subarray(translatedKeyword + 1),
    );
  } catch (cause) {
    throw new Problem("PARSING_ERROR", "The credential in the PNG is not UTF-8.", { cause });
  }
}

/** Writes an uncompressed `iTXt` chunk without language tag and translated keyword. */
export function encodeTextChunk(keyword: string, text: string): Uint8Array {
  return encodePngChunk("iTXt", Buffer.from(`${keyword}\0\0\0\0\0${text}`, "utf8"));
}

function refused(words: string): Problem {
  return new Problem("PARSING_ERROR", `The credential in the PNG ${words}.`);
}
