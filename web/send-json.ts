import type { Response } from "express";

/**
 * Answers a request that is not a GET with JSON. Without an entity tag, which nobody could ask about again, and in one piece with the
 * headers: Express's own `json` hashes the body and sends it apart.
 */
export function sendJson(response: Response, status: number, value: unknown): void {
  const body = JSON.stringify(value);
  response.statusCode = status;
  response.setHeader("Content-Type", "application/json; charset=utf-8");
  response.setHeader("Content-Length", Buffer.byteLength(body));
  response.end(body);
}
