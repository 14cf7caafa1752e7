import { randomUUID } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";

const acceptable = /^[A-Za-z0-9._-]{1,64}$/;

/**
 * Gives each request a name that its log lines and its answer share.
 *
 * A caller's own `X-Request-Id` is kept only when it is short and plain, so that nobody writes into the log.
 */
export function assignRequestId(): RequestHandler {
  return (request, response, next) => {
    const offered = request.get("x-request-id");
    response.setHeader("X-Request-Id", offered && acceptable.test(offered) ? offered : randomUUID());
    next();
  };
}

/** The name that {@link assignRequestId} gave to the request behind this response. */
export function requestIdOf(response: Response | Request["res"]): string {
  return String(response?.getHeader("X-Request-Id") ?? "");
}
