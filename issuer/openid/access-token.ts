import { OpenidError } from "../../core/openid/openid-error.ts";
import { findOffer } from "../completions/offers.ts";
import type { OfferRecord } from "../completions/records.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { hashSecret, isSameSecret, offerIdIn } from "./offer-secrets.ts";

/** How long the token of a claim that waits for approval may still ask for the outcome. */
const deferredLifetimeMilliseconds = 30 * 24 * 60 * 60 * 1000;

/** The offer that an access token opens, and what the token may be used for. */
export type OpenedOffer = OfferRecord & Required<Pick<OfferRecord, "token">>;

/**
 * Finds the offer of an access token: only for the tenant that gave it, and in time.
 *
 * @param request - `isDeferred`: asked at the deferred endpoint, where the token of a waiting claim lives longer.
 * @throws {OpenidError} `invalid_token`, in the same words whatever is wrong with it.
 */
export async function openOffer(
  context: IssuerContext,
  request: { slug: string; token: string; isDeferred: boolean },
): Promise<OpenedOffer> {
  const id = offerIdIn(request.token);
  const offer = id === undefined ? undefined : await findOffer(context, id);
  const token = offer?.token;
  const isGood =
    offer?.slug === request.slug &&
    token !== undefined &&
    isSameSecret(token.hash, hashSecret(request.token)) &&
    context.now().getTime() < endOf(offer, token, request.isDeferred);
  if (!isGood) throw new OpenidError("invalid_token", "The access token is not valid here or has expired.");
  return { ...offer, token };
}

function endOf(
  { deferred }: OfferRecord,
  { expiresAt }: NonNullable<OfferRecord["token"]>,
  isDeferred: boolean,
): number {
  return isDeferred && deferred
    ? Date.parse(deferred.at) + deferredLifetimeMilliseconds
    : Date.parse(expiresAt);
}
