import { achievement } from "../completions/achievements.ts";
import { type OfferState, offerRefusal } from "../completions/offers.ts";
import { type CompletionRecord, completionKeys, type OfferRecord } from "../completions/records.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { tenant } from "../use-cases/tenants.ts";
import { offerById } from "./present-offer.ts";

/** How far a claim is: that of the offer, or that the employer has to approve it first, or may not issue it any more. */
export type ClaimState = OfferState | "waiting" | "withdrawn";

/** What whoever has the claim link may see of an offer: who offers what to whom, and no more of the work than its frame. */
export interface ClaimView {
  id: string;
  state: ClaimState;
  title: string;
  summary: string;
  issuer: { slug: string; name: string; did: string };
  /** Dates are XSD dateTimeStamps. */
  role?: string;
  start?: string;
  end?: string;
  recipientName?: string;
  expiresAt: string;
  needsCode: boolean;
  /** Too many wrong ones were given: nobody can claim this any more. */
  codeIsDead: boolean;
}

/** An offer for the page that its link leads to. Throws `NOT_FOUND`. */
export async function claimView(context: IssuerContext, id: string): Promise<ClaimView> {
  const offer = await offerById(context, id);
  const { slug, completionNumber } = offer;
  const completion = await context.store.get(completionKeys.completion(slug, completionNumber));
  if (!completion) throw new TypeError("An offer without its completion");
  const { achievementId, achievementVersion: version } = completion;
  const { content } = await achievement(context, { slug, id: achievementId, version });
  const { did, profile } = await tenant(context, slug);
  const state = await stateOf(context, offer);
  return {
    id,
    state,
    title: content.title,
    summary: content.summary,
    issuer: { slug, name: String(profile.name), did },
    ...(state === "open" || state === "waiting" ? aboutStudent(completion) : {}),
    expiresAt: offer.expiresAt,
    needsCode: offer.transactionCode !== undefined,
    codeIsDead: offer.transactionCode?.triesLeft === 0,
  };
}

/**
 * Only while there is something to claim: a link that went to the wrong person must not tell, once it is cancelled, who the right one
 * is, and one that was used has nothing more to say.
 */
function aboutStudent({
  facts: { role, start, end },
  recipient: { name },
}: CompletionRecord): Pick<ClaimView, "role" | "start" | "end" | "recipientName"> {
  return {
    ...(role !== undefined && { role }),
    ...(start !== undefined && { start }),
    ...(end !== undefined && { end }),
    ...(name !== undefined && { recipientName: name }),
  };
}

/** How far a claim is, for the page that waits for it. Throws `NOT_FOUND`. */
export async function claimState(context: IssuerContext, id: string): Promise<ClaimState> {
  return stateOf(context, await offerById(context, id));
}

async function stateOf(context: IssuerContext, offer: OfferRecord): Promise<ClaimState> {
  const refusal = await offerRefusal(context, offer);
  if (refusal === "key-revoked" || refusal === "revoked") return "withdrawn";
  const isWaiting = offer.deferred !== undefined && (refusal === undefined || refusal === "expired");
  return isWaiting ? "waiting" : (refusal ?? "open");
}
