import { Problem } from "../../problem/problem.ts";
import { badgeLimits } from "../limits.ts";
import { alreadyBaked, noCredential, openBadges2, severalCredentials } from "../refusals.ts";
import { pngSignature, readPngChunks } from "./png-chunks.ts";
import { encodeTextChunk, keywordOf, textOfChunk } from "./text-chunk.ts";

/** Open Badges 3.0, 5.3.1: {@link https://www.imsglobal.org/spec/ob/v3p0/#png} */
const keyword = "openbadgecredential";
/** Open Badges 1 and 2. */
const oldKeyword = "openbadges";

/**
 * The text of the one credential that is baked into a PNG; nothing says yet that it is one.
 *
 * @throws {@link Problem} `NO_CREDENTIAL`; `UNSUPPORTED` for an Open Badges 2 badge; `PARSING_ERROR`, also for two credentials;
 * `CONTENT_TOO_LARGE`.
 */
export function extractFromPng(file: Uint8Array): string {
  const texts = readPngChunks(file).map((chunk) => ({ chunk, keyword: keywordOf(chunk) }));
  const [baked, ...others] = texts.filter((text) => text.keyword === keyword);
  if (others.length > 0) throw severalCredentials();
  if (baked !== undefined) return textOfChunk(baked.chunk);
  throw texts.some((text) => text.keyword === oldKeyword) ? openBadges2() : noCredential();
}

/**
 * Puts a credential into a PNG, right after its header; every other chunk stays as it was, byte for byte.
 *
 * @param options - `replace`: take out what is baked into it, an Open Badges 2 badge too.
 * @throws {@link Problem} `ALREADY_EXISTS`; `PARSING_ERROR` for what is no PNG; `CONTENT_TOO_LARGE`.
 */
export function bakeIntoPng(file: Uint8Array, text: string, options: { replace: boolean }): Uint8Array {
  const [header, ...rest] = readPngChunks(file);
  const kept = rest.filter((chunk) => ![keyword, oldKeyword].includes(keywordOf(chunk) ?? ""));
  if (kept.length < rest.length && !options.replace) throw alreadyBaked();
  const baked = Buffer.concat([
    pngSignature,
    header?.bytes ?? new Uint8Array(),
    encodeTextChunk(keyword, text),
    ...kept.map(({ bytes }) => bytes),
  ]);
  if (baked.length > badgeLimits.pngBytes) {
    throw new Problem("CONTENT_TOO_LARGE", "The picture with the credential in it would be too large.");
  }
  return baked;
}
