import type { Request } from "express";
import { z } from "zod";
import type { Api } from "../../web/api.ts";
import { jsonObject } from "../../web/route.ts";
import type { StatusListPublisher } from "../use-cases/status-lists.ts";

const mediaTypes = ["application/vc", "application/ld+json", "application/json"];

/**
 * The public status lists. A copy may be used for a minute: well below the list's own `ttl`, so that a
 * revocation is soon seen everywhere, and at once by those who revalidate.
 */
export function addStatusListRoute(api: Api, publisher: StatusListPublisher): void {
  api.route({
    method: "get",
    path: "/status-lists/:id",
    summary: "A signed status list",
    description: "application/vc; application/ld+json or application/json when asked for. Has an ETag.",
    params: z.object({ id: z.string().regex(/^[0-9a-f]{32}$/, "must be the id of a status list") }),
    responses: {
      200: {
        description: "The list",
        schema: jsonObject("BitstringStatusListCredential"),
        mediaType: "application/vc",
      },
      304: { description: "Not changed" },
    },
    problems: ["NOT_FOUND", "OVERLOADED", "STORE_DAMAGED"],
    handle: async ({ params, request, response }) => {
      const { body, version } = publisher.current(params.id) ?? (await publisher.publish(params.id));
      const mediaType = mediaTypeFor(request);
      // One tag for each form: the same tag for two media types would let a cache mix them up.
      const tag = `"${version}-${mediaTypes.indexOf(mediaType)}"`;
      response.vary("Accept");
      response.setHeader("Cache-Control", "public, max-age=60, must-revalidate, no-transform");
      response.setHeader("ETag", tag);
      response.setHeader("Access-Control-Allow-Origin", "*");
      if (isKnown(tag, request.get("if-none-match"))) return void response.status(304).end();
      response.setHeader("Content-Type", mediaType);
      response.send(body);
    },
  });
}

function mediaTypeFor(request: Request): string {
  const { accept } = request.headers;
  // What nearly all clients send, and what it comes to anyway.
  if (accept === undefined || accept === "*/*" || accept === "application/vc") return "application/vc";
  return request.accepts(mediaTypes) || "application/vc";
}

/** Whether the client has this form already; asked also when it says `no-cache`, which Express takes for a "send it again". */
function isKnown(tag: string, ifNoneMatch: string | undefined): boolean {
  return (ifNoneMatch ?? "").split(",").some((known) => known.trim().replace(/^W\//, "") === tag);
}
