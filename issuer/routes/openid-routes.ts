import type { Request } from "express";
import { z } from "zod";
import { Problem } from "../../core/problem/problem.ts";
import type { Api } from "../../web/api.ts";
import type { WorkLimit } from "../../web/limit-work.ts";
import { essenceOf } from "../../web/media-type.ts";
import { openidEndpoint } from "../../web/openid-endpoint.ts";
import { readBody } from "../../web/read-body.ts";
import { jsonObject } from "../../web/route.ts";
import { requestCredential, requestDeferredCredential } from "../openid/credential-endpoint.ts";
import type { Nonces } from "../openid/nonces.ts";
import { acceptNotification } from "../openid/notification.ts";
import { redeemCode } from "../openid/redeem-code.ts";
import { readTokenRequest } from "../openid/token-request.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { tenant } from "../use-cases/tenants.ts";
import { accessTokenOf, openidHandler, readOpenidJson } from "./openid-call.ts";
import { slugParams } from "./schemas.ts";

const maximumFormBytes = 16 * 1024;
const answered = (description: string) => ({ description, schema: jsonObject(description) });

/** What wallets call after they have an offer: OpenID4VCI 1.0, 6 to 11. */
export function addOpenidRoutes(
  api: Api,
  context: IssuerContext,
  { issuing, ...options }: { issuing: WorkLimit; nonces: Nonces; acceptDrafts: boolean },
): void {
  const { nonces } = options;
  const refuseWhenFull = openidEndpoint(issuing.refuseWhenFull);

  api.route({
    method: "post",
    path: "/issuers/:slug/openid/token",
    summary: "Exchange a pre-authorized code for an access token",
    description: "A form: grant_type, pre-authorized_code, and tx_code when the offer has one.",
    params: slugParams,
    responses: { 200: answered("The access token"), 400: answered("error and error_description") },
    problems: ["STORE_DAMAGED", "OVERLOADED"],
    handle: openidHandler(async ({ params, request, response }) => {
      const form = await readTokenForm(request);
      response.json(await redeemCode(context, { ...params, ...readTokenRequest(form) }));
    }),
  });

  api.route({
    method: "post",
    path: "/issuers/:slug/openid/nonce",
    summary: "Get a c_nonce for key proofs",
    description: "It is good for five minutes and one credential request.",
    params: slugParams,
    responses: { 200: { description: "A nonce", schema: z.object({ c_nonce: z.string() }) } },
    problems: ["NOT_FOUND", "STORE_DAMAGED"],
    handle: async ({ params: { slug }, response }) => {
      await tenant(context, slug);
      response.set("Cache-Control", "no-store").json({ c_nonce: nonces.create(slug) });
    },
  });

  api.route({
    method: "post",
    path: "/issuers/:slug/openid/credential",
    summary: "Get the credentials of an offer",
    description:
      "With the access token, and one key proof for each credential. Asked for in the other configuration too, with the same keys and " +
      "another c_nonce, it is the same credential in its other form.",
    before: [refuseWhenFull],
    params: slugParams,
    responses: {
      200: answered("The credentials"),
      202: answered("Waits for approval: ask again with the transaction_id"),
      400: answered("error and error_description"),
      401: answered("error and error_description"),
      503: answered("error (temporarily_unavailable) and error_description, with Retry-After"),
    },
    problems: ["STORE_DAMAGED"],
    handle: openidHandler(async ({ params: { slug }, request, response }) => {
      const token = accessTokenOf(request);
      const body = await readOpenidJson(request, "invalid_credential_request");
      const answer = await issuing.run(() => requestCredential(context, { slug, token, body }, options));
      response.status(answer.status).json(answer.body);
    }),
  });

  api.route({
    method: "post",
    path: "/issuers/:slug/openid/deferred-credential",
    summary: "Ask for credentials that had to wait for approval",
    description: "With the access token of the first request, and its transaction_id.",
    before: [refuseWhenFull],
    params: slugParams,
    responses: {
      200: answered("The credentials"),
      202: answered("Still waits"),
      400: answered("error and error_description"),
      401: answered("error and error_description"),
      503: answered("error (temporarily_unavailable) and error_description, with Retry-After"),
    },
    problems: ["STORE_DAMAGED"],
    handle: openidHandler(async ({ params: { slug }, request, response }) => {
      const token = accessTokenOf(request);
      const body = await readOpenidJson(request, "invalid_credential_request");
      const answer = await issuing.run(() => requestDeferredCredential(context, { slug, token, body }));
      response.status(answer.status).json(answer.body);
    }),
  });

  api.route({
    method: "post",
    path: "/issuers/:slug/openid/notification",
    summary: "Say what became of the credentials",
    description: "credential_accepted, credential_failure or credential_deleted. May be repeated.",
    params: slugParams,
    responses: {
      204: { description: "Noted" },
      400: answered("error and error_description"),
      401: answered("error and error_description"),
    },
    problems: ["STORE_DAMAGED", "OVERLOADED"],
    handle: openidHandler(async ({ params: { slug }, request, response }) => {
      const token = accessTokenOf(request);
      const body = await readOpenidJson(request, "invalid_notification_request");
      await acceptNotification(context, { slug, token, body });
      response.status(204).end();
    }),
  });
}

async function readTokenForm(request: Request): Promise<URLSearchParams> {
  if (essenceOf(request.get("content-type")) !== "application/x-www-form-urlencoded") {
    throw new Problem("UNSUPPORTED_MEDIA_TYPE", "Send a form (application/x-www-form-urlencoded).");
  }
  return new URLSearchParams((await readBody(request, maximumFormBytes)).toString("utf8"));
}
