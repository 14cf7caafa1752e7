import { lookup } from "node:dns/promises";
import type { FetchDocument, FetchedDocument } from "../core/fetch-document.ts";
import { Problem } from "../core/problem/problem.ts";
import { sendRequest, type WireResponse } from "./request.ts";
import { createTaggedDocuments, type TaggedDocument } from "./tagged-documents.ts";
import { type LookUpAddresses, parseTargetUrl, resolveTarget } from "./target.ts";

export interface FetcherOptions {
  /** Also fetches from this machine, over http too. For development and tests. */
  allowLoopback: boolean;
  /** How names become addresses; the system's resolver by default. */
  lookUpAddresses?: LookUpAddresses;
  /** Roots to trust instead of Node's own, in PEM. */
  certificateAuthorities?: string[];
  /** Resolving the name counts too. 3 s by default. */
  connectTimeoutMilliseconds?: number;
  /** From the call to the last byte. 5 s by default. */
  totalTimeoutMilliseconds?: number;
}

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
    const response = await sendWithin(url, { accept, maxBytes, etag: known?.etag }, options);
    if (response.status === 304 && known !== undefined) return known.document;
    if (response.status >= 300 && response.status < 400) {
      throw new Problem("FETCH_FAILED", "The answer is a redirect, which is not followed");
    }
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

async function sendWithin(
  url: URL,
  request: { accept: string; maxBytes: number; etag: string | undefined },
  options: FetcherOptions,
): Promise<WireResponse> {
  const { accept, maxBytes, etag } = request;
  const connectTimeout = options.connectTimeoutMilliseconds ?? 3000;
  const started = performance.now();
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), options.totalTimeoutMilliseconds ?? 5000);
  try {
    const target = await within(connectTimeout, resolveTarget(url, options.lookUpAddresses ?? lookUpAll));
    return await sendRequest({
      target,
      headers: { accept, ...(etag !== undefined && { "if-none-match": etag }) },
      maxBytes,
      connectTimeoutMilliseconds: Math.max(1, connectTimeout - (performance.now() - started)),
      signal: stop.signal,
      certificateAuthorities: options.certificateAuthorities,
    });
  } finally {
    clearTimeout(timer);
  }
}

/** The system's resolver cannot be stopped, so its late answer is left to nobody. */
function within<Value>(milliseconds: number, promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const expire = () => reject(new Problem("FETCH_FAILED", "The host name is not resolved in time"));
    const timer = setTimeout(expire, milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

const lookUpAll: LookUpAddresses = (hostname) => lookup(hostname, { all: true });

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
