import type { Request, Response } from "express";
import { z } from "zod";
import type { JsonObject } from "../../core/json/json-value.ts";
import { Problem } from "../../core/problem/problem.ts";
import type { Api } from "../../web/api.ts";
import { limitAtOnce } from "../../web/limit-at-once.ts";
import { sendPage } from "../../web/page.tsx";
import { wantsPage } from "../../web/problem-response.tsx";
import { maxPresentationBytes } from "../documents/document-limits.ts";
import { presentationVerificationSchema } from "../routes/verification-schema.ts";
import { SharePage } from "./share-page.tsx";
import type { Shares } from "./shares.ts";

interface ShareOptions {
  shares: Shares;
  publicUrl: () => string;
}

/** Each is 1 MiB at most, and held in memory whole while it is verified. */
const fewAtOnce = limitAtOnce({ maximum: 16 });

const shareId = z.object({ id: z.string() });

const presentation = z.custom<JsonObject | string>(
  (value) =>
    (typeof value === "object" && value !== null && !Array.isArray(value)) || typeof value === "string",
  "must be a presentation",
);

/** /shares: what students publish for whoever has the link. */
export function addShareRoutes(api: Api, { shares, publicUrl }: ShareOptions): void {
  api.route({
    method: "post",
    path: "/shares",
    summary: "Publish a presentation behind a link",
    description:
      "A presentation without a challenge, made for this verifier's host and with an end of its own. Kept until then, 90 days at most. The deletion token is shown this once.",
    body: {
      schema: z.strictObject({ verifiablePresentation: presentation }),
      maxBytes: maxPresentationBytes,
      alone: { mediaType: "application/vp+jwt", member: "verifiablePresentation" },
    },
    responses: {
      201: {
        description: "Published",
        schema: z.object({ link: z.url(), deletionToken: z.string(), expires: z.iso.datetime() }),
      },
      422: { description: "Not verified, so not published", schema: presentationVerificationSchema },
    },
    problems: ["OVERLOADED"],
    before: [fewAtOnce],
    handle: async ({ body, response }) => {
      const published = await shares.publish(body.verifiablePresentation);
      if ("verified" in published) {
        response.status(422).json(published);
        return;
      }
      const { id, deletionToken, sharedUntil } = published;
      const link = `${publicUrl()}/shares/${id}`;
      response.status(201).json({ link, deletionToken, expires: sharedUntil.toISOString() });
    },
  });

  api.route({
    method: "get",
    path: "/shares/:id",
    summary: "See what was shared, verified anew",
    params: shareId,
    responses: {
      200: {
        description: "The verdict as of now; a page where one is wanted",
        schema: z.object({
          sharedAt: z.iso.datetime(),
          sharedUntil: z.iso.datetime(),
          verification: presentationVerificationSchema,
        }),
      },
    },
    problems: ["NOT_FOUND", "OVERLOADED"],
    before: [hideFromOthers],
    handle: async ({ params, request, response }) => {
      const share = await shares.view(params.id);
      response.vary("Accept");
      if (wantsPage(request)) sendPage(response, <SharePage share={share} />);
      else response.json(share);
    },
  });

  api.route({
    method: "delete",
    path: "/shares/:id",
    summary: "Take a share back",
    security: ["deletionToken"],
    params: shareId,
    responses: { 204: { description: "Gone" } },
    problems: ["NOT_FOUND"],
    handle: async ({ params, request, response }) => {
      await shares.remove(params.id, tokenOf(request));
      response.status(204).end();
    },
  });
}

/** The link is the secret: neither search engines nor the sites that a page links to get to know it. */
function hideFromOthers(_request: Request, response: Response, next: () => void): void {
  response.setHeader("X-Robots-Tag", "noindex, nofollow, noarchive");
  response.setHeader("Referrer-Policy", "no-referrer");
  next();
}

function tokenOf(request: Request): string {
  const [, token] = /^Bearer ([A-Za-z0-9_-]{22})$/.exec(request.get("authorization") ?? "") ?? [];
  if (token === undefined) throw new Problem("UNAUTHORIZED", "This needs the token that came with the link.");
  return token;
}
