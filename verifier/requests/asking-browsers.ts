import type { Request, Response } from "express";
import { createSessions } from "../../web/sessions.ts";
import type { RequestContext } from "./request-context.ts";
import { resultLifetimeMilliseconds } from "./request-register.ts";

/** Which browser asked for what: only that one may see the result. */
export interface AskingBrowsers {
  /** Remembers that this browser asked, besides what it asked before. */
  note(request: Request, response: Response, resultId: string): void;
  /** The results that this browser may see, the newest first. */
  resultsOf(request: Request): readonly string[];
}

const maximumBrowsers = 20_000;
const maximumResults = 20;

/** Makes the register; it is in memory, as the requests are. */
export function createAskingBrowsers(
  { now, random }: Pick<RequestContext, "now" | "random">,
  { secure }: { secure: boolean },
): AskingBrowsers {
  const sessions = createSessions<string[]>({
    cookieName: "stint-asked",
    path: "/",
    secure,
    // The wallet on the same device leads back here from outside.
    sameSite: "lax",
    lifetimeMilliseconds: 2 * resultLifetimeMilliseconds,
    maximum: maximumBrowsers,
    now,
    random,
  });
  return {
    note: (request, response, resultId) => {
      const earlier = sessions.find(request)?.value ?? [];
      sessions.begin(request, response, [resultId, ...earlier].slice(0, maximumResults));
    },
    resultsOf: (request) => sessions.find(request)?.value ?? [],
  };
}
