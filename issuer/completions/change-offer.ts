import { Problem } from "../../core/problem/problem.ts";
import { deliverMail } from "../mail/deliver-mail.ts";
import type { Transaction } from "../store/issuer-store.ts";
import { recordAudit } from "../use-cases/audit.ts";
import type { Actor, IssuerContext } from "../use-cases/context.ts";
import { answerFor, type CompletionAnswer } from "./completion-answer.ts";
import { completionName } from "./completion-name.ts";
import { completionById } from "./find-completion.ts";
import { assertActorInForce } from "./key-in-force.ts";
import { endOffer, handOver, offerState } from "./offers.ts";
import { type CompletionRecord, completionKeys, type OfferRecord } from "./records.ts";

interface OfferRequest extends Actor {
  slug: string;
  /** The completion's. */
  id: string;
}

/**
 * Hands the link of an open offer over once more: the same link, code and expiry.
 *
 * @throws {@link Problem} `NOT_FOUND`; `CONFLICT` for an offer that is not open.
 */
export async function resendOffer(
  context: IssuerContext,
  { slug, id, by }: OfferRequest,
): Promise<CompletionAnswer> {
  const number = await context.store.commit(async (transaction) => {
    await assertActorInForce(transaction, slug, by);
    const { completion, offer } = await offered(transaction, slug, id);
    const state = offerState(offer, context.now());
    if (state !== "open") throw new Problem("CONFLICT", `${whatItIs[state]} ${howToOfferAnew}`);
    if (offer.transactionCode?.triesLeft === 0) {
      throw new Problem("CONFLICT", `Too many wrong codes were tried for this offer. ${howToOfferAnew}`);
    }
    const at = context.now().toISOString();
    await handOver(transaction, context, { offer, completion });
    const target = completionName(completion.number);
    await recordAudit(transaction, { slug, at }, { by, action: "offer.resent", target });
    return completion.number;
  });
  deliverMail(context);
  return answerFor(context, { slug, number, isCodeShown: false });
}

/**
 * Ends an offer before it is claimed; one that is cancelled already stays so.
 *
 * @throws {@link Problem} `NOT_FOUND`; `CONFLICT` for an offer that was claimed.
 */
export async function cancelOffer(
  context: IssuerContext,
  { slug, id, by }: OfferRequest,
): Promise<CompletionAnswer> {
  const number = await context.store.commit(async (transaction) => {
    await assertActorInForce(transaction, slug, by);
    const { completion, offer } = await offered(transaction, slug, id);
    if (offer.state === "claimed") {
      throw new Problem("CONFLICT", "This offer was claimed. What was issued can be revoked instead.");
    }
    if (offer.state === "open") {
      await endOffer(transaction, { offer, at: context.now().toISOString(), by });
    }
    return completion.number;
  });
  return answerFor(context, { slug, number, isCodeShown: false });
}

const whatItIs = {
  expired: "This offer has expired.",
  cancelled: "This offer was cancelled.",
  claimed: "This offer was claimed already.",
} as const;

const howToOfferAnew = "To offer it anew, set its recipient again.";

async function offered(
  transaction: Transaction,
  slug: string,
  id: string,
): Promise<{ completion: CompletionRecord; offer: OfferRecord }> {
  const completion = await completionById(transaction, slug, id);
  const offer =
    completion.offerId === undefined
      ? undefined
      : await transaction.get(completionKeys.offer(completion.offerId));
  if (!offer) throw new Problem("NOT_FOUND", "There is no offer for this completion.");
  return { completion, offer };
}
