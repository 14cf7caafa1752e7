import type { RequestHandler, Response } from "express";
import { OpenidError } from "../core/openid/openid-error.ts";
import { Problem } from "../core/problem/problem.ts";

/**
 * Wraps a step of an OAuth or OpenID endpoint, so that what it throws is answered as those standards want: `{"error", "error_description"}`,
 * never cached, with `WWW-Authenticate` where a token is at fault. Overload is `temporarily_unavailable` (RFC 6749, 4.1.2.1) with 503 and
 * `Retry-After` (RFC 9110, 10.2.3): clients look for `error`, and know to come again. What else was not our client's fault stays a problem
 * document.
 */
export function openidEndpoint(handle: RequestHandler): RequestHandler {
  return async (request, response, next) => {
    // The second for caches of HTTP/1.0, which RFC 6749, 5.1 still names.
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Pragma", "no-cache");
    try {
      await handle(request, response, next);
    } catch (error) {
      const told = toOpenidError(error);
      if (told === undefined) throw error;
      sendOpenidError(response, told);
    }
  };
}

/** Answers with an OpenID error. */
export function sendOpenidError(response: Response, error: OpenidError): void {
  if (error.status === 401) {
    // Whoever sent no token at all is told only what kind to send: RFC 6750, 3.1.
    const isAsked = response.req.get("authorization") === undefined;
    response.setHeader("WWW-Authenticate", isAsked ? "Bearer" : `Bearer error="${error.error}"`);
  }
  if (error.error === "temporarily_unavailable" && !response.hasHeader("Retry-After"))
    response.setHeader("Retry-After", "2");
  response.status(error.status).json(error.toBody());
}

function toOpenidError(error: unknown): OpenidError | undefined {
  if (error instanceof OpenidError) return error;
  if (error instanceof Problem && error.code === "OVERLOADED")
    return new OpenidError("temporarily_unavailable", error.message, { cause: error });
  if (error instanceof Problem && error.status < 500) {
    return new OpenidError("invalid_request", error.message, { cause: error });
  }
  return undefined;
}
