import type { JsonObject } from "../../core/json/json-value.ts";
import { OpenidError } from "../../core/openid/openid-error.ts";
import { Problem } from "../../core/problem/problem.ts";
import { issueClaim } from "../completions/issue-claim.ts";
import { offerRefusal } from "../completions/offers.ts";
import { completionKeys, type OfferRecord } from "../completions/records.ts";
import type { Transaction } from "../store/issuer-store.ts";
import type { CredentialSecuring } from "../store/records.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { refusalWords } from "./offer-refusals.ts";
import { hashSecret, transactionIdOf } from "./offer-secrets.ts";

/** Who claims an offer, in which form. */
export interface OfferClaim {
  offer: OfferRecord;
  dids: string[];
  securing: CredentialSecuring;
}

/** What came of a claim: the credentials, in the order of the DIDs, or where to ask once it is approved. */
export type ClaimOutcome = { credentials: (JsonObject | string)[] } | { transactionId: string };

/**
 * Serves a claim, or keeps it while the completion awaits approval. The same claim again has the same outcome, in the other form it
 * has the same credentials in that form; one for other DIDs is refused.
 *
 * @throws {OpenidError} `credential_request_denied`.
 */
export async function claimOffer(context: IssuerContext, claim: OfferClaim): Promise<ClaimOutcome> {
  await assertNotRefused(context, claim.offer);
  const outcome = await context.store.commit((transaction) => defer(transaction, context, claim));
  if (outcome instanceof OpenidError) throw outcome;
  if (outcome !== undefined) return { transactionId: outcome };
  return { credentials: await issue(context, claim) };
}

async function assertNotRefused(context: IssuerContext, offer: OfferRecord): Promise<void> {
  const refusal = await offerRefusal(context, offer);
  // Claimed: perhaps by this very claim, whose answer was lost. Expired while it waited: it was in time.
  if (refusal === undefined || refusal === "claimed" || (refusal === "expired" && offer.deferred)) return;
  throw denied(refusalWords[refusal]);
}

/** Keeps the claim and gives its transaction id; undefined when there is nothing to wait for. */
async function defer(
  transaction: Transaction,
  context: IssuerContext,
  { offer: { id }, dids, securing }: OfferClaim,
): Promise<string | OpenidError | undefined> {
  const offer = await transaction.get(completionKeys.offer(id));
  if (!offer) throw new TypeError("An offer vanished");
  const completion = await transaction.get(completionKeys.completion(offer.slug, offer.completionNumber));
  const { deferred } = offer;
  if (deferred && JSON.stringify(deferred.dids) !== JSON.stringify(dids))
    return denied("Another claim of this offer waits for approval.");
  if (offer.state !== "open" || completion?.approval !== "awaited") return undefined;
  const transactionId = transactionIdOf(context, offer, securing);
  if (deferred?.transactions[securing] === undefined) {
    const { at, transactions } = deferred ?? { at: context.now().toISOString(), transactions: {} };
    transaction.put(completionKeys.offer(id), {
      ...offer,
      deferred: { at, dids, transactions: { ...transactions, [securing]: hashSecret(transactionId) } },
    });
  }
  return transactionId;
}

async function issue(
  context: IssuerContext,
  { offer, dids, securing }: OfferClaim,
): Promise<(JsonObject | string)[]> {
  try {
    return await issueClaim(context, { offerId: offer.id, dids, securing });
  } catch (error) {
    if (error instanceof Problem && error.status < 500) throw denied(error.message);
    throw error;
  }
}

function denied(words: string): OpenidError {
  return new OpenidError("credential_request_denied", words);
}
