import type { Transaction } from "../store/issuer-store.ts";
import { keyOf, prefixOf } from "../store/record-keys.ts";
import type { AuditAction, AuditRecord } from "../store/records.ts";
import type { IssuerContext } from "./context.ts";
import { type Page, type PageRequest, readPage } from "./page.ts";

/** How long a reason may be. */
export const maximumReasonCharacters = 500;

/** One line for the audit trail, before it has its number and time. */
export interface AuditEntry {
  by: string;
  action: AuditAction;
  /** Named by our own numbers and ids, never by a credential's id or subject. */
  target: string;
  reason?: string | undefined;
  /** The issuance it belongs to: it then stands in that credential's history too. */
  credentialNumber?: number;
}

/** Adds a line to a tenant's audit trail, in the transaction that does what it tells. */
export async function recordAudit(
  transaction: Transaction,
  place: { slug: string; at: string },
  { credentialNumber, reason, ...entry }: AuditEntry,
): Promise<void> {
  const number = await nextNumber(transaction, place.slug, "audit");
  const record: AuditRecord = { number, at: place.at, ...entry, ...(reason !== undefined && { reason }) };
  transaction.put(keyOf.audit(place.slug, number), record);
  if (credentialNumber !== undefined) {
    transaction.put(keyOf.history(place.slug, credentialNumber, number), record);
  }
}

/** Takes the next number of a tenant's credentials, completions, achievements or audit lines: 1, 2, 3 without a gap. */
export async function nextNumber(
  transaction: Transaction,
  slug: string,
  name: "credential" | "audit" | "completion" | "achievement",
): Promise<number> {
  const number = ((await transaction.get(keyOf.counter(slug, name))) ?? 0) + 1;
  transaction.put(keyOf.counter(slug, name), number);
  return number;
}

/** Reads a tenant's audit trail, newest first. */
export function listAudit(
  context: IssuerContext,
  slug: string,
  request: PageRequest,
): Promise<Page<AuditRecord>> {
  return readPage(context.store, prefixOf.audit(slug), request);
}
