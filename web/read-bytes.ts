import type { RequestHandler } from "express";
import { Problem } from "../core/problem/problem.ts";
import { essenceOf } from "./media-type.ts";
import { readBody } from "./read-body.ts";

/** A body that is taken as it comes. */
export interface BytesDescription {
  /** `type/subtype`, in lower case. */
  mediaType: string;
  maxBytes: number;
  description: string;
}

/** Reads a body of one media type into `request.body`, as bytes. Throws `UNSUPPORTED_MEDIA_TYPE`, `CONTENT_TOO_LARGE`. */
export function readBytes({ mediaType, maxBytes }: Omit<BytesDescription, "description">): RequestHandler {
  return async (request, _response, next) => {
    if (essenceOf(request.get("content-type")) !== mediaType) {
      throw new Problem("UNSUPPORTED_MEDIA_TYPE", `Send it with Content-Type: ${mediaType}.`);
    }
    request.body = await readBody(request, maxBytes);
    next();
  };
}
