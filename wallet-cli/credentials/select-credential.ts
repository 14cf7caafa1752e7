import { GuidedProblem } from "../guided-problem.ts";
import type { CredentialSummary } from "../store/summaries/credential-summary.ts";
import type { HeldCredential } from "../store/wallet-records.ts";

interface Numbered {
  /** Its place in `stint list`, counted from 1. */
  readonly number: number;
  readonly recordId: string;
}

/** A held credential with its place in the list. */
export interface NumberedCredential extends HeldCredential, Numbered {}

/** What is listed of it. */
export interface NumberedSummary extends CredentialSummary, Numbered {}

const shortestPrefix = 4;

/**
 * Finds the one credential that a person means: by number, by id, or by the beginning of the id (with or without
 * `urn:uuid:`).
 *
 * @throws {@link Problem} `NOT_FOUND` for none; `INVALID_REQUEST` when a prefix is too short or fits several.
 */
export function selectCredential(held: readonly NumberedSummary[], selector: string): NumberedSummary {
  if (/^[0-9]{1,6}$/u.test(selector)) {
    const byNumber = held.find(({ number }) => number === Number(selector));
    if (byNumber !== undefined) return byNumber;
    throw notFound(
      held.length === 0 ? "The wallet is empty." : `There are ${countOf(held.length)} in the wallet.`,
    );
  }
  const byId = held.filter((candidate) => idOf(candidate) === selector);
  if (byId[0] !== undefined && byId.length === 1) return byId[0];
  if (byId.length > 1) throw ambiguous("Several credentials have this id (from different issuers).");
  if (selector.length < shortestPrefix) {
    throw ambiguous(`Give at least ${shortestPrefix} characters of the id, or the number.`);
  }
  const byPrefix = held.filter((candidate) =>
    [idOf(candidate), idOf(candidate)?.replace(/^urn:uuid:/u, "")].some((id) => id?.startsWith(selector)),
  );
  if (byPrefix.length > 1) throw ambiguous("Several credentials begin like this.");
  if (byPrefix[0] === undefined) throw notFound("No credential has this id.");
  return byPrefix[0];
}

/** The credential's own id as it was signed. */
export function idOf(held: CredentialSummary): string | undefined {
  return held.verification.statement?.id;
}

/** "1 credential", "3 credentials". */
export function countOf(count: number): string {
  return `${count} credential${count === 1 ? "" : "s"}`;
}

function notFound(words: string): GuidedProblem {
  return new GuidedProblem("NOT_FOUND", words, "See the numbers with: stint list");
}

function ambiguous(words: string): GuidedProblem {
  return new GuidedProblem("INVALID_REQUEST", words, "See the numbers with: stint list");
}
