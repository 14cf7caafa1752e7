import type { JsonObject } from "../../core/json/json-value.ts";
import { OpenidError } from "../../core/openid/openid-error.ts";
import { isTransactionCode } from "../completions/offer-codes.ts";
import { offerState } from "../completions/offers.ts";
import { completionKeys, type OfferRecord } from "../completions/records.ts";
import type { Transaction } from "../store/issuer-store.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { grantedDetails } from "./authorization-details.ts";
import { refusalWords } from "./offer-refusals.ts";
import { createAccessToken, hashSecret, isGenuineCode, readPreAuthorizedCode } from "./offer-secrets.ts";
import type { TokenRequest } from "./token-request.ts";

/** How long an access token opens the credential endpoint. */
const tokenLifetimeSeconds = 300;

/**
 * Exchanges a pre-authorized code for an access token: OpenID4VCI 1.0, 6. Of requests at the same time exactly one gets it, because
 * transactions run one after the other.
 *
 * @throws {OpenidError} `invalid_grant`, `invalid_request`.
 */
export async function redeemCode(
  context: IssuerContext,
  request: TokenRequest & { slug: string },
): Promise<JsonObject> {
  const outcome = await context.store.commit((transaction) => redeem(transaction, context, request));
  // A wrong transaction code must be counted, so the refusal is thrown only after the commit.
  if (outcome instanceof OpenidError) throw outcome;
  return outcome;
}

async function redeem(
  transaction: Transaction,
  context: IssuerContext,
  request: TokenRequest & { slug: string },
): Promise<JsonObject | OpenidError> {
  const code = readPreAuthorizedCode(request.code);
  const offer = code && (await transaction.get(completionKeys.offer(code.offerId)));
  if (offer?.slug !== request.slug || !isGenuineCode(context, offer, request.code)) {
    return grantRefused("The pre-authorized code is not valid.");
  }
  const now = context.now();
  const refusal =
    refusalOf(offer, now) ??
    refusalOfAge(code?.expiresAt ?? 0, now) ??
    checkTransactionCode(context, offer, request.transactionCode);
  if (refusal?.counts) transaction.put(completionKeys.offer(offer.id), withOneTryLess(offer));
  if (refusal) return refusal.error;
  const token = createAccessToken(context, offer.id);
  const { clientId, configurationIds } = request;
  transaction.put(completionKeys.offer(offer.id), {
    ...offer,
    code: "spent",
    token: {
      hash: hashSecret(token),
      expiresAt: new Date(now.getTime() + tokenLifetimeSeconds * 1000).toISOString(),
      ...(clientId !== undefined && { clientId }),
      ...(configurationIds && { identified: configurationIds }),
    },
  });
  return {
    access_token: token,
    // In lower case: one wallet in use compares exactly.
    token_type: "bearer",
    expires_in: tokenLifetimeSeconds,
    ...(configurationIds && { authorization_details: grantedDetails(configurationIds) }),
  };
}

interface Refusal {
  error: OpenidError;
  /** Whether it was a wrong guess. */
  counts?: true;
}

function refusalOf(offer: OfferRecord, now: Date): Refusal | undefined {
  const state = offerState(offer, now);
  if (state !== "open") return { error: grantRefused(refusalWords[state]) };
  if (offer.code === "dead") return { error: grantRefused("Too many wrong transaction codes were given.") };
  if (offer.code === "unused") return undefined;
  return {
    error: grantRefused(
      "The pre-authorized code has been used. If nothing was received, open the offer again in five minutes.",
    ),
  };
}

function refusalOfAge(expiresAtSeconds: number, now: Date): Refusal | undefined {
  if (now.getTime() < expiresAtSeconds * 1000) return undefined;
  return { error: grantRefused("The pre-authorized code has expired. Open the offer again.") };
}

function checkTransactionCode(
  context: IssuerContext,
  offer: OfferRecord,
  given: string | undefined,
): Refusal | undefined {
  const { transactionCode } = offer;
  if (!transactionCode) {
    return given === undefined
      ? undefined
      : { error: new OpenidError("invalid_request", "This offer has no transaction code.") };
  }
  if (given === undefined) {
    return { error: new OpenidError("invalid_request", "This offer needs a transaction code.") };
  }
  if (isTransactionCode(context, offer, given)) return undefined;
  const left = transactionCode.triesLeft - 1;
  const words = left === 1 ? "1 try is left." : left > 1 ? `${left} tries are left.` : "No tries are left.";
  return { error: grantRefused(`The transaction code is wrong. ${words}`), counts: true };
}

function withOneTryLess(offer: OfferRecord): OfferRecord {
  const { transactionCode } = offer;
  if (!transactionCode) return offer;
  const triesLeft = transactionCode.triesLeft - 1;
  const code = triesLeft > 0 ? offer.code : "dead";
  return { ...offer, code, transactionCode: { ...transactionCode, triesLeft } };
}

function grantRefused(words: string): OpenidError {
  return new OpenidError("invalid_grant", words);
}
