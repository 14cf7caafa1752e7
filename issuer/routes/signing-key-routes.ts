import { z } from "zod";
import type { Api } from "../../web/api.ts";
import { listAudit } from "../use-cases/audit.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { revokeSignedWith } from "../use-cases/revoke-since.ts";
import { listSigningKeys, revokeSigningKey, rotateSigningKey } from "../use-cases/signing-keys.ts";
import { tenant } from "../use-cases/tenants.ts";
import { type Allow, principalOf } from "./allow.ts";
import {
  momentSchema,
  pageQuery,
  pageSchema,
  revokedSinceSchema,
  signingKeySchema,
  slugParams,
  slugSchema,
} from "./schemas.ts";

const path = "/issuers/:slug/signing-keys";
const security = ["apiKey", "adminToken"];

/** The versions of an issuer's signing key, and the trail of who did what. */
export function addSigningKeyRoutes(api: Api, context: IssuerContext, allow: Allow): void {
  api.route({
    method: "get",
    path,
    summary: "List the versions of the signing key",
    security,
    before: [allow("read-keys")],
    params: slugParams,
    responses: {
      200: { description: "All versions", schema: z.object({ items: z.array(signingKeySchema) }) },
    },
    problems: ["NOT_FOUND", "STORE_DAMAGED"],
    handle: async ({ params, response }) => {
      await tenant(context, params.slug);
      response.json({ items: await listSigningKeys(context, params.slug) });
    },
  });

  api.route({
    method: "post",
    path: `${path}/rotate`,
    summary: "Begin to sign with a new key",
    description: "What earlier versions signed keeps verifying. Not for issuers with a did:key.",
    security,
    before: [allow("change-keys")],
    params: slugParams,
    responses: { 201: { description: "The new version", schema: signingKeySchema } },
    problems: ["NOT_FOUND", "CONFLICT", "STORE_DAMAGED"],
    handle: async ({ params, response }) => {
      const { by } = principalOf(response);
      response.status(201).json(await rotateSigningKey(context, { ...params, by }));
    },
  });

  api.route({
    method: "post",
    path: `${path}/:version/revoke`,
    summary: "Withdraw a version of the signing key",
    description:
      "Nothing that it signed verifies any more. With `since`, what it signed from then on is revoked in the status lists too.",
    security,
    before: [allow("change-keys")],
    params: z.object({ slug: slugSchema, version: z.coerce.number().int().min(1).max(100_000) }),
    body: { schema: z.object({ since: momentSchema.optional() }), maxBytes: 4096 },
    responses: {
      200: {
        description: "Withdrawn",
        schema: z.object({ signingKey: signingKeySchema, credentials: revokedSinceSchema.optional() }),
      },
    },
    problems: ["NOT_FOUND", "CONFLICT", "STORE_DAMAGED"],
    handle: async ({ params: { slug, version }, body: { since }, response }) => {
      const { by } = principalOf(response);
      const signingKey = await revokeSigningKey(context, { slug, version, by });
      if (since === undefined) return void response.json({ signingKey });
      const credentials = await revokeSignedWith(context, { slug, version, by, since: new Date(since) });
      response.json({ signingKey, credentials });
    },
  });

  api.route({
    method: "get",
    path: "/issuers/:slug/audit",
    summary: "Who did what, newest first",
    security,
    before: [allow("read-audit")],
    params: slugParams,
    query: pageQuery,
    responses: {
      200: {
        description: "A page",
        schema: pageSchema(
          z.object({
            number: z.int(),
            at: z.string(),
            by: z.string(),
            action: z.string(),
            target: z.string(),
            reason: z.string().optional(),
          }),
        ),
      },
    },
    problems: ["NOT_FOUND", "STORE_DAMAGED"],
    handle: async ({ params, query, response }) => {
      await tenant(context, params.slug);
      response.json(await listAudit(context, params.slug, query));
    },
  });
}
