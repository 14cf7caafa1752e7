import type { RequestHandler } from "express";
import { z } from "zod";
import { contextUrls } from "../../core/credential/vocabulary.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { OpenidError } from "../../core/openid/openid-error.ts";
import { Problem } from "../../core/problem/problem.ts";
import type { Api } from "../../web/api.ts";
import { maxPresentationBytes } from "../documents/document-limits.ts";
import type { PresentationRequest } from "./presentation-request.ts";
import { openExchange, receivePresentation } from "./receive-answer.ts";
import type { RequestContext } from "./request-context.ts";

/** A presentation with a proof, or a VP-JWT. */
const presentation = z.custom<JsonObject | string>(
  (value) =>
    (typeof value === "object" && value !== null && !Array.isArray(value)) || typeof value === "string",
  "must be a presentation",
);

/** POST /exchanges/{id}: the VC-API exchange behind an interaction URL. */
export function addExchangeRoutes(api: Api, context: RequestContext): void {
  api.route({
    method: "post",
    path: "/exchanges/:id",
    summary: "Answer a request by the VC-API",
    description:
      "An empty object asks what is wanted; {verifiablePresentation} with the challenge and domain from there answers.",
    params: z.object({ id: z.string() }),
    body: {
      schema: z.looseObject({ verifiablePresentation: presentation.optional() }),
      maxBytes: maxPresentationBytes,
    },
    responses: {
      200: {
        description: "What is wanted; an empty object once it was answered",
        schema: z.looseObject({ verifiablePresentationRequest: z.looseObject({}).optional() }),
      },
    },
    problems: ["OVERLOADED"],
    before: [openExchangesOnly(context)],
    handle: async ({ params, body, response }) => {
      response.json(await asProblems(() => exchange(context, params.id, body.verifiablePresentation)));
    },
  });
}

/** Refuses an answer to nothing before its body is read. */
function openExchangesOnly(context: RequestContext): RequestHandler {
  return async (request, _response, next) => {
    await asProblems(async () => openExchange(context, String(request.params.id)));
    next();
  };
}

async function exchange(
  context: RequestContext,
  id: string,
  presented: JsonObject | string | undefined,
): Promise<JsonObject> {
  if (presented === undefined) {
    return { verifiablePresentationRequest: presentationRequest(context, openExchange(context, id)) };
  }
  await receivePresentation(context, id, presented);
  return {};
}

/** {@link https://w3c-ccg.github.io/vp-request-spec/#query-by-example} */
function presentationRequest({ publicUrl }: RequestContext, request: PresentationRequest): JsonObject {
  const { issuers } = request.wanted;
  return {
    query: [
      {
        type: "QueryByExample",
        credentialQuery: {
          reason: "A completed micro-internship",
          example: {
            "@context": [contextUrls.credentialsV2, contextUrls.openBadges],
            type: ["VerifiableCredential", "OpenBadgeCredential"],
          },
          ...(issuers.length > 0 && {
            trustedIssuer: issuers.map((issuer) => ({ issuer, required: true })),
          }),
        },
      },
    ],
    challenge: request.nonce,
    domain: new URL(publicUrl()).host,
  };
}

/** The VC-API tells problems as RFC 9457, not as OAuth does. */
async function asProblems<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof OpenidError)
      throw new Problem("INVALID_REQUEST", `${error.message}.`, { cause: error });
    throw error;
  }
}
