import type { RequestHandler } from "express";
import { parseStrictJson } from "../core/json/parse-strict-json.ts";
import { Problem } from "../core/problem/problem.ts";
import { isJsonMediaType } from "./media-type.ts";
import { readBody } from "./read-body.ts";

/**
 * Reads a JSON body strictly into `request.body`.
 *
 * A request error is thrown before anything is parsed: `UNSUPPORTED_MEDIA_TYPE`, `CONTENT_TOO_LARGE`; then
 * `PARSING_ERROR` for what is not strict JSON in UTF-8.
 */
export function readJson(maxBytes: number): RequestHandler {
  return async (request, _response, next) => {
    if (!isJsonMediaType(request.get("content-type"))) {
      throw new Problem("UNSUPPORTED_MEDIA_TYPE", "Send JSON in UTF-8, with Content-Type: application/json.");
    }
    request.body = parseStrictJson(await readBody(request, maxBytes), { maxBytes });
    next();
  };
}
