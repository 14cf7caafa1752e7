import type { RequestHandler } from "express";
import { rateLimit } from "express-rate-limit";
import { Problem } from "../core/problem/problem.ts";

/**
 * Refuses a client address that was answered with an error more often than this within a time, with `TOO_MANY_REQUESTS`: for forms that
 * ask for a secret. What succeeded does not count.
 */
export function limitFailures(options: { limit: number; windowMilliseconds: number }): RequestHandler {
  return rateLimit({
    windowMs: options.windowMilliseconds,
    limit: options.limit,
    skipSuccessfulRequests: true,
    standardHeaders: "draft-7",
    legacyHeaders: false,
    validate: { xForwardedForHeader: false },
    handler: (_request, _response, next) => {
      next(new Problem("TOO_MANY_REQUESTS", "Too many failed attempts from this address; try again later."));
    },
  });
}

/** Refuses a client address that sends more requests in a minute than this, with `TOO_MANY_REQUESTS` and Retry-After. */
export function limitRate(requestsPerMinute: number): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: requestsPerMinute,
    standardHeaders: "draft-7",
    legacyHeaders: false,
    // Without a trusted proxy the socket's address counts, whatever a client writes into this header.
    validate: { xForwardedForHeader: false },
    handler: (_request, _response, next) => {
      next(new Problem("TOO_MANY_REQUESTS", "Too many requests from this address; try again later."));
    },
  });
}
