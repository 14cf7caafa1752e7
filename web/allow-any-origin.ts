import type { RequestHandler } from "express";

/**
 * Lets scripts of every origin call these addresses, for wallets that run in a browser. Cookies never come along, so nobody's session is
 * lent: what may be done is decided by what stands in the request itself.
 */
export function allowAnyOrigin(): RequestHandler {
  return (request, response, next) => {
    response.setHeader("Access-Control-Allow-Origin", "*");
    if (request.method !== "OPTIONS") {
      next();
      return;
    }
    response.setHeader("Access-Control-Allow-Methods", "GET, POST");
    response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, Accept");
    response.setHeader("Access-Control-Max-Age", "600");
    response.status(204).end();
  };
}
