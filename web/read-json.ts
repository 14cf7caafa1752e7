import type { Request, RequestHandler } from "express";
import { parseStrictJson } from "../core/json/parse-strict-json.ts";
import { Problem } from "../core/problem/problem.ts";
import { essenceOf, isJsonMediaType } from "./media-type.ts";
import { readBody } from "./read-body.ts";

declare global {
  namespace Express {
    interface Request {
      /** The JSON text (UTF-8) that `body` was read from, by {@link readJson}. */
      bodyBytes?: Buffer;
    }
  }
}

/** A body of JSON. */
export interface BodyDescription {
  maxBytes: number;
  /**
   * A media type under which one member may come alone, as text: `application/vc+jwt` for `verifiableCredential`. It then stands for an
   * object with this member and no other.
   */
  alone?: { mediaType: string; member: string };
  /** None is as good as an object without members. */
  optional?: boolean;
}

/**
 * Reads a JSON body strictly into `request.body`; where it is optional, none stands for an object without members.
 *
 * A request error is thrown before anything is parsed: `UNSUPPORTED_MEDIA_TYPE`, `CONTENT_TOO_LARGE`; then
 * `PARSING_ERROR` for what is not strict JSON in UTF-8.
 */
export function readJson({ maxBytes, alone, optional = false }: BodyDescription): RequestHandler {
  return async (request, _response, next) => {
    const contentType = request.get("content-type");
    if (optional && hasNoBody(request)) {
      request.body = {};
    } else if (alone !== undefined && essenceOf(contentType) === alone.mediaType) {
      // Of other bytes than ASCII come characters that no JWT has.
      request.body = { [alone.member]: (await readBody(request, maxBytes)).toString("latin1").trim() };
    } else if (isJsonMediaType(contentType)) {
      const bytes = await readBody(request, maxBytes);
      request.body = parseStrictJson(bytes, { maxBytes });
      request.bodyBytes = bytes;
    } else {
      throw new Problem("UNSUPPORTED_MEDIA_TYPE", "Send JSON in UTF-8, with Content-Type: application/json.");
    }
    next();
  };
}

/** RFC 9112, 6.3: neither header, no body. */
function hasNoBody(request: Request): boolean {
  return request.get("transfer-encoding") === undefined && Number(request.get("content-length") ?? 0) === 0;
}
