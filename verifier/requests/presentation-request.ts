import type { JsonObject } from "../../core/json/json-value.ts";
import type { CredentialFormat, ParsedDcqlQuery } from "../../core/openid/dcql.ts";
import type { WantedWork } from "../../core/openid/wanted-work.ts";
import type { PresentationVerification } from "../../core/verification/verdict.ts";
import type { ClientIdentity } from "../openid/client-identity.ts";
import type { ResponseKey } from "../openid/encrypted-response.ts";

/** Where the wallet is, seen from the browser that asked. */
export type Device = "other" | "same";

/** One question to one student, and what became of it. Lives in memory only. */
export interface PresentationRequest {
  /** Public: it stands in what the wallet gets. */
  id: string;
  /** Secret: it stands in what the asker gets. */
  resultId: string;
  /** SHA-256 of the token with which the API's caller reads the result. */
  resultTokenHash: string;
  wanted: WantedWork;
  /** What the asker calls the issuers, by DID: for pages. */
  issuerNames: ReadonlyMap<string, string>;
  query: { json: JsonObject; parsed: ParsedDcqlQuery };
  identity: ClientIdentity;
  /** What presentations must be made for. */
  clientId: string;
  nonce: string;
  /**
   * Each of the two devices gets another state, so an answer tells which one the wallet was on. A request that no browser
   * made is for other devices only.
   */
  states: { other: string; same?: string };
  /** Absent when the answer may come in the clear. */
  responseKey: ResponseKey | undefined;
  createdAt: Date;
  /** Until then it can be answered. */
  expiresAt: Date;
  /** Until then it is remembered. */
  keptUntil: Date;
  /** Answers that did not fit, until no more are looked at. */
  triesLeft: number;
  outcome?: Outcome;
}

/** How a request was settled. */
export type Outcome = PresentedOutcome | RefusedOutcome;

interface Settled {
  at: Date;
  /** For a wallet on the asker's own device: it must lead the same browser back before any answer is shown. */
  wayBack?: { codeHash: string; taken: boolean };
}

/** The wallet answered with an error; the code is the wallet's text. */
export interface RefusedOutcome extends Settled {
  kind: "refused";
  error: string;
}

export interface PresentedOutcome extends Settled {
  kind: "presented";
  format: CredentialFormat;
  presentation: JsonObject | string;
  sizeBytes: number;
  /** As judged when it came. */
  verification: PresentationVerification;
}

/** What the asker can know without the answer itself. */
export type RequestState = "waiting" | "expired" | "refused" | "awaiting-return" | "answered";

/** The state of a request at a moment. */
export function stateOf(request: PresentationRequest, now: Date): RequestState {
  const { outcome } = request;
  if (outcome === undefined) return request.expiresAt > now ? "waiting" : "expired";
  if (outcome.kind === "refused") return "refused";
  return outcome.wayBack?.taken === false ? "awaiting-return" : "answered";
}
