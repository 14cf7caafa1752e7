import { z } from "zod";
import type { Api } from "../../web/api.ts";
import { createApiKey, listApiKeys, revokeApiKey } from "../use-cases/api-keys.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { revokeIssuedBy } from "../use-cases/revoke-since.ts";
import { tenant } from "../use-cases/tenants.ts";
import { type Allow, principalOf } from "./allow.ts";
import {
  apiKeySchema,
  momentSchema,
  revokedSinceSchema,
  roleSchema,
  slugParams,
  slugSchema,
} from "./schemas.ts";

const path = "/issuers/:slug/keys";
const security = ["apiKey", "adminToken"];

/** The API keys of an issuer. */
export function addKeyRoutes(api: Api, context: IssuerContext, allow: Allow): void {
  api.route({
    method: "get",
    path,
    summary: "List the API keys",
    security,
    before: [allow("read-keys")],
    params: slugParams,
    responses: { 200: { description: "All keys", schema: z.object({ items: z.array(apiKeySchema) }) } },
    problems: ["NOT_FOUND", "STORE_DAMAGED"],
    handle: async ({ params, response }) => {
      await tenant(context, params.slug);
      response.json({ items: await listApiKeys(context, params.slug) });
    },
  });

  api.route({
    method: "post",
    path,
    summary: "Create an API key",
    description: "The key is shown this once.",
    security,
    before: [allow("change-keys")],
    params: slugParams,
    body: {
      schema: z.object({ role: roleSchema, label: z.string().trim().max(100).optional() }),
      maxBytes: 4096,
    },
    responses: {
      201: { description: "Created", schema: z.object({ key: apiKeySchema, apiKey: z.string() }) },
    },
    problems: ["NOT_FOUND", "CONFLICT", "STORE_DAMAGED"],
    handle: async ({ params, body, response }) => {
      const { by } = principalOf(response);
      response.status(201).json(await createApiKey(context, { ...params, ...body, by }));
    },
  });

  api.route({
    method: "post",
    path: `${path}/:id/revoke`,
    summary: "Revoke an API key",
    description:
      "With `since`, everything that it issued at or after that moment is revoked too. Safe to repeat.",
    security,
    before: [allow("change-keys")],
    params: z.object({
      slug: slugSchema,
      id: z.string().regex(/^key_[0-9a-f]{16}$/, "must be the id of a key"),
    }),
    body: { schema: z.object({ since: momentSchema.optional() }), maxBytes: 4096 },
    responses: {
      200: {
        description: "Revoked",
        schema: z.object({ key: apiKeySchema, credentials: revokedSinceSchema.optional() }),
      },
    },
    problems: ["NOT_FOUND", "STORE_DAMAGED"],
    handle: async ({ params: { slug, id }, body: { since }, response }) => {
      const { by } = principalOf(response);
      const key = await revokeApiKey(context, { slug, id, by });
      if (since === undefined) return void response.json({ key });
      const credentials = await revokeIssuedBy(context, { slug, apiKeyId: id, by, since: new Date(since) });
      response.json({ key, credentials });
    },
  });
}
