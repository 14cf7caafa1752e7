import { looksLikeCompactJws } from "../jose/compact-jws.ts";
import type { JsonObject } from "../json/json-value.ts";
import { Problem } from "../problem/problem.ts";
import { badgeLimits } from "./limits.ts";
import { bakeIntoPng, extractFromPng } from "./png/baked-png.ts";
import { bakeIntoSvg, extractFromSvg } from "./svg/baked-svg.ts";

/** The pictures that a credential can be baked into: Open Badges 3.0, 5.3. */
export type PictureKind = "png" | "svg";

/** How far into a file the element `svg` is looked for. */
const lookedAt = 16 * 1024;

/** Tells a PNG and an SVG from everything else by how they begin; nothing says yet that they are whole. */
export function kindOfPicture(file: Uint8Array): PictureKind | undefined {
  const start = Buffer.from(file.subarray(0, lookedAt)).toString("latin1");
  if (start.startsWith("\x89PNG")) return "png";
  return beginsAsSvg(start.replace(/^\xef\xbb\xbf/, "")) ? "svg" : undefined;
}

/**
 * Takes the one credential out of a picture: as JSON text or as a compact JWT, unverified. Of the picture nothing is kept: nobody signed it.
 *
 * @throws {@link Problem} `NO_CREDENTIAL`; `UNSUPPORTED` for an Open Badges 2 badge; `PARSING_ERROR` for a picture that is damaged, holds several
 * credentials or hides them in a way that Open Badges 3.0 forbids; `CONTENT_TOO_LARGE`; `UNSUPPORTED_MEDIA_TYPE` for anything but PNG and SVG.
 */
export function extractCredential(file: Uint8Array): string {
  const text = extractors[expectPicture(file)](file).trim();
  if (Buffer.byteLength(text) > badgeLimits.credentialBytes) throw credentialTooLarge();
  return text;
}

/**
 * Puts a credential into a picture, as it was issued: JSON with its proofs, or a compact JWT.
 *
 * @param options - `replace`: in place of a badge that is in the picture already.
 * @throws {@link Problem} `ALREADY_EXISTS`; `PARSING_ERROR` for a damaged picture; `CONTENT_TOO_LARGE`; `UNSUPPORTED_MEDIA_TYPE` for anything but
 * PNG and SVG.
 */
export function bakeCredential(
  picture: Uint8Array,
  credential: JsonObject | string,
  options: { replace: boolean },
): Uint8Array {
  const kind = expectPicture(picture);
  const text = typeof credential === "string" ? credential : JSON.stringify(credential);
  if (Buffer.byteLength(text) > badgeLimits.credentialBytes) throw credentialTooLarge();
  if (typeof credential === "string" && !looksLikeCompactJws(credential)) {
    throw new TypeError("A credential that is a text must be a compact JWT");
  }
  if (kind === "png") return bakeIntoPng(picture, text, options);
  return bakeIntoSvg(picture, typeof credential === "string" ? { jwt: text } : { json: text }, options);
}

const extractors: Record<PictureKind, (file: Uint8Array) => string> = {
  png: extractFromPng,
  svg: extractFromSvg,
};

function expectPicture(file: Uint8Array): PictureKind {
  const kind = kindOfPicture(file);
  if (kind !== undefined) return kind;
  throw new Problem("UNSUPPORTED_MEDIA_TYPE", "A badge is a PNG or an SVG picture.");
}

/** Whether `svg` is the first element, after what may stand before it. */
function beginsAsSvg(text: string): boolean {
  let rest = text.trimStart();
  for (;;) {
    if (/^<!DOCTYPE\s+svg\b/.test(rest)) return true;
    const end = rest.startsWith("<?") ? "?>" : rest.startsWith("<!--") ? "-->" : undefined;
    if (end === undefined) return /^<(?:[^\s<>/:]{1,100}:)?svg[\s/>]/.test(rest);
    const position = rest.indexOf(end);
    if (position < 0) return false;
    rest = rest.slice(position + end.length).trimStart();
  }
}

function credentialTooLarge(): Problem {
  return new Problem(
    "CONTENT_TOO_LARGE",
    `A credential may have at most ${badgeLimits.credentialBytes} bytes.`,
  );
}
