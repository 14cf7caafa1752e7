import type { Request, Response } from "express";
import { z } from "zod";
import type { Api } from "../../web/api.ts";
import { sendPage } from "../../web/page.tsx";
import { wantsPage } from "../../web/problem-response.tsx";
import { jsonObject } from "../../web/route.ts";
import { achievementSchema } from "../completions/achievement-schema.ts";
import {
  achievement,
  createAchievement,
  listAchievements,
  reviseAchievement,
} from "../completions/achievements.ts";
import { openBadgeAchievement } from "../completions/open-badge-achievement.ts";
import type { AchievementRecord } from "../completions/records.ts";
import { AchievementPage } from "../pages/achievement-page.tsx";
import { AchievementsPage } from "../pages/achievements-page.tsx";
import type { IssuerContext } from "../use-cases/context.ts";
import { issuerView } from "../use-cases/tenants.ts";
import { type Allow, principalOf } from "./allow.ts";
import { achievementParams, pageQuery, pageSchema, slugParams } from "./schemas.ts";

const path = "/issuers/:slug/achievements";
const body = { schema: achievementSchema, maxBytes: 128 * 1024 };
/** Each may have 64 KiB, and anybody may ask. */
const listQuery = pageQuery.extend({ limit: z.coerce.number().int().min(1).max(50).default(50) });
const versionSchema = z.object({
  id: z.string(),
  version: z.int(),
  createdAt: z.string(),
  content: achievementSchema,
  achievement: jsonObject("The same as an Open Badges 3.0 Achievement"),
});

/** Kinds of micro-internships: made and revised with a key, and public. */
export function addAchievementRoutes(api: Api, context: IssuerContext, allow: Allow): void {
  api.route({
    method: "post",
    path,
    summary: "Create an achievement",
    description: "A kind of micro-internship: what every credential for it says alike. It is public.",
    security: ["apiKey"],
    before: [allow("issue")],
    params: slugParams,
    body,
    responses: { 201: { description: "Version 1", schema: versionSchema } },
    problems: ["CONFLICT", "OVERLOADED", "STORE_DAMAGED"],
    handle: async ({ params: { slug }, body: content, response }) => {
      const { by } = principalOf(response);
      const created = await createAchievement(context, { slug, content, by });
      response.status(201).location(`/issuers/${slug}/achievements/${created.id}`).json(viewOf(created));
    },
  });

  api.route({
    method: "get",
    path,
    summary: "List the achievements, newest first",
    description: "Public: JSON, or a page for browsers.",
    params: slugParams,
    query: listQuery,
    responses: { 200: { description: "A page", schema: pageSchema(versionSchema) } },
    problems: ["NOT_FOUND", "STORE_DAMAGED"],
    handle: async ({ params: { slug }, query, request, response }) => {
      const issuer = await issuerView(context, slug);
      const { items, next } = await listAchievements(context, slug, query);
      response.vary("Accept").set("Cache-Control", "no-cache");
      if (wantsPage(request)) {
        sendPage(response, AchievementsPage({ issuer, publicUrl: context.publicUrl, items, next }));
      } else {
        response.json({ items: items.map(viewOf), ...(next !== undefined && { next }) });
      }
    },
  });

  api.route({
    method: "get",
    path: `${path}/:id`,
    summary: "Show an achievement",
    description:
      "Public: JSON, the Open Badges Achievement alone as `application/ld+json`, or a page for browsers.",
    params: achievementParams,
    responses: { 200: { description: "The version in use", schema: versionSchema } },
    problems: ["NOT_FOUND", "STORE_DAMAGED"],
    handle: async ({ params, request, response }) => {
      const issuer = await issuerView(context, params.slug);
      const record = await achievement(context, params);
      response.vary("Accept").set("Cache-Control", "no-cache");
      if (wantsPage(request)) {
        sendPage(response, AchievementPage({ issuer, publicUrl: context.publicUrl, record }));
      } else {
        sendData(request, response, record);
      }
    },
  });

  api.route({
    method: "put",
    path: `${path}/:id`,
    summary: "Revise an achievement",
    description:
      "Makes a new version, or none for the same content. What was issued or offered keeps its version.",
    security: ["apiKey"],
    before: [allow("issue")],
    params: achievementParams,
    body,
    responses: { 200: { description: "The version in use", schema: versionSchema } },
    problems: ["NOT_FOUND", "OVERLOADED", "STORE_DAMAGED"],
    handle: async ({ params, body: content, response }) => {
      const { by } = principalOf(response);
      response.json(viewOf(await reviseAchievement(context, { ...params, content, by })));
    },
  });

  api.route({
    method: "get",
    path: `${path}/:id/versions/:version`,
    summary: "Show one version of an achievement",
    description: "Public: JSON, or the Open Badges Achievement alone as `application/ld+json`.",
    params: achievementParams.extend({ version: z.coerce.number().int().min(1).max(1_000_000) }),
    responses: { 200: { description: "The version", schema: versionSchema } },
    problems: ["NOT_FOUND", "STORE_DAMAGED"],
    handle: async ({ params, request, response }) => {
      const record = await achievement(context, params);
      response.vary("Accept").set("Cache-Control", "no-cache");
      sendData(request, response, record);
    },
  });
}

function sendData(request: Request, response: Response, record: AchievementRecord): void {
  if (request.accepts(["application/json", "application/ld+json"]) === "application/ld+json") {
    response.type("application/ld+json").send(JSON.stringify(openBadgeAchievement(record)));
  } else {
    response.json(viewOf(record));
  }
}

/** Everything but whose key made it. */
function viewOf(record: AchievementRecord): z.output<typeof versionSchema> {
  const { id, version, createdAt, content } = record;
  return { id, version, createdAt, content, achievement: openBadgeAchievement(record) };
}
