import { z } from "zod";
import type { Api } from "../../web/api.ts";
import { addSigningKey, revokeSigningKey, rotateSigningKey } from "../signing-keys/change-keys.ts";
import { type KeyId, parseKeyName } from "../signing-keys/key-id.ts";
import { listSigningKeys } from "../signing-keys/signing-key-view.ts";
import { listAudit } from "../use-cases/audit.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { revokeSignedWith } from "../use-cases/revoke-since.ts";
import { tenant } from "../use-cases/tenants.ts";
import { type Allow, principalOf } from "./allow.ts";
import {
  keyTypeSchema,
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

/** A key by its name; a version alone is one of Ed25519. */
const keyNameSchema = z
  .string()
  .refine((name) => parseKeyName(name) !== undefined, "must be the name of a key, like key-1 or p256-1")
  .transform((name) => parseKeyName(name) as KeyId)
  .meta({ type: "string", description: "Name of the key, like `key-1` or `p256-1`" });

/** An issuer's signing keys, and the trail of who did what. */
export function addSigningKeyRoutes(api: Api, context: IssuerContext, allow: Allow): void {
  api.route({
    method: "get",
    path,
    summary: "List the signing keys",
    security,
    before: [allow("read-keys")],
    params: slugParams,
    responses: {
      200: {
        description: "All versions of all types",
        schema: z.object({ items: z.array(signingKeySchema) }),
      },
    },
    problems: ["NOT_FOUND", "STORE_DAMAGED"],
    handle: async ({ params, response }) => {
      const issuer = await tenant(context, params.slug);
      response.json({ items: await listSigningKeys(context, issuer) });
    },
  });

  api.route({
    method: "post",
    path,
    summary: "Make a key of another type",
    description:
      "For cryptosuites and JWS algorithms that take such keys. An issuer with a did:web has an Ed25519 key, which stays the usual one. " +
      "Not for issuers with a did:key.",
    security,
    before: [allow("change-keys")],
    params: slugParams,
    body: { schema: z.strictObject({ keyType: keyTypeSchema }), maxBytes: 4096 },
    responses: { 201: { description: "The key", schema: signingKeySchema } },
    problems: ["NOT_FOUND", "ALREADY_EXISTS", "CONFLICT", "STORE_DAMAGED"],
    handle: async ({ params, body: { keyType: type }, response }) => {
      const { by } = principalOf(response);
      response.status(201).json(await addSigningKey(context, { ...params, type, by }));
    },
  });

  api.route({
    method: "post",
    path: `${path}/rotate`,
    summary: "Begin to sign with a new key",
    description:
      "In place of the key in use of that type. What earlier versions signed keeps verifying. Not for issuers with a did:key.",
    security,
    before: [allow("change-keys")],
    params: slugParams,
    body: {
      schema: z.strictObject({ keyType: keyTypeSchema.default("Ed25519") }),
      maxBytes: 4096,
      optional: true,
    },
    responses: { 201: { description: "The new version", schema: signingKeySchema } },
    problems: ["NOT_FOUND", "CONFLICT", "STORE_DAMAGED"],
    handle: async ({ params, body: { keyType: type }, response }) => {
      const { by } = principalOf(response);
      response.status(201).json(await rotateSigningKey(context, { ...params, type, by }));
    },
  });

  api.route({
    method: "post",
    path: `${path}/:key/revoke`,
    summary: "Withdraw a signing key",
    description:
      "Nothing that it signed verifies any more. With `since`, what it signed from then on is revoked in the status lists too.",
    security,
    before: [allow("change-keys")],
    params: z.object({ slug: slugSchema, key: keyNameSchema }),
    body: { schema: z.object({ since: momentSchema.optional() }), maxBytes: 4096 },
    responses: {
      200: {
        description: "Withdrawn",
        schema: z.object({ signingKey: signingKeySchema, credentials: revokedSinceSchema.optional() }),
      },
    },
    problems: ["NOT_FOUND", "CONFLICT", "STORE_DAMAGED"],
    handle: async ({ params: { slug, key: id }, body: { since }, response }) => {
      const { by } = principalOf(response);
      const signingKey = await revokeSigningKey(context, { slug, id, by });
      if (since === undefined) return void response.json({ signingKey });
      const credentials = await revokeSignedWith(context, { slug, id, by, since: new Date(since) });
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
