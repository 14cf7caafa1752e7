import type { JsonObject } from "../../core/json/json-value.ts";
import { createCredentialOffer } from "../../core/openid/credential-offer.ts";
import { Problem } from "../../core/problem/problem.ts";
import { findOffer, offerRefusal } from "../completions/offers.ts";
import { completionKeys, type OfferRecord } from "../completions/records.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { issuerIdentifier } from "./addresses.ts";
import { configurations } from "./configurations.ts";
import { refusalWords } from "./offer-refusals.ts";
import { createPreAuthorizedCode } from "./offer-secrets.ts";

/** An offer by its id. Throws `NOT_FOUND`. */
export async function offerById(context: IssuerContext, id: string): Promise<OfferRecord> {
  const offer = await findOffer(context, id);
  if (!offer) throw new Problem("NOT_FOUND", "There is no such offer.");
  return offer;
}

/**
 * The object behind `credential_offer_uri`: OpenID4VCI 1.0, 4.1.3. When a code was spent and nothing came of it, a new one takes its place.
 *
 * @throws {Problem} `NOT_FOUND`; `CONFLICT` for an offer that cannot be claimed any more.
 */
export async function credentialOfferObject(context: IssuerContext, id: string): Promise<JsonObject> {
  const offer = await offerById(context, id);
  const refusal = await offerRefusal(context, offer);
  if (refusal !== undefined) throw new Problem("CONFLICT", refusalWords[refusal]);
  const current = needsNewCode(offer, context.now()) ? await renewCode(context, id) : offer;
  const { transactionCode } = current;
  return createCredentialOffer({
    credentialIssuer: issuerIdentifier(context, offer.slug),
    credentialConfigurationIds: Object.keys(configurations),
    preAuthorizedCode: createPreAuthorizedCode(context, current, context.now()),
    ...(transactionCode && {
      transactionCode: {
        length: transactionCode.length,
        description: "The employer gives you this code in another way than the link.",
      },
    }),
  });
}

function renewCode(context: IssuerContext, id: string): Promise<OfferRecord> {
  return context.store.commit(async (transaction) => {
    const offer = await transaction.get(completionKeys.offer(id));
    if (!offer) throw new TypeError("An offer vanished");
    if (!needsNewCode(offer, context.now())) return offer;
    const { token: _ended, ...rest } = offer;
    const renewed: OfferRecord = { ...rest, generation: offer.generation + 1, code: "unused" };
    transaction.put(completionKeys.offer(id), renewed);
    return renewed;
  });
}

function needsNewCode({ state, code, token, deferred }: OfferRecord, now: Date): boolean {
  const isOver = token === undefined || now.getTime() >= Date.parse(token.expiresAt);
  return state === "open" && code === "spent" && isOver && deferred === undefined;
}
