import { endOffer, offerState } from "../completions/offers.ts";
import { completionKeys, completionPrefixes } from "../completions/records.ts";
import type { KeyId } from "../signing-keys/key-id.ts";
import type { Prefix, Transaction } from "../store/issuer-store.ts";
import { prefixOf } from "../store/record-keys.ts";
import { recordAudit } from "./audit.ts";
import type { Actor, IssuerContext } from "./context.ts";
import { credentialRecord } from "./credential-record.ts";
import { recordName } from "./record-name.ts";
import { writeStatusEntry } from "./status-index.ts";

/** What marking the work of a stolen key came to. */
export interface RevokedSince {
  revoked: number;
  alreadyRevoked: number;
  /** Names of the issuances that have no revocation entry and so cannot be revoked. */
  notRevocable: string[];
  /** Offers that an API key made and nobody had claimed. */
  offersCancelled?: number;
}

const commitSize = 200;

/**
 * Revokes whatever an API key issued, and cancels what it offered, at or after a moment (security rule 12). Cut short, it can be run
 * again.
 */
export async function revokeIssuedBy(
  context: IssuerContext,
  { slug, apiKeyId, since, by }: Actor & { slug: string; apiKeyId: string; since: Date },
): Promise<RevokedSince> {
  // Offers first: one that is claimed meanwhile is among the issued after.
  const offersCancelled = await cancelOffersBy(context, { slug, apiKeyId, since, by });
  const revoked = await revokeAll(context, { slug, index: prefixOf.issuedBy(slug, apiKeyId), since, by });
  return { ...revoked, offersCancelled };
}

/** Revokes whatever a signing key signed at or after a moment. */
export function revokeSignedWith(
  context: IssuerContext,
  { slug, id, ...rest }: Actor & { slug: string; id: KeyId; since: Date },
): Promise<RevokedSince> {
  return revokeAll(context, { slug, index: prefixOf.signedWith(slug, id), ...rest });
}

async function cancelOffersBy(
  context: IssuerContext,
  { slug, apiKeyId, since, by }: Actor & { slug: string; apiKeyId: string; since: Date },
): Promise<number> {
  const index = completionPrefixes.offersBy(slug, apiKeyId);
  let cancelled = 0;
  let after = `${index}${since.toISOString()}`;
  for (;;) {
    const page = await context.store.list(index, { limit: commitSize, after });
    cancelled += await context.store.commit(async (transaction) => {
      let count = 0;
      for (const { value: id } of page) {
        const offer = await transaction.get(completionKeys.offer(id));
        if (!offer || offerState(offer, context.now()) !== "open") continue;
        await endOffer(transaction, { offer, at: context.now().toISOString(), by });
        count += 1;
      }
      return count;
    });
    const last = page.at(-1);
    if (!last || page.length < commitSize) return cancelled;
    after = last.key;
  }
}

async function revokeAll(
  context: IssuerContext,
  { slug, index, since, by }: Actor & { slug: string; index: Prefix<number>; since: Date },
): Promise<RevokedSince> {
  const sum: RevokedSince = { revoked: 0, alreadyRevoked: 0, notRevocable: [] };
  let after = `${index}${since.toISOString()}`;
  for (;;) {
    const page = await context.store.list(index, { limit: commitSize, after });
    const results = await context.store.commit(async (transaction) => {
      const at = context.now().toISOString();
      const outcomes: { number: number; outcome: Outcome }[] = [];
      for (const { value: number } of page) {
        outcomes.push({ number, outcome: await revokeOne(transaction, { slug, number, at, by }) });
      }
      return outcomes;
    });
    for (const { number, outcome } of results) {
      if (outcome === "not-revocable") sum.notRevocable.push(recordName(number));
      else sum[outcome] += 1;
    }
    const last = page.at(-1);
    if (!last || page.length < commitSize) return sum;
    after = last.key;
  }
}

type Outcome = "revoked" | "alreadyRevoked" | "not-revocable";

async function revokeOne(
  transaction: Transaction,
  { slug, number, at, by }: { slug: string; number: number; at: string; by: string },
): Promise<Outcome> {
  const record = await credentialRecord(transaction, slug, number);
  const place = record?.statuses.find(({ purpose }) => purpose === "revocation");
  if (!place) return "not-revocable";
  if (!(await writeStatusEntry(transaction, place, { number, value: true }))) return "alreadyRevoked";
  const target = recordName(number);
  await recordAudit(
    transaction,
    { slug, at },
    { by, action: "credential.revoked", target, credentialNumber: number },
  );
  return "revoked";
}
