import { z } from "zod";
import type { Api } from "../../web/api.ts";
import type { WorkLimit } from "../../web/limit-work.ts";
import { jsonObject } from "../../web/route.ts";
import { uuidPattern } from "../completions/identifiers.ts";
import { endorse } from "../endorsements/endorse.ts";
import { endorsementSchema } from "../endorsements/endorsement-schema.ts";
import { receiveEndorsement } from "../endorsements/receive-endorsement.ts";
import type { ReceivedEndorsement } from "../endorsements/received-endorsement.ts";
import { listReceived, removeReceived } from "../endorsements/received-endorsements.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { type Allow, principalOf } from "./allow.ts";
import { callerOf } from "./caller.ts";
import { idempotencyHeaders, slugParams, slugSchema } from "./schemas.ts";

const signed = z.object({
  verifiableCredential: jsonObject("An EndorsementCredential with embedded proofs"),
});

const receivedSchema = z.object({
  id: z.string(),
  of: z.string().meta({ description: '"profile", or the id of the achievement that it stands with' }),
  endorser: z.string(),
  endorserName: z.string().optional(),
  comment: z.string().optional(),
  validUntil: z.string().optional(),
  receivedAt: z.string(),
  verifiableCredential: jsonObject("As it was received"),
});

const receivedPath = "/issuers/:slug/received-endorsements";

/** Endorsing others, and what others said of this issuer and its achievements. */
export function addEndorsementRoutes(
  api: Api,
  context: IssuerContext,
  { allow, issuing }: { allow: Allow; issuing: WorkLimit },
): void {
  api.route({
    method: "post",
    path: "/issuers/:slug/endorsements",
    summary: "Endorse somebody, an achievement or a credential",
    description: "Issues an EndorsementCredential like any credential: with a status, and revocable.",
    security: ["apiKey"],
    before: [issuing.refuseWhenFull, allow("issue")],
    params: slugParams,
    headers: idempotencyHeaders,
    body: { schema: endorsementSchema, maxBytes: 32 * 1024 },
    responses: { 201: { description: "Issued", schema: signed } },
    problems: ["IDEMPOTENCY_KEY_REUSED", "OVERLOADED", "STORE_DAMAGED"],
    handle: async ({ params: { slug }, body: input, response, ...call }) => {
      const caller = callerOf("endorse", { response, ...call });
      const verifiableCredential = await issuing.run(() => endorse(context, { slug, input, ...caller }));
      response.status(201).json({ verifiableCredential });
    },
  });

  api.route({
    method: "post",
    path: receivedPath,
    summary: "Add an endorsement that was received",
    description:
      "It is verified, and kept as it is. From then on the credentials for completions carry it: on the issuer's profile when it endorses this issuer's DID, on the achievement when it endorses that.",
    security: ["apiKey"],
    before: [allow("issue")],
    params: slugParams,
    body: { schema: signed, maxBytes: 32 * 1024 },
    responses: { 201: { description: "Added", schema: receivedSchema } },
    problems: [
      "ENDORSEMENT_MISMATCH",
      "SELF_ENDORSEMENT",
      "PROOF_VERIFICATION_ERROR",
      "MALFORMED_VALUE_ERROR",
      "ALREADY_EXISTS",
      "CONFLICT",
      "OVERLOADED",
      "STORE_DAMAGED",
    ],
    handle: async ({ params: { slug }, body, response }) => {
      const { by } = principalOf(response);
      const endorsement = body.verifiableCredential;
      response.status(201).json(viewOf(await receiveEndorsement(context, { slug, endorsement, by })));
    },
  });

  api.route({
    method: "get",
    path: receivedPath,
    summary: "List the endorsements that were received",
    security: ["apiKey"],
    before: [allow("read-credentials")],
    params: slugParams,
    responses: { 200: { description: "All of them", schema: z.object({ items: z.array(receivedSchema) }) } },
    problems: ["STORE_DAMAGED"],
    handle: async ({ params: { slug }, response }) => {
      response.json({ items: (await listReceived(context, slug)).map(viewOf) });
    },
  });

  api.route({
    method: "delete",
    path: `${receivedPath}/:id`,
    summary: "Take an endorsement out",
    description: "Credentials that were issued with it keep it.",
    security: ["apiKey"],
    before: [allow("issue")],
    params: z.object({
      slug: slugSchema,
      id: z.string().regex(uuidPattern, "must be the id of an endorsement"),
    }),
    responses: { 204: { description: "Taken out" } },
    problems: ["NOT_FOUND", "OVERLOADED", "STORE_DAMAGED"],
    handle: async ({ params, response }) => {
      const { by } = principalOf(response);
      await removeReceived(context, { ...params, by });
      response.status(204).end();
    },
  });
}

/** Everything but whose key added it. */
function viewOf({ place: of, endorsement: verifiableCredential, by: _, ...rest }: ReceivedEndorsement) {
  return { ...rest, of, verifiableCredential };
}
