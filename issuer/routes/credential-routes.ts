import type { Request, Response } from "express";
import { z } from "zod";
import { envelopedJwt } from "../../core/credential/jwt/enveloped.ts";
import type { Api } from "../../web/api.ts";
import type { WorkLimit } from "../../web/limit-work.ts";
import { jsonObject, jsonObjectOrJwt } from "../../web/route.ts";
import { changeStatus } from "../use-cases/change-status.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { credentialDetails, listCredentials } from "../use-cases/credentials.ts";
import { issueAsText } from "../use-cases/issue-credential.ts";
import type { Allow } from "./allow.ts";
import { callerOf, releaseBody } from "./caller.ts";
import { issueSchema } from "./issue-schema.ts";
import {
  idempotencyHeaders,
  pageQuery,
  pageSchema,
  reasonSchema,
  slugParams,
  slugSchema,
  statusEntrySchema,
} from "./schemas.ts";

const maximumBodyBytes = 256 * 1024;
const vcJwtType = "application/vc+jwt";

const statusSchema = z.object({
  credentialId: z.string().min(1).max(2000),
  credentialStatus: statusEntrySchema,
  status: z
    .union([z.boolean(), z.enum(["true", "false", "1", "0"])])
    .transform((value) => value === true || value === "true" || value === "1"),
  reason: reasonSchema.optional(),
});

/** Issuing, changing the status of, and looking up credentials. */
export function addCredentialRoutes(
  api: Api,
  context: IssuerContext,
  { allow, issuing }: { allow: Allow; issuing: WorkLimit },
): void {
  api.route({
    method: "post",
    path: "/issuers/:slug/credentials/issue",
    summary: "Issue a credential",
    description:
      "VC-API. The issuer must be this issuer's DID; it is never filled in. `id` and subject stay as they came. With which key it is " +
      "signed, `options.cryptosuite` chooses, or `options.alg` for a JWT. Badges, endorsements and learner records must conform to Open " +
      "Badges 3.0 or CLR 2.0: `findings` names each member that does not, and the clause. A vc+jwt comes alone for `Accept: application/vc+jwt`.",
    security: ["apiKey"],
    before: [issuing.refuseWhenFull, allow("issue")],
    params: slugParams,
    headers: idempotencyHeaders,
    body: { schema: issueSchema, maxBytes: maximumBodyBytes },
    responses: {
      201: {
        description: "Issued",
        schema: z.object({
          verifiableCredential: jsonObjectOrJwt("The signed credential, enveloped or alone when it is a JWT"),
        }),
      },
    },
    problems: [
      "MALFORMED_VALUE_ERROR",
      "RANGE_ERROR",
      "CONFLICT",
      "IDEMPOTENCY_KEY_REUSED",
      "OVERLOADED",
      "STORE_DAMAGED",
    ],
    handle: ({ params, body, response, ...call }) => {
      const {
        credentialStatus: statusPurposes,
        previousProof,
        reissue,
        securing,
        profileChecks,
        ...signing
      } = body.options ?? {};
      const { credential } = body;
      const options = { statusPurposes, previousProof, reissue, securing, profileChecks, signing };
      const caller = callerOf("issue", { response, ...call });
      const request = { ...params, ...options, ...caller, credential };
      releaseBody(call.request);
      return issuing.run(() => issueAsText(context, request)).then(sendingIssued(call.request, response));
    },
  });

  api.route({
    method: "post",
    path: "/issuers/:slug/credentials/status",
    summary: "Revoke, suspend or reinstate a credential",
    description: "VC-API. A revocation is final; a suspension can be lifted with `status: false`.",
    security: ["apiKey"],
    before: [allow("change-status")],
    params: slugParams,
    headers: idempotencyHeaders,
    body: { schema: statusSchema, maxBytes: 16 * 1024 },
    responses: {
      200: { description: "So it is now", schema: jsonObject("The credential id, entry and status") },
    },
    problems: ["NOT_FOUND", "CONFLICT", "IDEMPOTENCY_KEY_REUSED", "OVERLOADED", "STORE_DAMAGED"],
    handle: async ({ params, body, response, ...call }) => {
      const { credentialId, status: value, reason } = body;
      const purpose = body.credentialStatus.statusPurpose;
      const caller = callerOf("status", { response, ...call });
      response.json(
        await changeStatus(context, { ...params, credentialId, purpose, value, reason, ...caller }),
      );
    },
  });

  api.route({
    method: "get",
    path: "/issuers/:slug/credentials",
    summary: "List issued credentials, newest first",
    security: ["apiKey"],
    before: [allow("read-credentials")],
    params: slugParams,
    query: pageQuery,
    responses: { 200: { description: "A page", schema: pageSchema(jsonObject("An issuance")) } },
    problems: ["STORE_DAMAGED"],
    handle: async ({ params, query, response }) => {
      response.json(await listCredentials(context, params.slug, query));
    },
  });

  api.route({
    method: "get",
    path: "/issuers/:slug/credentials/:id",
    summary: "One issued credential with its history",
    description: "`id` is the credential's id, percent-encoded, or the name of the record.",
    security: ["apiKey"],
    before: [allow("read-credentials")],
    params: z.object({ slug: slugSchema, id: z.string().min(1).max(2000) }),
    responses: { 200: { description: "The issuance", schema: jsonObject("An issuance with its history") } },
    problems: ["NOT_FOUND", "STORE_DAMAGED"],
    handle: async ({ params, response }) => {
      response.json(await credentialDetails(context, params.slug, params.id));
    },
  });
}

/** The answer to a request to issue, for when its text is there. */
function sendingIssued(request: Request, response: Response): (text: string) => void {
  return (text) => sendIssued(text, request, response);
}

/** As JSON; a vc+jwt also alone under its media type (VC-JOSE-COSE 1.0, 6.1.1), for whoever asks for that. */
function sendIssued(text: string, request: Request, response: Response): void {
  response.status(201).vary("Accept");
  if (request.accepts(["application/json", vcJwtType]) === vcJwtType) {
    const jwt = envelopedJwt(JSON.parse(text), "credential");
    if (jwt !== undefined) {
      response.setHeader("Content-Type", vcJwtType);
      // As bytes, or Express would name a charset, which the type has none of.
      response.send(Buffer.from(jwt));
      return;
    }
  }
  // Not by Express, which would hash it for a tag: it may not be kept anyway.
  const body = Buffer.from(`{"verifiableCredential":${text}}`);
  response.setHeader("Content-Type", "application/json; charset=utf-8");
  response.setHeader("Content-Length", body.length);
  response.end(body);
}
