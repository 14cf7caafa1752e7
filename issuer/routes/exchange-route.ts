import { z } from "zod";
import type { Api } from "../../web/api.ts";
import type { WorkLimit } from "../../web/limit-work.ts";
import { jsonObject } from "../../web/route.ts";
import { takeExchangeStep } from "../openid/exchange.ts";
import type { Nonces } from "../openid/nonces.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { offerParams } from "./offer-params.ts";

/** POST /exchanges/{id}: the VC-API exchange behind an interaction URL. Refused while too many issuances are worked on, it spends nothing. */
export function addExchangeRoute(
  api: Api,
  context: IssuerContext,
  { issuing, nonces }: { issuing: WorkLimit; nonces: Nonces },
): void {
  api.route({
    method: "post",
    path: "/exchanges/:id",
    summary: "Claim an offer by a VC-API exchange",
    description: "{} asks what to present; {verifiablePresentation} gives the credential. Works once.",
    params: offerParams,
    body: {
      schema: z.looseObject({ verifiablePresentation: jsonObject("Signed by the holder").optional() }),
      maxBytes: 64 * 1024,
    },
    responses: { 200: { description: "The next step", schema: jsonObject("Request or presentation") } },
    problems: [
      "NOT_FOUND",
      "CONFLICT",
      "FORBIDDEN",
      "PROOF_VERIFICATION_ERROR",
      "INVALID_CHALLENGE_ERROR",
      "OVERLOADED",
    ],
    before: [issuing.refuseWhenFull],
    handle: async ({ params, body, response }) => {
      const presentation = body.verifiablePresentation;
      response.json(await issuing.run(() => takeExchangeStep(context, { ...params, presentation, nonces })));
    },
  });
}
