/** One request to somebody else's service, with a body or without. */
export interface OutgoingRequest {
  method: "GET" | "POST" | "DELETE";
  headers: Record<string, string>;
  body?: Uint8Array | string;
  /** Bounds the answer's body; the implementation has its own default. */
  maxBytes?: number;
}

/** What came back: not yet believed in any way. */
export interface IncomingAnswer {
  /** HTTP status; never a redirect. */
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: Uint8Array;
}

/**
 * Sends one request by the rules of `FetchDocument`: public https addresses only, no redirect, bounded in size and time,
 * nothing kept.
 *
 * Throws `FETCH_REFUSED`, `FETCH_FAILED` or `CONTENT_TOO_LARGE`; every HTTP status that is no redirect is an answer.
 */
export type SendRequest = (url: string, request: OutgoingRequest) => Promise<IncomingAnswer>;
