import type { RequestHandler } from "express";
import { Problem } from "../core/problem/problem.ts";
import { essenceOf } from "./media-type.ts";
import { readBody } from "./read-body.ts";

/** Reads a plain HTML form into `request.body`, a `URLSearchParams`: what a page can send without a script. */
export function readForm(maxBytes: number): RequestHandler {
  return async (request, _response, next) => {
    if (essenceOf(request.get("content-type")) !== "application/x-www-form-urlencoded") {
      throw new Problem("UNSUPPORTED_MEDIA_TYPE", "Send a form (application/x-www-form-urlencoded).");
    }
    request.body = new URLSearchParams((await readBody(request, maxBytes)).toString("utf8"));
    next();
  };
}
