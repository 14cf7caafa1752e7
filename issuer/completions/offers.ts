import type { Transaction } from "../store/issuer-store.ts";
import { keyOf } from "../store/record-keys.ts";
import { recordAudit } from "../use-cases/audit.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { credentialRecord } from "../use-cases/credential-record.ts";
import type { OfferTerms } from "./completion-input.ts";
import { completionName } from "./completion-name.ts";
import { offerLifetimes } from "./completion-schema.ts";
import { mayMail } from "./mail-allowance.ts";
import { sealTransactionCode } from "./offer-codes.ts";
import { type CompletionRecord, completionKeys, type OfferRecord } from "./records.ts";

/** What can be done with an offer at a moment. */
export type OfferState = "open" | "claimed" | "cancelled" | "expired";

const maximumSent = 20;

/** An offer by the last part of its claim link. */
export async function findOffer({ store }: IssuerContext, id: string): Promise<OfferRecord | undefined> {
  return /^[A-Za-z0-9_-]{22}$/.test(id) ? store.get(completionKeys.offer(id)) : undefined;
}

/** Tells whether an offer can still be claimed. */
export function offerState({ state, expiresAt }: OfferRecord, now: Date): OfferState {
  return state === "open" && now.getTime() >= Date.parse(expiresAt) ? "expired" : state;
}

/** Whether what had been issued for a completion was revoked after this offer was made: a claim would undo the revocation. */
export async function isRevokedSince(
  store: Pick<Transaction, "get">,
  { offer, completion }: { offer: OfferRecord; completion: CompletionRecord },
): Promise<boolean> {
  return offer.replacesRevoked === undefined && (await isAnyRevoked(store, offer.slug, completion));
}

async function isAnyRevoked(
  store: Pick<Transaction, "get">,
  slug: string,
  { issued }: CompletionRecord,
): Promise<boolean> {
  for (const { credentialId } of issued) {
    const { current } = (await store.get(keyOf.credentialPointer(slug, credentialId))) ?? {};
    const record = current === undefined ? undefined : await credentialRecord(store, slug, current);
    const place = record?.statuses.find(({ purpose }) => purpose === "revocation");
    if (place && (await store.get(keyOf.setStatus(place.listId, place.index))) !== undefined) return true;
  }
  return false;
}

/** Why an offer cannot be claimed, or `undefined` when it can: its state, or what was revoked, the API key or what had been issued. */
export async function offerRefusal(
  { store, now }: IssuerContext,
  offer: OfferRecord,
): Promise<Exclude<OfferState, "open"> | "key-revoked" | "revoked" | undefined> {
  const state = offerState(offer, now());
  if (state !== "open") return state;
  const completion = await store.get(completionKeys.completion(offer.slug, offer.completionNumber));
  if (!completion) throw new TypeError("An offer without its completion");
  if (await isRevokedSince(store, { offer, completion })) return "revoked";
  const { apiKeyId, approvedBy = apiKeyId } = completion;
  for (const id of [apiKeyId, approvedBy]) {
    const key = await store.get(keyOf.apiKey(offer.slug, id));
    if (!key || key.revokedAt !== undefined) return "key-revoked";
  }
  return undefined;
}

/** The link that claims: whoever has it may claim, so it is shown to those who may issue and to the recipient. */
export function offerLink({ publicUrl }: Pick<IssuerContext, "publicUrl">, offerId: string): string {
  return `${publicUrl}/offers/${offerId}`;
}

/** Makes an offer for a completion, in the transaction that records the completion. */
export async function recordOffer(
  transaction: Transaction,
  context: IssuerContext,
  { slug, completion, terms }: { slug: string; completion: CompletionRecord; terms: OfferTerms },
): Promise<OfferRecord> {
  const now = context.now();
  const at = now.toISOString();
  const id = Buffer.from(context.random(16)).toString("base64url");
  const lifetimeSeconds = terms.expiresInSeconds ?? offerLifetimes.usual;
  const offer: OfferRecord = {
    id,
    slug,
    completionNumber: completion.number,
    state: "open",
    createdAt: at,
    expiresAt: new Date(now.getTime() + lifetimeSeconds * 1000).toISOString(),
    generation: 1,
    code: "unused",
    ...((await isAnyRevoked(transaction, slug, completion)) && { replacesRevoked: true as const }),
    ...(terms.transactionCode && { transactionCode: sealTransactionCode(context, id) }),
    sent: [],
  };
  const { number, apiKeyId: by } = completion;
  await handOver(transaction, context, { offer, completion, sendMail: terms.sendMail });
  transaction.put(completionKeys.offerBy(slug, by, at, number), id);
  await recordAudit(
    transaction,
    { slug, at },
    { by, action: "offer.created", target: completionName(number) },
  );
  return offer;
}

/**
 * Notes that the link of an offer is to be mailed, or that it is shown: without a mail server or address, and when the address was sent
 * enough for a day.
 */
export async function handOver(
  transaction: Transaction,
  context: IssuerContext,
  {
    offer,
    completion,
    sendMail = true,
  }: { offer: OfferRecord; completion: CompletionRecord; sendMail?: boolean | undefined },
): Promise<void> {
  const { email } = completion.recipient;
  const isWanted = sendMail && context.sendMail !== undefined && email !== undefined;
  if (isWanted && (await mayMail(transaction, context, { slug: offer.slug, email }))) {
    transaction.put(completionKeys.offer(offer.id), offer);
    transaction.put(completionKeys.mailDue(offer.id), offer.id);
  } else {
    const at = context.now().toISOString();
    transaction.put(completionKeys.offer(offer.id), withSent(offer, { at, by: "shown" }));
  }
}

/** An offer that remembers one more time its link was handed over. */
export function withSent(offer: OfferRecord, sent: OfferRecord["sent"][number]): OfferRecord {
  return { ...offer, sent: [...offer.sent, sent].slice(-maximumSent) };
}

/** Ends an offer that is open, in the transaction that says why. */
export async function endOffer(
  transaction: Transaction,
  { offer, at, by }: { offer: OfferRecord; at: string; by: string },
): Promise<void> {
  const { id, slug, completionNumber } = offer;
  transaction.put(completionKeys.offer(id), { ...offer, state: "cancelled" });
  transaction.remove(completionKeys.mailDue(id));
  const target = completionName(completionNumber);
  await recordAudit(transaction, { slug, at }, { by, action: "offer.cancelled", target });
}
