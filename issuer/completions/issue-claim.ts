import type { JsonObject } from "../../core/json/json-value.ts";
import { Problem } from "../../core/problem/problem.ts";
import type { Transaction } from "../store/issuer-store.ts";
import { recordAudit } from "../use-cases/audit.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { recordOtherForm, signOtherForm } from "../use-cases/other-form.ts";
import { completionName } from "./completion-name.ts";
import { issuePlanned, numbersOfPlan, recordPlan } from "./issue-planned.ts";
import { assertKeyInForce } from "./key-in-force.ts";
import { isRevokedSince, offerState } from "./offers.ts";
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
 * So does one for the same DIDs in the other form: the same credentials, secured the other way, as long as they may still be issued.
 *
 * @throws {@link Problem} `CONFLICT` for an offer that is expired, cancelled, claimed otherwise, waiting for approval or revoked, and in the
 * other form for what was revoked or replaced, `UNAUTHORIZED` when the API key behind it was revoked, `INVALID_DID`, and what
 * `issueCredential` throws.
 */
export async function issueClaim(context: IssuerContext, claim: Claim): Promise<(JsonObject | string)[]> {
  const { dids } = claim;
  if (dids.length === 0 || new Set(dids).size < dids.length)
    throw new TypeError("A claim names each DID once");
  if (dids.some((did) => reasonAgainstDid(did) !== undefined)) throw new Problem("INVALID_DID");
  const { form, ...plan } = await context.store.commit((transaction) => spend(transaction, context, claim));
  const issued = await issuePlanned(context, plan);
  return form === "planned" ? issued : giveOtherForm(context, claim);
}

interface SpentOffer {
  slug: string;
  /** The completion's. */
  number: number;
  /** The plan's: what another one leads to is for somebody else. */
  expectedRound: number | undefined;
  /** Whether the form asked for is the one that was planned first. */
  form: "planned" | "other";
}

async function spend(
  transaction: Transaction,
  context: IssuerContext,
  { offerId, dids, securing }: Claim,
): Promise<SpentOffer> {
  const { offer, completion } = await offered(transaction, offerId);
  const { slug, completionNumber: number } = offer;
  if (isRepeated({ offer, completion }, dids)) {
    const { round, securing: plannedForm } = completion.planned ?? {};
    return { slug, number, expectedRound: round, form: plannedForm === securing ? "planned" : "other" };
  }
  assertClaimable(offer, completion, context.now());
  if (await isRevokedSince(transaction, { offer, completion }))
    throw new Problem("CONFLICT", "What had been issued for this was revoked.");
  const { apiKeyId, approvedBy = apiKeyId } = completion;
  for (const key of [apiKeyId, approvedBy]) await assertKeyInForce(transaction, slug, key);
  const at = context.now().toISOString();
  const { rounds } = await recordPlan(transaction, context, { slug, completion, securing, dids });
  transaction.put(completionKeys.offer(offerId), { ...offer, state: "claimed", claimedAt: at });
  transaction.remove(completionKeys.mailDue(offerId));
  const target = completionName(number);
  await recordAudit(transaction, { slug, at }, { by: "service", action: "offer.claimed", target });
  return { slug, number, expectedRound: rounds, form: "planned" };
}

/** One commit decides about all credentials of the claim, and records that they are given; then they are signed. */
async function giveOtherForm(
  context: IssuerContext,
  { offerId, dids }: Claim,
): Promise<(JsonObject | string)[]> {
  const issuances = await context.store.commit(async (transaction) => {
    const { offer, completion } = await offered(transaction, offerId);
    // While the plan was carried out, the completion may have been given to somebody else.
    if (!isRepeated({ offer, completion }, dids))
      throw new Problem("CONFLICT", "This offer has been claimed already.");
    const { slug } = offer;
    const numbers = await numbersOfPlan(transaction, slug, completion);
    for (const number of numbers) await recordOtherForm(transaction, context, { slug, number });
    return numbers.map((number) => ({ slug, number }));
  });
  const credentials: (JsonObject | string)[] = [];
  for (const issuance of issuances) credentials.push(await signOtherForm(context, issuance));
  return credentials;
}

async function offered(
  transaction: Transaction,
  offerId: string,
): Promise<{ offer: OfferRecord; completion: CompletionRecord }> {
  const offer = await transaction.get(completionKeys.offer(offerId));
  if (!offer) throw new Problem("NOT_FOUND", "There is no such offer.");
  const completion = await transaction.get(completionKeys.completion(offer.slug, offer.completionNumber));
  if (!completion) throw new TypeError("An offer without its completion");
  return { offer, completion };
}

/** Whether the offer was claimed for these DIDs, in this order. */
function isRepeated(
  { offer, completion: { offerId, planned } }: { offer: OfferRecord; completion: CompletionRecord },
  dids: string[],
): boolean {
  if (offer.state !== "claimed" || offerId !== offer.id || planned === undefined) return false;
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
