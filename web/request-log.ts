import type { Request, RequestHandler } from "express";
import type { Logger } from "./logger.ts";
import { requestIdOf } from "./request-id.ts";

/**
 * Logs one line for each answered request.
 *
 * It names the route's pattern and never the URL: a URL can hold the id of a credential or a person.
 */
export function logRequests(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    response.once("close", () => {
      logger.info({
        requestId: requestIdOf(response),
        method: request.method,
        route: routePattern(request),
        status: response.statusCode,
        durationMilliseconds: Math.round((performance.now() - started) * 10) / 10,
        ...(!response.writableFinished && { aborted: true }),
      });
    });
    next();
  };
}

function routePattern(request: Request): string {
  const path: unknown = request.route?.path;
  return typeof path === "string" ? request.baseUrl + path : "(no route)";
}
