import type { PictureKind } from "../../core/badge/baked-picture.ts";
import type { FetchDocument } from "../../core/fetch-document.ts";
import { type FileText, textOfFile } from "../../core/file/text-of-file.ts";
import { jwsPayload, parseCompactJws } from "../../core/jose/compact-jws.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { jwtOfPresentation } from "../../core/presentation/jwt-of-presentation.ts";
import { Problem } from "../../core/problem/problem.ts";
import { asProblem } from "../../core/problem/undecided.ts";
import { followLink, isLink, sharePathOf } from "./follow-link.ts";
import { type PastedDocument, parsePasted } from "./pasted-document.ts";

/** What somebody gave to be verified: something typed or pasted, or a file. */
export interface Given {
  text: string;
  file?: Uint8Array;
}

/** A document to verify, and the picture that it was baked into. */
export type ReadDocument = PastedDocument & { picture?: PictureKind };

/** A document to verify, or the path of a share of this very verifier, which shows itself. */
export type FoundDocument = ReadDocument | { kind: "share"; path: string };

/**
 * Finds the document in what was given: JSON, a JWT, a badge, or a link to one of them; a link leads no further than one step.
 *
 * @throws {@link Problem} `INVALID_REQUEST` for nothing or too much; what {@link textOfFile}, fetching and {@link parsePasted} throw.
 */
export async function findDocument(
  given: Given,
  world: { fetchDocument: FetchDocument; publicUrl: string },
): Promise<FoundDocument> {
  const text = given.text.trim();
  if (given.file !== undefined) {
    if (text !== "") throw new Problem("INVALID_REQUEST", "Give a text or a file, not both.");
    return readDocument(textOfFile(given.file));
  }
  if (text === "") throw new Problem("INVALID_REQUEST", "Paste something, choose a file, or give a link.");
  if (!isLink(text)) return readDocument(textOfFile(Buffer.from(text)));
  const path = sharePathOf(text, world.publicUrl);
  if (path !== undefined) return { kind: "share", path };
  return readDocument(await followLink(text, world.fetchDocument));
}

/**
 * Reads the document in a text, which a picture may have held.
 *
 * @throws {@link Problem} what {@link parsePasted} throws; `INVALID_REQUEST` for a presentation in a picture: Open Badges 3.0, 5.
 */
export function readDocument({ text, picture }: FileText): ReadDocument {
  const document = parsePasted(text);
  if (picture === undefined) return document;
  if (document.kind === "credential") return { ...document, picture };
  throw new Problem("INVALID_REQUEST", "A badge holds a credential; this picture holds a presentation.");
}

/**
 * Whether a presentation was made without a challenge: left for a verifier rather than made for it just now. A look at what nobody has
 * verified yet: it decides what is asked, never what is answered.
 */
export function hasNoChallenge(document: JsonObject | string): boolean {
  try {
    const jwt = jwtOfPresentation(document);
    if (jwt !== undefined) return !("nonce" in jwsPayload(parseCompactJws(jwt, { maxBytes: jwt.length })));
    return [(document as JsonObject).proof]
      .flat()
      .every((proof) => typeof proof !== "object" || proof === null || !("challenge" in proof));
  } catch (error) {
    asProblem(error);
    return false;
  }
}
