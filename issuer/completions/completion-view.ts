import type { IssuerContext } from "../use-cases/context.ts";
import { type Page, type PageRequest, readPage } from "../use-cases/page.ts";
import { recordName } from "../use-cases/record-name.ts";
import { findAchievement } from "./achievements.ts";
import { completionById } from "./find-completion.ts";
import { type OfferState, offerState } from "./offers.ts";
import {
  type CompletionFacts,
  type CompletionRecord,
  completionKeys,
  completionPrefixes,
  type OfferRecord,
  type Recipient,
} from "./records.ts";

/** How far a completion has come. "offered", "expired" and "cancelled" are the state of its offer. */
export type CompletionState =
  | "awaiting-approval"
  | "offered"
  | "expired"
  | "cancelled"
  | "being-issued"
  | "issued";

/** An offer as those who may look, but not claim, see it: the link is not in it. */
export interface OfferView {
  state: OfferState;
  createdAt: string;
  expiresAt: string;
  claimedAt?: string;
  /** There when a code is needed; none left: too many wrong ones, the offer is of no use. */
  transactionCode?: { triesLeft: number };
  /** Claimed, and waiting for approval. */
  isWaiting: boolean;
  sent: OfferRecord["sent"];
  /** What the wallet said about what it got. */
  notification?: string;
}

/** A completion as its tenant sees it. */
export interface CompletionView {
  id: string;
  state: CompletionState;
  achievement: { id: string; version: number; title: string };
  recipient: Recipient;
  facts: CompletionFacts;
  reference?: string;
  approval: "granted" | "awaited";
  createdAt: string;
  apiKey: string;
  credentialId: string;
  issued: { credentialId: string; record: string; did?: string }[];
  offer?: OfferView;
}

/** The completions of a tenant, newest first. */
export async function listCompletions(
  context: IssuerContext,
  slug: string,
  request: PageRequest,
): Promise<Page<CompletionView>> {
  const { items, ...rest } = await readPage(context.store, completionPrefixes.completions(slug), request);
  return {
    items: await Promise.all(items.map((record) => viewOfCompletion(context, slug, record))),
    ...rest,
  };
}

/** One completion. Throws `NOT_FOUND`. */
export async function completionDetails(
  context: IssuerContext,
  slug: string,
  id: string,
): Promise<CompletionView> {
  return viewOfCompletion(context, slug, await completionById(context.store, slug, id));
}

/** What a tenant sees of a completion's record. */
export async function viewOfCompletion(
  context: IssuerContext,
  slug: string,
  record: CompletionRecord,
): Promise<CompletionView> {
  const { id, recipient, facts, reference, approval, createdAt, credentialId, offerId } = record;
  const { achievementId, achievementVersion: version, apiKeyId: apiKey } = record;
  const offer = offerId === undefined ? undefined : await context.store.get(completionKeys.offer(offerId));
  const achievement = await findAchievement(context, { slug, id: achievementId, version });
  return {
    id,
    state: stateOf(record, offer && offerState(offer, context.now())),
    achievement: { id: achievementId, version, title: achievement?.content.title ?? "" },
    recipient,
    facts,
    ...(reference !== undefined && { reference }),
    approval,
    createdAt,
    apiKey,
    credentialId,
    issued: record.issued.map(({ number, ...rest }) => ({ ...rest, record: recordName(number) })),
    ...(offer && { offer: viewOfOffer(context, offer) }),
  };
}

function stateOf(
  { issued, planned, approval }: CompletionRecord,
  offer: OfferState | undefined,
): CompletionState {
  if (issued.length > 0) return "issued";
  if (planned) return "being-issued";
  if (offer === undefined || (offer === "open" && approval === "awaited")) return "awaiting-approval";
  return offer === "open" || offer === "claimed" ? "offered" : offer;
}

function viewOfOffer({ now }: IssuerContext, offer: OfferRecord): OfferView {
  const { createdAt, expiresAt, claimedAt, transactionCode, deferred, sent, notification } = offer;
  const state = offerState(offer, now());
  return {
    state,
    createdAt,
    expiresAt,
    ...(claimedAt !== undefined && { claimedAt }),
    ...(transactionCode && { transactionCode: { triesLeft: transactionCode.triesLeft } }),
    isWaiting: state === "open" && deferred !== undefined,
    sent,
    ...(notification?.event && { notification: notification.event }),
  };
}
