import type { Request } from "express";
import { z } from "zod";
import { Problem } from "../../core/problem/problem.ts";
import type { Api } from "../../web/api.ts";
import { presentationVerificationSchema } from "../routes/verification-schema.ts";
import { askForWork } from "./ask-for-work.ts";
import { judgeAnew } from "./look-at-result.ts";
import { type PresentationRequest, stateOf } from "./presentation-request.ts";
import { hashSecret, type RequestContext } from "./request-context.ts";
import { exchangeUrl, interactionUrl, walletLink } from "./request-links.ts";
import { askingSchema, toAsking } from "./request-schema.ts";

const maximumBytes = 16 * 1024;
const requestId = z.object({ id: z.string() });

/** POST /presentation-requests, and its result for the caller who asked. */
export function addRequestRoutes(api: Api, context: RequestContext): void {
  api.route({
    method: "post",
    path: "/presentation-requests",
    summary: "Ask for a presentation",
    description:
      "For one completed micro-internship. Show the link, or the interaction URL as a QR code; the request can be answered for ten minutes, once. The result token is shown this once.",
    body: { schema: askingSchema, maxBytes: maximumBytes },
    responses: {
      201: {
        description: "The request",
        schema: z.object({
          id: z.string(),
          resultToken: z.string(),
          resultUrl: z.url(),
          link: z.string().meta({ description: "Opens a wallet (openid4vp:), OpenID4VP 1.0" }),
          interactionUrl: z.url(),
          exchangeUrl: z.url().optional().meta({ description: "Absent when the answer must be encrypted" }),
          dcqlQuery: z.looseObject({}),
          expires: z.iso.datetime(),
        }),
      },
    },
    problems: ["OVERLOADED"],
    handle: async ({ body, response }) => {
      const asked = await askForWork(context, { ...toAsking(body), byBrowser: false });
      response.status(201).json(answerFor(context, asked));
    },
  });

  api.route({
    method: "get",
    path: "/presentation-requests/:id/result",
    summary: "See what became of a request",
    description:
      "Whether it is verified stands in the verdict, which is reached anew each time. Kept for an hour after the answer.",
    security: ["resultToken"],
    params: requestId,
    responses: {
      200: {
        description: "What became of it so far",
        schema: z.object({
          state: z.enum(["waiting", "expired", "refused", "answered"]),
          expires: z.iso.datetime(),
          answeredAt: z.iso.datetime().optional(),
          verification: presentationVerificationSchema.optional(),
        }),
      },
    },
    problems: ["OVERLOADED"],
    handle: async ({ params, request, response }) => {
      const asked = authorizedRequest(context, params.id, request);
      const { outcome } = asked;
      response.json({
        state: stateOf(asked, context.now()),
        expires: asked.expiresAt.toISOString(),
        ...(outcome && { answeredAt: outcome.at.toISOString() }),
        ...(outcome?.kind === "presented" && { verification: await judgeAnew(context, asked, outcome) }),
      });
    },
  });
}

/** What the caller is told of a new request; the token is shown this once. */
function answerFor(
  context: RequestContext,
  { request, resultToken }: { request: PresentationRequest; resultToken: string },
): object {
  return {
    id: request.id,
    resultToken,
    resultUrl: `${context.publicUrl()}/presentation-requests/${request.id}/result`,
    link: walletLink(context, request, "other"),
    interactionUrl: interactionUrl(context, request),
    ...(request.responseKey === undefined && { exchangeUrl: exchangeUrl(context, request) }),
    dcqlQuery: request.query.json,
    expires: request.expiresAt.toISOString(),
  };
}

/** Whoever does not have the token does not learn whether there is such a request. */
function authorizedRequest({ register }: RequestContext, id: string, request: Request): PresentationRequest {
  const [, token] = /^Bearer ([A-Za-z0-9_-]{22})$/.exec(request.get("authorization") ?? "") ?? [];
  const asked = register.byId(id);
  // Hashes are compared: how long that takes tells nothing about the token.
  if (asked === undefined || token === undefined || hashSecret(token) !== asked.resultTokenHash)
    throw new Problem("UNAUTHORIZED", "The result token of this request is missing or wrong.");
  return asked;
}
