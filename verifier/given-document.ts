import type { FetchDocument } from "../core/fetch-document.ts";
import { jwsPayload, parseCompactJws } from "../core/jose/compact-jws.ts";
import type { JsonObject } from "../core/json/json-value.ts";
import { Problem } from "../core/problem/problem.ts";
import { asProblem } from "../core/problem/undecided.ts";
import { followLink, isLink, sharePathOf } from "./follow-link.ts";
import { type PastedDocument, parsePasted } from "./pasted-document.ts";
import { textOfFile } from "./text-of-file.ts";

/** What somebody gave to be verified: something typed or pasted, or a file. */
export interface Given {
  text: string;
  file?: Uint8Array;
}

/** A document to verify, or the path of a share of this very verifier, which shows itself. */
export type FoundDocument = PastedDocument | { kind: "share"; path: string };

/**
 * Finds the document in what was given: JSON, a JWT, or a link to one of them; a link leads no further than one step.
 *
 * @throws {@link Problem} `INVALID_REQUEST` for nothing or too much; `UNSUPPORTED_MEDIA_TYPE` for pictures; what fetching and
 * {@link parsePasted} throw.
 */
export async function findDocument(
  given: Given,
  world: { fetchDocument: FetchDocument; publicUrl: string },
): Promise<FoundDocument> {
  const text = given.text.trim();
  if (given.file !== undefined) {
    if (text !== "") throw new Problem("INVALID_REQUEST", "Give a text or a file, not both.");
    return parsePasted(textOfFile(given.file));
  }
  if (text === "") throw new Problem("INVALID_REQUEST", "Paste something, choose a file, or give a link.");
  if (!isLink(text)) return parsePasted(textOfFile(Buffer.from(text)));
  const path = sharePathOf(text, world.publicUrl);
  if (path !== undefined) return { kind: "share", path };
  return parsePasted(await followLink(text, world.fetchDocument));
}

/**
 * Whether a presentation was made without a challenge: left for a verifier rather than made for it just now. A look at what nobody has
 * verified yet: it decides what is asked, never what is answered.
 */
export function hasNoChallenge(document: JsonObject | string): boolean {
  if (typeof document !== "string") {
    return [document.proof]
      .flat()
      .every((proof) => typeof proof !== "object" || proof === null || !("challenge" in proof));
  }
  try {
    return !("nonce" in jwsPayload(parseCompactJws(document, { maxBytes: document.length })));
  } catch (error) {
    asProblem(error);
    return false;
  }
}
