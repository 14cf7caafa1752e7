import { Problem } from "../../core/problem/problem.ts";
import type { Outcome, PresentationRequest } from "./presentation-request.ts";

/**
 * The requests that are open or were answered lately.
 *
 * In memory on purpose: what students answer is kept nowhere else, and a restart only means that somebody asks again.
 */
export interface RequestRegister {
  /** @throws Problem `OVERLOADED` when there are too many. */
  add(request: PresentationRequest): void;
  byId(id: string): PresentationRequest | undefined;
  byResultId(resultId: string): PresentationRequest | undefined;
  /**
   * Settles a request, once: of several answers the first wins.
   *
   * @returns false when it was settled before, or its time was over.
   * @throws Problem `OVERLOADED` when no more answers can be kept.
   */
  settle(request: PresentationRequest, outcome: Outcome): boolean;
  /** Forgets everything. */
  close(): void;
}

/** How long a result can be looked at. */
export const resultLifetimeMilliseconds = 60 * 60_000;

/** How long one that nobody answered in time is still known as such. */
export const expiredLifetimeMilliseconds = 5 * 60_000;

const sweepMilliseconds = 60_000;
/** More than one address can make at the usual rate limit before its first ones are forgotten. */
const maximumRequests = 20_000;
const maximumAnswerBytes = 64 * 1024 * 1024;

/** Makes an empty register; `limits` are for tests. */
export function createRequestRegister(
  now: () => Date,
  limits: { requests?: number; answerBytes?: number } = {},
): RequestRegister {
  const byId = new Map<string, PresentationRequest>();
  const byResultId = new Map<string, PresentationRequest>();
  let answerBytes = 0;

  const sweep = () => {
    for (const request of byId.values()) {
      if (request.keptUntil > now()) continue;
      byId.delete(request.id);
      byResultId.delete(request.resultId);
      answerBytes -= bytesOf(request.outcome);
    }
  };
  const timer = setInterval(sweep, sweepMilliseconds);
  timer.unref();
  const kept = (request: PresentationRequest | undefined) =>
    request !== undefined && request.keptUntil > now() ? request : undefined;

  return {
    add: (request) => {
      sweep();
      if (byId.size >= (limits.requests ?? maximumRequests))
        throw new Problem("OVERLOADED", "Too many requests are open; try again shortly.");
      byId.set(request.id, request);
      byResultId.set(request.resultId, request);
    },
    byId: (id) => kept(byId.get(id)),
    byResultId: (resultId) => kept(byResultId.get(resultId)),
    settle: (request, outcome) => {
      if (request.outcome !== undefined || request.expiresAt <= now()) return false;
      sweep();
      const bytes = bytesOf(outcome);
      if (answerBytes + bytes > (limits.answerBytes ?? maximumAnswerBytes))
        throw new Problem("OVERLOADED", "Too many answers are kept; try again later.");
      answerBytes += bytes;
      request.outcome = outcome;
      request.keptUntil = new Date(outcome.at.getTime() + resultLifetimeMilliseconds);
      return true;
    },
    close: () => {
      clearInterval(timer);
      byId.clear();
      byResultId.clear();
    },
  };
}

function bytesOf(outcome: Outcome | undefined): number {
  return outcome?.kind === "presented" ? outcome.sizeBytes : 0;
}
