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
 * Gives a fetcher that works `maximum` times and then throws `FETCH_REFUSED`, so that one document cannot
 * send its verifier all over the network.
 */
export function limitFetches(fetchDocument: FetchDocument, maximum: number): FetchDocument {
  let used = 0;
  return async (url, options) => {
    if (used >= maximum)
      throw new Problem("FETCH_REFUSED", `More than ${maximum} documents would be fetched`);
    used++;
    return fetchDocument(url, options);
  };
}
