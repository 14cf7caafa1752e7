import { z } from "zod";
import type { JsonObject } from "../../core/json/json-value.ts";
import type { Api } from "../../web/api.ts";
import { sendPage } from "../../web/page.tsx";
import { wantsPage } from "../../web/problem-response.tsx";
import { jsonObject } from "../../web/route.ts";
import { listAchievements } from "../completions/achievements.ts";
import { IssuerPage } from "../pages/issuer-page.tsx";
import type { IssuerContext } from "../use-cases/context.ts";
import { createTenant, issuerView, tenantDidDocument } from "../use-cases/tenants.ts";
import { type Allow, principalOf } from "./allow.ts";
import { issuerSchema, keyTypeSchema, profileSchema, slugParams, slugSchema } from "./schemas.ts";

const newIssuerSchema = z.object({
  slug: slugSchema,
  profile: profileSchema,
  did: z.enum(["key", "web"]).default("web"),
  keyType: keyTypeSchema
    .optional()
    .meta({ description: "Of the one key that a did:key is; Ed25519 when absent" }),
});

/** Creating issuers, and what the public may see of one. */
export function addIssuerRoutes(api: Api, context: IssuerContext, allow: Allow): void {
  api.route({
    method: "post",
    path: "/issuers",
    summary: "Create an issuer",
    description: "Answers with an API key of the role admin; it is shown this once.",
    security: ["adminToken"],
    before: [allow("create-issuers")],
    body: { schema: newIssuerSchema, maxBytes: 64 * 1024 },
    responses: {
      201: { description: "Created", schema: z.object({ issuer: issuerSchema, apiKey: z.string() }) },
    },
    problems: ["ALREADY_EXISTS", "STORE_DAMAGED"],
    handle: async ({ body, response }) => {
      const { by } = principalOf(response);
      const created = await createTenant(context, { ...body, profile: body.profile as JsonObject, by });
      response.status(201).location(`/issuers/${body.slug}`).json(created);
    },
  });

  api.route({
    method: "get",
    path: "/issuers/:slug",
    summary: "Show an issuer",
    description: "The Open Badges Profile as JSON; a page for browsers.",
    params: slugParams,
    responses: { 200: { description: "The profile", schema: jsonObject("Open Badges 3.0 Profile") } },
    problems: ["NOT_FOUND", "STORE_DAMAGED"],
    handle: async ({ params, request, response }) => {
      const issuer = await issuerView(context, params.slug);
      response.vary("Accept").set("Cache-Control", "no-cache");
      if (!wantsPage(request)) return void response.json(issuer.profile);
      const { items: achievements } = await listAchievements(context, params.slug, { limit: 10 });
      sendPage(response, IssuerPage({ issuer, publicUrl: context.publicUrl, achievements }));
    },
  });

  api.route({
    method: "get",
    path: "/issuers/:slug/did.json",
    summary: "The did:web document of an issuer",
    description: "Issuers with a did:key have none. Earlier keys stay in it, revoked ones marked as such.",
    params: slugParams,
    responses: {
      200: {
        description: "DID document",
        schema: jsonObject("DID document"),
        mediaType: "application/did+json",
      },
    },
    problems: ["NOT_FOUND", "STORE_DAMAGED"],
    handle: async ({ params, response }) => {
      const document = await tenantDidDocument(context, params.slug);
      // Kept by others only to be asked about again: a withdrawn key is withdrawn at once.
      response.set({ "Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*" });
      response.type("application/did+json").send(JSON.stringify(document));
    },
  });
}
