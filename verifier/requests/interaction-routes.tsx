import type { Express } from "express";
import { createInteraction } from "../../core/openid/interaction.ts";
import { OpenidError } from "../../core/openid/openid-error.ts";
import { Problem } from "../../core/problem/problem.ts";
import { sendPage } from "../../web/page.tsx";
import { InteractionPage } from "../pages/interaction-page.tsx";
import type { PresentationRequest } from "./presentation-request.ts";
import { openRequest } from "./receive-answer.ts";
import type { RequestContext } from "./request-context.ts";
import { exchangeUrl, interactionUrl, walletLink } from "./request-links.ts";

/** GET /interactions/{id}: for wallets the ways to answer, for people a page. */
export function addInteractionRoutes(app: Express, context: RequestContext): void {
  app.get("/interactions/:id", (request, response) => {
    const asked = findOpen(context, request.params.id);
    const link = walletLink(context, asked, "other");
    response.vary("Accept");
    if (request.accepts(["text/html", "application/json"]) === "application/json") {
      const vcapi = asked.responseKey === undefined ? exchangeUrl(context, asked) : undefined;
      response.json(createInteraction({ authorizationRequest: link, ...(vcapi && { vcapi }) }));
      return;
    }
    const { wanted, issuerNames, expiresAt: expires } = asked;
    const host = new URL(context.publicUrl()).host;
    const props = {
      host,
      wanted,
      issuerNames,
      expires,
      link,
      interactionUrl: interactionUrl(context, asked),
    };
    sendPage(response, <InteractionPage {...props} />);
  });
}

function findOpen(context: RequestContext, id: string): PresentationRequest {
  try {
    return openRequest(context, id);
  } catch (error) {
    if (error instanceof OpenidError) throw new Problem("NOT_FOUND", `${error.message}.`, { cause: error });
    throw error;
  }
}
