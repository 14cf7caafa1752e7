import type { IssuerStore, Key, Transaction } from "../store/issuer-store.ts";
import { keyOf, prefixOf } from "../store/record-keys.ts";
import type { CredentialRecord, SignatureRecord, StoredCredential } from "../store/records.ts";
import { type Page, type PageRequest, readPage } from "./page.ts";
import type { IssuedCredential } from "./sign-record.ts";

type Reader = Pick<Transaction, "get">;

/** The record of one issuance, wherever its parts lie. */
export async function credentialRecord(
  reader: Reader,
  slug: string,
  number: number,
): Promise<CredentialRecord | undefined> {
  const stored = await reader.get(keyOf.credential(slug, number));
  return stored && wholeRecord(reader, slug, stored);
}

/** The records of a tenant's issuances, newest first. Throws `INVALID_REQUEST` for a cursor that is none. */
export async function readRecords(
  store: IssuerStore,
  slug: string,
  request: PageRequest,
): Promise<Page<CredentialRecord>> {
  const { items, ...rest } = await readPage(store, prefixOf.credentials(slug), request);
  return { items: await Promise.all(items.map((stored) => wholeRecord(store, slug, stored))), ...rest };
}

/**
 * What was read as `keyOf.credential` put together with what its signature added.
 *
 * A second look into the store is none too many: beside what an intent wrote a signature may appear, and never goes again.
 */
export async function wholeRecord(
  reader: Reader,
  slug: string,
  { state, ...stored }: StoredCredential,
): Promise<CredentialRecord> {
  if (state === "issued" || state === "voided") return { ...stored, state };
  const signature = await reader.get(keyOf.signature(slug, stored.number));
  if (signature === undefined) return { ...stored, state: "intended" };
  const { proof, ...added } = signature;
  const document = proof === undefined ? stored.document : { ...stored.document, proof };
  return { ...stored, state: "issued", ...added, document };
}

/** What is to be written when an intent was signed. */
export interface SignedText {
  key: Key<SignatureRecord | StoredCredential>;
  text: string;
}

/**
 * What a signature makes of an intent, as JSON text: only what is new where `document` stays as the store has it, to the byte, with the
 * proof behind it; else (an earlier proof was there, or VCDM 1.1 got another context) the whole record once more.
 */
export function signedText(slug: string, record: CredentialRecord, credential: IssuedCredential): SignedText {
  const { number, document } = record;
  const key = keyOf.signature(slug, number);
  if (typeof credential === "string") return { key, text: JSON.stringify({ jwt: credential }) };
  const { proof, ...others } = credential;
  if (proof !== undefined && Object.keys(credential).at(-1) === "proof" && isSame(document, others))
    return { key, text: JSON.stringify({ proof }) };
  return {
    key: keyOf.credential(slug, number),
    text: JSON.stringify({ ...record, state: "issued", document: credential }),
  };
}

/** Notes in the record of what was issued when it was asked for in its other form. */
export async function noteOtherForm(
  transaction: Transaction,
  slug: string,
  { number, otherFormAt }: { number: number; otherFormAt: string },
): Promise<void> {
  const signature = await transaction.get(keyOf.signature(slug, number));
  if (signature) {
    transaction.put(keyOf.signature(slug, number), { ...signature, otherFormAt });
    return;
  }
  const stored = await transaction.get(keyOf.credential(slug, number));
  if (stored?.state !== "issued") throw new TypeError("Only what was issued has another form");
  transaction.put(keyOf.credential(slug, number), { ...stored, otherFormAt });
}

/** Whether two objects have the same members in one order. Signing copies a document and not what is in it, unless a thread signs. */
function isSame(one: object, other: object): boolean {
  const [members, others] = [Object.entries(one), Object.entries(other)];
  return (
    members.length === others.length &&
    members.every(([name, value], index) => {
      const [otherName, otherValue] = others[index] ?? [];
      return (
        name === otherName && (value === otherValue || JSON.stringify(value) === JSON.stringify(otherValue))
      );
    })
  );
}
