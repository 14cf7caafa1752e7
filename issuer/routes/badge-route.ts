import { z } from "zod";
import { badgeImage } from "../../core/badge/default-image/badge-image.ts";
import type { Api } from "../../web/api.ts";
import { achievement } from "../completions/achievements.ts";
import { nameOf } from "../pages/issuer-name.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { issuerView } from "../use-cases/tenants.ts";
import { achievementParams } from "./schemas.ts";

/** The default badge of an achievement: public, and the picture that `stint export --svg` draws, without a credential in it. */
export function addBadgeRoute(api: Api, context: IssuerContext): void {
  api.route({
    method: "get",
    path: "/issuers/:slug/achievements/:id/badge.svg",
    summary: "The badge of an achievement, as a picture",
    description:
      "Public. An SVG made from the names of the achievement and its issuer; no credential is in it, so it proves nothing.",
    params: achievementParams,
    responses: {
      200: { description: "The picture", schema: z.string(), mediaType: "image/svg+xml" },
      304: { description: "Not changed" },
    },
    problems: ["NOT_FOUND", "STORE_DAMAGED"],
    handle: async ({ params, response }) => {
      const issuer = await issuerView(context, params.slug);
      const { content } = await achievement(context, params);
      response.setHeader("Cache-Control", "public, max-age=300, must-revalidate");
      // Opened by itself, an SVG is a page of this site; this one may do nothing.
      response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
      // Badges are shown on other sites.
      response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
      response.type("image/svg+xml").send(badgeImage({ name: content.title, issuerName: nameOf(issuer) }));
    },
  });
}
