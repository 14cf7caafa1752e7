import type { Response } from "express";
import type { JsonObject } from "../../core/json/json-value.ts";
import type { Api } from "../../web/api.ts";
import { jsonObject } from "../../web/route.ts";
import { authorizationServerMetadata, issuerMetadata } from "../openid/metadata.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { slugParams } from "./schemas.ts";

type Describe = (context: IssuerContext, slug: string) => Promise<JsonObject>;

const documents: { name: string; summary: string; describe: Describe }[] = [
  {
    name: "openid-credential-issuer",
    summary: "What an issuer offers to wallets (OpenID4VCI 1.0, 12.2)",
    describe: issuerMetadata,
  },
  {
    name: "oauth-authorization-server",
    summary: "Where an issuer gives access tokens (RFC 8414)",
    describe: authorizationServerMetadata,
  },
  {
    name: "openid-configuration",
    summary: "The same under the name that older wallets look for",
    describe: authorizationServerMetadata,
  },
];

/**
 * The well-known documents of each tenant: with the well-known name before the path of the identifier, as the standards have it, and behind
 * it, where some wallets look first.
 */
export function addOpenidMetadataRoutes(api: Api, context: IssuerContext): void {
  for (const { name, summary, describe } of documents) {
    for (const path of pathsOf(context, name)) {
      api.route({
        method: "get",
        path,
        summary,
        params: slugParams,
        responses: { 200: { description: "The document", schema: jsonObject("Metadata") } },
        problems: ["NOT_FOUND", "STORE_DAMAGED"],
        handle: async ({ params, response }) => send(response, await describe(context, params.slug)),
      });
    }
  }
}

/** A public URL may have a path: the inserted form then comes with it, while the service itself is reached without. */
function pathsOf({ publicUrl }: IssuerContext, name: string): string[] {
  const prefix = new URL(publicUrl).pathname.replace(/\/$/, "");
  const inserted = new Set(["", prefix]);
  return [
    ...[...inserted].map((path) => `/.well-known/${name}${path}/issuers/:slug`),
    `/issuers/:slug/.well-known/${name}`,
  ];
}

function send(response: Response, document: JsonObject): void {
  response.set("Cache-Control", "no-cache").json(document);
}
