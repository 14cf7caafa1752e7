import { z } from "zod";
import { createInteraction } from "../../core/openid/interaction.ts";
import { offerLink } from "../../core/openid/offer-link.ts";
import type { Api } from "../../web/api.ts";
import { sendPage } from "../../web/page.tsx";
import { jsonObject } from "../../web/route.ts";
import { offerAddresses } from "../openid/addresses.ts";
import { claimState, claimView } from "../openid/claim-view.ts";
import { isExchangeable } from "../openid/exchange.ts";
import { credentialOfferObject, offerById } from "../openid/present-offer.ts";
import { ClaimPage } from "../pages/claim-page.tsx";
import type { IssuerContext } from "../use-cases/context.ts";
import { offerParams } from "./offer-params.ts";

/** What the claim link leads to: a page for people, the offer and the ways to claim it for wallets. */
export function addClaimRoutes(
  api: Api,
  context: IssuerContext,
  { walletUrl }: { walletUrl: string | undefined },
): void {
  api.route({
    method: "get",
    path: "/offers/:id",
    summary: "The claim page of an offer",
    params: offerParams,
    responses: { 200: { description: "A page", mediaType: "text/html", schema: z.string() } },
    problems: ["NOT_FOUND", "STORE_DAMAGED"],
    handle: async ({ params, response }) => {
      const view = await claimView(context, params.id);
      // The address is the secret: no other site is told of it, and no search engine keeps it.
      response.set({ "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow, noarchive" });
      const addresses = offerAddresses(context, params.id);
      sendPage(response, <ClaimPage view={view} addresses={addresses} walletUrl={walletUrl} />);
    },
  });

  api.route({
    method: "get",
    path: "/offers/:id/state",
    summary: "How far the claim of an offer is",
    params: offerParams,
    responses: { 200: { description: "The state", schema: z.object({ state: z.string() }) } },
    problems: ["NOT_FOUND", "STORE_DAMAGED"],
    handle: async ({ params, response }) => {
      response.json({ state: await claimState(context, params.id) });
    },
  });

  api.route({
    method: "get",
    path: "/offers/:id/credential-offer",
    summary: "The offer for wallets (OpenID4VCI 1.0, 4.1.3)",
    params: offerParams,
    responses: { 200: { description: "The offer", schema: jsonObject("Credential offer") } },
    problems: ["NOT_FOUND", "CONFLICT", "STORE_DAMAGED"],
    handle: async ({ params, response }) => {
      response.json(await credentialOfferObject(context, params.id));
    },
  });

  api.route({
    method: "get",
    path: "/interactions/:id",
    summary: "The ways to claim an offer (VCALM interaction URL)",
    description: "JSON for wallets that ask for it; everybody else is led to the claim page.",
    params: offerParams,
    responses: {
      200: { description: "Protocols", schema: jsonObject("protocols") },
      303: { description: "To the claim page" },
    },
    problems: ["NOT_FOUND", "STORE_DAMAGED"],
    handle: async ({ params, request, response }) => {
      const offer = await offerById(context, params.id);
      const { page, credentialOffer, exchange } = offerAddresses(context, params.id);
      response.vary("Accept").set("Referrer-Policy", "no-referrer");
      if (request.accepts(["text/html", "application/json"]) !== "application/json") {
        return void response.redirect(303, page);
      }
      const vcapi = (await isExchangeable(context, offer)) ? { vcapi: exchange } : {};
      const protocols = { credentialOffer: offerLink(credentialOffer), interact: page, ...vcapi };
      response.json(createInteraction(protocols));
    },
  });
}
