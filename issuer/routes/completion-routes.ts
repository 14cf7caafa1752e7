import { z } from "zod";
import type { Api } from "../../web/api.ts";
import type { WorkLimit } from "../../web/limit-work.ts";
import { jsonObject } from "../../web/route.ts";
import { approveCompletion } from "../completions/approve-completion.ts";
import { cancelOffer, resendOffer } from "../completions/change-offer.ts";
import { changeRecipient } from "../completions/change-recipient.ts";
import { offerSchema, recipientSchema } from "../completions/completion-schema.ts";
import { completionDetails, listCompletions } from "../completions/completion-view.ts";
import { createCompletion } from "../completions/create-completion.ts";
import { uuidPattern } from "../completions/identifiers.ts";
import type { Actor, IssuerContext } from "../use-cases/context.ts";
import { type Allow, principalOf } from "./allow.ts";
import { callerOf } from "./caller.ts";
import { completionBodySchema, inputOf } from "./completion-body.ts";
import { idempotencyHeaders, pageQuery, pageSchema, slugParams, slugSchema } from "./schemas.ts";

const path = "/issuers/:slug/completions";
const idParams = z.object({
  slug: slugSchema,
  id: z.string().regex(uuidPattern, "must be the id of a completion"),
});
const completionView = jsonObject("A completion with its state and offer");
const answerSchema = z.object({
  completion: completionView,
  verifiableCredential: jsonObject("The signed credential, when it was issued without a claim").optional(),
  offer: z
    .object({
      id: z.string(),
      link: z.string().meta({ description: "Whoever has it may claim" }),
      expiresAt: z.string(),
      transactionCode: z.string().optional().meta({ description: "Shown this once" }),
    })
    .optional(),
});

/** Completed micro-internships: issued at once when the student's DID is known, otherwise offered by a link. */
export function addCompletionRoutes(
  api: Api,
  context: IssuerContext,
  { allow, issuing }: { allow: Allow; issuing: WorkLimit },
): void {
  api.route({
    method: "post",
    path,
    summary: "Record a completion, and issue or offer its credential",
    description:
      "With a DID the credential is issued at once; otherwise there is an offer with a claim link, or with `issueNow` a credential " +
      "that names the salted hash of the e-mail address.",
    security: ["apiKey"],
    before: [issuing.refuseWhenFull, allow("issue")],
    params: slugParams,
    headers: idempotencyHeaders,
    body: { schema: completionBodySchema, maxBytes: 128 * 1024 },
    responses: { 201: { description: "Recorded", schema: answerSchema } },
    problems: ["ALREADY_EXISTS", "CONFLICT", "IDEMPOTENCY_KEY_REUSED", "OVERLOADED", "STORE_DAMAGED"],
    handle: async ({ params: { slug }, body, ...call }) => {
      const caller = callerOf("completion", call);
      const request = { slug, input: inputOf(body), ...caller };
      const answer = await issuing.run(() => createCompletion(context, request));
      call.response.status(201).location(`/issuers/${slug}/completions/${answer.completion.id}`).json(answer);
    },
  });

  api.route({
    method: "get",
    path,
    summary: "List completions, newest first",
    description: "The links of offers are not in it: whoever has one may claim.",
    security: ["apiKey"],
    before: [allow("read-credentials")],
    params: slugParams,
    query: pageQuery,
    responses: { 200: { description: "A page", schema: pageSchema(completionView) } },
    problems: ["STORE_DAMAGED"],
    handle: async ({ params, query, response }) => {
      response.json(await listCompletions(context, params.slug, query));
    },
  });

  api.route({
    method: "get",
    path: `${path}/:id`,
    summary: "One completion",
    security: ["apiKey"],
    before: [allow("read-credentials")],
    params: idParams,
    responses: { 200: { description: "The completion", schema: completionView } },
    problems: ["NOT_FOUND", "STORE_DAMAGED"],
    handle: async ({ params: { slug, id }, response }) => {
      response.json(await completionDetails(context, slug, id));
    },
  });

  api.route({
    method: "put",
    path: `${path}/:id/recipient`,
    summary: "Bind a DID, or change whom it is for",
    description:
      "What was issued is issued again under the same id, and the earlier credential is revoked; an open offer ends and a new one " +
      "begins. The same recipient again makes a new offer, for one that expired or was cancelled.",
    security: ["apiKey"],
    before: [issuing.refuseWhenFull, allow("issue")],
    params: idParams,
    body: {
      schema: z.strictObject({ recipient: recipientSchema, offer: offerSchema.optional() }),
      maxBytes: 16 * 1024,
    },
    responses: { 200: { description: "Changed", schema: answerSchema } },
    problems: ["NOT_FOUND", "CONFLICT", "OVERLOADED", "STORE_DAMAGED"],
    handle: async ({ params, body, response }) => {
      const { by } = principalOf(response);
      response.json(await issuing.run(() => changeRecipient(context, { ...params, ...body, by })));
    },
  });

  const change = (
    at: string,
    words: { summary: string; description: string },
    act: (context: IssuerContext, request: Actor & { slug: string; id: string }) => Promise<unknown>,
  ) =>
    api.route({
      method: "post",
      path: `${path}/:id/${at}`,
      ...words,
      security: ["apiKey"],
      before: [issuing.refuseWhenFull, allow("issue")],
      params: idParams,
      responses: { 200: { description: "So it is now", schema: answerSchema } },
      problems: ["NOT_FOUND", "CONFLICT", "OVERLOADED", "STORE_DAMAGED"],
      handle: async ({ params, response }) => {
        const { by } = principalOf(response);
        response.json(await issuing.run(() => act(context, { ...params, by })));
      },
    });

  change(
    "approve",
    {
      summary: "Approve a completion that awaits it",
      description: "It is issued now, or when the wallet that claimed it asks again.",
    },
    approveCompletion,
  );
  change(
    "offer/resend",
    {
      summary: "Hand the claim link over once more",
      description: "On the same terms: the same link, code and expiry.",
    },
    resendOffer,
  );
  change(
    "offer/cancel",
    { summary: "Cancel an offer", description: "Its link is worth nothing from then on." },
    cancelOffer,
  );
}
