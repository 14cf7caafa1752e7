import type { JsonObject } from "../../core/json/json-value.ts";
import { Problem } from "../../core/problem/problem.ts";
import type { Transaction } from "../store/issuer-store.ts";
import { recordAudit } from "../use-cases/audit.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { completionName } from "./completion-name.ts";
import { issuePlanned, recordPlan } from "./issue-planned.ts";
import { assertKeyInForce } from "./key-in-force.ts";
import { offerState } from "./offers.ts";
import { type CompletionRecord, completionKeys, type OfferRecord, type PlannedIssuance } from "./records.ts";
import { reasonAgainstDid } from "./subject-did.ts";

interface Claim {
  offerId: string;
  /** The DIDs whose keys the wallet proved; one credential each. */
  dids: string[];
  securing: PlannedIssuance["securing"];
}

/**
 * Issues the credentials of an offer that somebody claims. Who the wallet is and what it proved is not checked here.
 *
 * The offer is spent in the commit that plans the issuances, so it is claimed once; the same claim again gives the same credentials.
 *
 * @throws {@link Problem} `CONFLICT` for an offer that is expired, cancelled, claimed otherwise or waiting for approval,
 * `UNAUTHORIZED` when the API key behind it was revoked, `INVALID_DID`, and what `issueCredential` throws.
 */
export async function issueClaim(context: IssuerContext, claim: Claim): Promise<(JsonObject | string)[]> {
  const { dids } = claim;
  if (dids.length === 0 || new Set(dids).size < dids.length)
    throw new TypeError("A claim names each DID once");
  if (dids.some((did) => reasonAgainstDid(did) !== undefined)) throw new Problem("INVALID_DID");
  return issuePlanned(
    context,
    await context.store.commit((transaction) => spend(transaction, context, claim)),
  );
}

async function spend(
  transaction: Transaction,
  context: IssuerContext,
  { offerId, dids, securing }: Claim,
): Promise<{ slug: string; number: number }> {
  const offer = await transaction.get(completionKeys.offer(offerId));
  if (!offer) throw new Problem("NOT_FOUND", "There is no such offer.");
  const { slug, completionNumber: number } = offer;
  const completion = await transaction.get(completionKeys.completion(slug, number));
  if (!completion) throw new TypeError("An offer without its completion");
  if (isRepeated({ offer, completion }, { dids, securing })) return { slug, number };
  assertClaimable(offer, completion, context.now());
  await assertKeyInForce(transaction, slug, completion.apiKeyId);
  const at = context.now().toISOString();
  recordPlan(transaction, context, { slug, completion, securing, dids });
  transaction.put(completionKeys.offer(offerId), { ...offer, state: "claimed", claimedAt: at });
  transaction.remove(completionKeys.mailDue(offerId));
  const target = completionName(number);
  await recordAudit(transaction, { slug, at }, { by: "service", action: "offer.claimed", target });
  return { slug, number };
}

function isRepeated(
  { offer, completion: { offerId, planned } }: { offer: OfferRecord; completion: CompletionRecord },
  { dids, securing }: Omit<Claim, "offerId">,
): boolean {
  if (offer.state !== "claimed" || offerId !== offer.id || planned?.securing !== securing) return false;
  return JSON.stringify(planned.keys.map(({ did }) => did)) === JSON.stringify(dids);
}

/** A claim that waited for approval while the offer expired is still a claim. */
function assertClaimable(offer: OfferRecord, { approval, offerId }: CompletionRecord, now: Date): void {
  const state = offerState(offer, now);
  if (state === "cancelled" || offerId !== offer.id)
    throw new Problem("CONFLICT", "This offer was cancelled.");
  if (state === "claimed") throw new Problem("CONFLICT", "This offer has been claimed already.");
  if (state === "expired" && !offer.deferred) throw new Problem("CONFLICT", "This offer has expired.");
  if (approval === "awaited") throw new Problem("CONFLICT", "This waits for the employer's approval.");
}
