import type { FetchDocument } from "../../core/fetch-document.ts";
import { type FileText, textOfFile } from "../../core/file/text-of-file.ts";
import { Problem } from "../../core/problem/problem.ts";
import { asProblem } from "../../core/problem/undecided.ts";
import { maxPresentationBytes } from "./document-limits.ts";

const accept =
  "application/vc+jwt, application/vp+jwt, application/vc, application/vp, application/ld+json, application/json, image/png, image/svg+xml";
const sharePath = /^\/shares\/[A-Za-z0-9_-]{1,128}$/;

/** Whether a text is one web address or link of an app, and nothing else. */
export function isLink(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(text);
}

/** The path of a share that was published at this verifier. */
export function sharePathOf(link: string, publicUrl: string): string | undefined {
  if (!link.startsWith(`${publicUrl}/`)) return undefined;
  const path = link.slice(publicUrl.length);
  return sharePath.test(path) ? path : undefined;
}

/**
 * Gets what a link leads to, as text: by the one fetcher, and no further.
 *
 * @throws {@link Problem} what the fetcher throws, `INVALID_REQUEST` for links of wallets, what {@link textOfFile} throws.
 */
export async function followLink(link: string, fetchDocument: FetchDocument): Promise<FileText> {
  if (!/^https?:/i.test(link)) {
    throw new Problem(
      "INVALID_REQUEST",
      "This link is for a wallet. It leads to no credential that can be seen here.",
    );
  }
  return textOfFile(await fetchBody(link, fetchDocument));
}

async function fetchBody(link: string, fetchDocument: FetchDocument): Promise<Uint8Array> {
  try {
    const { status, body } = await fetchDocument(link, { accept, maxBytes: maxPresentationBytes });
    if (status !== 200) throw new Problem("FETCH_FAILED", `The address answers HTTP ${status}`);
    return body;
  } catch (error) {
    const { code, message } = asProblem(error);
    throw new Problem(code, `The link could not be followed: ${message}.`, { cause: error });
  }
}
