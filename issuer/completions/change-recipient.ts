import { Problem } from "../../core/problem/problem.ts";
import { deliverMail } from "../mail/deliver-mail.ts";
import type { Transaction } from "../store/issuer-store.ts";
import { recordAudit } from "../use-cases/audit.ts";
import type { Actor, IssuerContext } from "../use-cases/context.ts";
import { readCompletion } from "./check-completion.ts";
import { answerFor, type CompletionAnswer } from "./completion-answer.ts";
import type { CompletionInput, OfferTerms } from "./completion-input.ts";
import { completionName } from "./completion-name.ts";
import { completionById } from "./find-completion.ts";
import { assertKeyInForce } from "./key-in-force.ts";
import { endOffer } from "./offers.ts";
import { recordHandover } from "./record-handover.ts";
import { type CompletionRecord, completionKeys, type OfferRecord, type Recipient } from "./records.ts";

const longestIssuingMilliseconds = 60_000;

interface ChangeRecipientRequest extends Actor {
  slug: string;
  /** The completion's. */
  id: string;
  recipient: Recipient;
  /** How it is offered to a recipient without a DID; the terms of the offer before when absent. */
  offer?: OfferTerms | undefined;
}

/**
 * Says anew whom a completion is for. With a DID it is issued again under the same id, and what was issued before is superseded and
 * revoked; so is one that was issued for an e-mail address. Otherwise an offer that is open ends and a new one begins; what was
 * issued before holds until that is claimed.
 *
 * @throws {@link Problem} `NOT_FOUND`, `INVALID_REQUEST`, `CONFLICT` while it is being issued, and what `issueCredential` throws.
 */
export async function changeRecipient(
  context: IssuerContext,
  request: ChangeRecipientRequest,
): Promise<CompletionAnswer> {
  const { slug } = request;
  const number = await context.store.commit((transaction) => recordChange(transaction, context, request));
  deliverMail(context);
  return answerFor(context, { slug, number, isCodeShown: true });
}

async function recordChange(
  transaction: Transaction,
  context: IssuerContext,
  { slug, id, by, ...request }: ChangeRecipientRequest,
): Promise<number> {
  const completion = await completionById(transaction, slug, id);
  const { number } = completion;
  await assertKeyInForce(transaction, slug, by);
  await assertSettled(transaction, context, { slug, completion });
  const former =
    completion.offerId === undefined
      ? undefined
      : await transaction.get(completionKeys.offer(completion.offerId));
  const { recipient, offer: terms } = await readChange(transaction, context, {
    slug,
    completion,
    former,
    ...request,
  });
  const at = context.now().toISOString();
  if (former?.state === "open") await endOffer(transaction, { offer: former, at, by });
  const { offerId: _offer, planned: _planned, approvedBy: _other, issueNow, ...rest } = completion;
  const isForEmail = issueNow && recipient.did === undefined && request.offer === undefined;
  const changed: CompletionRecord = { ...rest, recipient, apiKeyId: by, ...(isForEmail && { issueNow }) };
  const target = completionName(number);
  await recordAudit(transaction, { slug, at }, { by, action: "completion.recipient-changed", target });
  await recordHandover(transaction, context, { slug, completion: changed, terms });
  return number;
}

/** Reads the changed completion by the rules for a new one, and gives what changes. */
async function readChange(
  transaction: Transaction,
  context: IssuerContext,
  {
    slug,
    completion,
    former,
    recipient,
    offer,
  }: {
    slug: string;
    completion: CompletionRecord;
    former: OfferRecord | undefined;
    recipient: Recipient;
    offer?: OfferTerms | undefined;
  },
): Promise<Pick<CompletionInput, "recipient" | "offer">> {
  const { achievementId, achievementVersion, facts, issueNow } = completion;
  const version = completionKeys.achievementVersion(slug, achievementId, achievementVersion);
  const isOffered = recipient.did === undefined && (issueNow === undefined || offer !== undefined);
  const terms = offer ?? (isOffered ? termsOf(former) : undefined);
  return readCompletion(
    { achievementId, recipient, facts, ...(terms && { offer: terms }) },
    { achievement: await transaction.get(version), now: context.now() },
  );
}

function termsOf(offer: OfferRecord | undefined): OfferTerms {
  if (!offer) return { transactionCode: false };
  const lifetimeMilliseconds = Date.parse(offer.expiresAt) - Date.parse(offer.createdAt);
  return {
    transactionCode: offer.transactionCode !== undefined,
    expiresInSeconds: Math.round(lifetimeMilliseconds / 1000),
  };
}

/** What was planned longer ago than issuing ever takes has failed, and may be changed. */
async function assertSettled(
  transaction: Transaction,
  { now }: IssuerContext,
  { slug, completion: { number, plannedAt } }: { slug: string; completion: CompletionRecord },
): Promise<void> {
  const isDue = (await transaction.get(completionKeys.due(slug, number))) !== undefined;
  if (isDue && plannedAt && now().getTime() - Date.parse(plannedAt) < longestIssuingMilliseconds) {
    throw new Problem("CONFLICT", "This completion is being issued at this moment.");
  }
}
