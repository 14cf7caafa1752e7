import { lookup } from "node:dns/promises";
import { Problem } from "../core/problem/problem.ts";
import { sendRequest, type WireResponse } from "./request.ts";
import { type LookUpAddresses, resolveTarget } from "./target.ts";

/** What everything outbound is subject to. */
export interface OutboundOptions {
  /** Also speaks to this machine, over http too. For development and tests. */
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

/** One request to a URL that `parseTargetUrl` let pass. */
export interface OutboundRequest {
  method: "GET" | "POST" | "DELETE";
  headers: Record<string, string>;
  body?: Uint8Array | string | undefined;
  maxBytes: number;
}

/**
 * Sends one request to checked addresses only and within the time limits; a redirect comes back as it is.
 *
 * @throws {@link Problem} `FETCH_REFUSED`, `FETCH_FAILED`, `CONTENT_TOO_LARGE`.
 */
export async function sendWithin(
  url: URL,
  request: OutboundRequest,
  options: OutboundOptions,
): Promise<WireResponse> {
  const connectTimeout = options.connectTimeoutMilliseconds ?? 3000;
  const started = performance.now();
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), options.totalTimeoutMilliseconds ?? 5000);
  try {
    const target = await within(connectTimeout, resolveTarget(url, options.lookUpAddresses ?? lookUpAll));
    return await sendRequest({
      target,
      ...request,
      connectTimeoutMilliseconds: Math.max(1, connectTimeout - (performance.now() - started)),
      signal: stop.signal,
      certificateAuthorities: options.certificateAuthorities,
    });
  } finally {
    clearTimeout(timer);
  }
}

/** Refuses what is a redirect: where it leads was never checked. @throws {@link Problem} `FETCH_FAILED`. */
export function assertNoRedirect({ status }: WireResponse): void {
  if (status >= 300 && status < 400) {
    throw new Problem("FETCH_FAILED", "The answer is a redirect, which is not followed");
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
