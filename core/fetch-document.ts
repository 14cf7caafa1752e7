import { Problem } from "./problem/problem.ts";

/** What came back for a URL: the bytes as sent, not yet believed in any way. */
export interface FetchedDocument {
  /** HTTP status; never a redirect. */
  status: number;
  body: Uint8Array;
  /** The media type as sent, with its parameters; empty when there was none. */
  contentType: string;
}

/**
 * The only way out to the network: fetches one document by GET.
 *
 * `maxBytes` bounds the body; the implementation has its own default.
 * Throws `FETCH_REFUSED` (this address is never fetched), `FETCH_FAILED` (no usable answer) or
 * `CONTENT_TOO_LARGE`.
 */
export type FetchDocument = (
  url: string,
  options: { accept: string; maxBytes?: number },
) => Promise<FetchedDocument>;

/**
 * Gives a fetcher for one verification: it fetches `maximum` documents, each once however often it is
 * asked for, and then throws `FETCH_REFUSED`, so that nobody can send a verifier all over the network.
 */
export function limitFetches(fetchDocument: FetchDocument, maximum: number): FetchDocument {
  const fetches = new Map<string, Promise<FetchedDocument>>();
  return async (url, options) => {
    const key = JSON.stringify([url, options.accept, options.maxBytes]);
    const known = fetches.get(key);
    if (known !== undefined) return known;
    if (fetches.size >= maximum)
      throw new Problem("FETCH_REFUSED", `More than ${maximum} documents would be fetched`);
    const fetching = fetchDocument(url, options);
    fetches.set(key, fetching);
    return fetching;
  };
}
