import type { RequestHandler } from "express";
import { Problem } from "../core/problem/problem.ts";
import { essenceOf } from "./media-type.ts";
import { readBody } from "./read-body.ts";

/** A body that is taken as it comes. */
export interface BytesDescription {
  /** Any of these: `type/subtype`, in lower case. */
  mediaTypes: string[];
  maxBytes: number;
  description: string;
}

/** Reads a body of one of some media types into `request.body`, as bytes. Throws `UNSUPPORTED_MEDIA_TYPE`, `CONTENT_TOO_LARGE`. */
export function readBytes({ mediaTypes, maxBytes }: Omit<BytesDescription, "description">): RequestHandler {
  return async (request, _response, next) => {
    if (!mediaTypes.includes(essenceOf(request.get("content-type")) ?? "")) {
      throw new Problem("UNSUPPORTED_MEDIA_TYPE", `Send it with Content-Type: ${mediaTypes.join(" or ")}.`);
    }
    request.body = await readBody(request, maxBytes);
    next();
  };
}
