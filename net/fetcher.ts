import type { FetchDocument, FetchedDocument } from "../core/fetch-document.ts";
import type { WireResponse } from "./request.ts";
import { assertNoRedirect, type OutboundOptions, sendWithin } from "./send-within.ts";
import { createTaggedDocuments, type TaggedDocument } from "./tagged-documents.ts";
import { parseTargetUrl } from "./target.ts";

/** What a fetcher is subject to. */
export type FetcherOptions = OutboundOptions;

const defaultMaxBytes = 1024 * 1024;
const etagPattern = /^(?:W\/)?"[!#-~]{0,256}"$/;

/**
 * Makes the one fetcher for everything outbound: https from public addresses only, the connection pinned to
 * the addresses that were checked, no redirects, no compression, bounded in size (1 MiB by default) and time.
 *
 * Equal requests under way at once share one answer. Nothing is believed for a time: a document with an
 * entity tag is kept, and asked about again at each use, so that a revocation is seen at once.
 */
export function createFetcher(options: FetcherOptions): FetchDocument {
  const underWay = new Map<string, Promise<FetchedDocument>>();
  const kept = createTaggedDocuments({ entries: 100, bytes: 16 * 1024 * 1024 });

  async function fetchOnce(url: URL, accept: string, maxBytes: number): Promise<FetchedDocument> {
    const key = JSON.stringify([url.href, accept]);
    const known = smallEnough(kept.find(key), maxBytes);
    const headers = { accept, ...(known !== undefined && { "if-none-match": known.etag }) };
    const response = await sendWithin(url, { method: "GET", headers, maxBytes }, options);
    if (response.status === 304 && known !== undefined) return known.document;
    assertNoRedirect(response);
    const document = toDocument(response);
    const etag = response.status === 200 ? usableTag(response) : undefined;
    if (etag === undefined) kept.remove(key);
    else kept.save(key, { etag, document });
    return document;
  }

  return async (text, { accept, maxBytes = defaultMaxBytes }) => {
    const url = parseTargetUrl(text, options);
    const key = JSON.stringify([url.href, accept, maxBytes]);
    let flight = underWay.get(key);
    if (flight === undefined) {
      flight = fetchOnce(url, accept, maxBytes).finally(() => underWay.delete(key));
      underWay.set(key, flight);
    }
    const document = await flight;
    // Each caller gets bytes of its own: nobody can change what another one reads.
    return { ...document, body: document.body.slice() };
  };
}

function smallEnough(tagged: TaggedDocument | undefined, maxBytes: number): TaggedDocument | undefined {
  return tagged !== undefined && tagged.document.body.length <= maxBytes ? tagged : undefined;
}

function toDocument({ status, headers, body }: WireResponse): FetchedDocument {
  return { status, body, contentType: headers["content-type"] ?? "" };
}

function usableTag({ headers }: WireResponse): string | undefined {
  const { etag } = headers;
  const mayKeep = !/\bno-store\b/i.test(headers["cache-control"] ?? "");
  return etag !== undefined && mayKeep && etagPattern.test(etag) ? etag : undefined;
}
