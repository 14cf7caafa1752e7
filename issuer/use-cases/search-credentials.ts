import { isJsonObject, type JsonObject, type JsonValue } from "../../core/json/json-value.ts";
import { type CompletionRecord, completionKeys, completionPrefixes } from "../completions/records.ts";
import type { IssuerStore, Prefix } from "../store/issuer-store.ts";
import { prefixOf } from "../store/record-keys.ts";
import type { CredentialRecord } from "../store/records.ts";
import type { IssuerContext } from "./context.ts";
import { credentialRecord, readRecords } from "./credential-record.ts";
import { type CredentialView, credentialView, findCredentialRecord } from "./credentials.ts";
import type { Page, PageRequest } from "./page.ts";

/** An issuance with what people know it by. The texts are as they were issued, not yet safe for a page. */
export interface NamedCredential extends CredentialView {
  title?: string;
  recipientName?: string;
}

/** What a search came to, newest first. */
export interface SearchResult {
  items: NamedCredential[];
  /** Whether there is more than was looked at or is shown: a search without it has found all there is. */
  incomplete: boolean;
}

const maximumFound = 100;
const maximumCompletions = 20_000;
const maximumCredentials = 5_000;
const chunkSize = 500;

/** {@link listCredentials} with what people know them by. */
export async function listNamedCredentials(
  context: IssuerContext,
  slug: string,
  request: PageRequest,
): Promise<Page<NamedCredential>> {
  const { items, ...rest } = await readRecords(context.store, slug, request);
  return { items: await Promise.all(items.map((record) => named(context, slug, record))), ...rest };
}

/**
 * Finds the issuances of a tenant: by the credential's id or our name for the record; else by a part of the student's name or e-mail
 * address, of the reference or of the title, whatever the case. At most 100; the newest 20,000 completions and 5,000 issuances are looked at.
 */
export async function searchCredentials(
  context: IssuerContext,
  slug: string,
  text: string,
): Promise<SearchResult> {
  const exact = await findCredentialRecord(context, slug, text);
  if (exact) return { items: [await named(context, slug, exact)], incomplete: false };
  const wanted = folded(text);
  const completions = await issuedForCompletions(context, slug, wanted);
  const credentials = await numbersOfCredentials(context, slug, wanted);
  const numbers = [...new Set([...completions.numbers, ...credentials.numbers])].sort(
    (one, other) => other - one,
  );
  const records = await Promise.all(
    numbers.slice(0, maximumFound).map((number) => credentialRecord(context.store, slug, number)),
  );
  const items = await Promise.all(
    records.filter((record) => record !== undefined).map((record) => named(context, slug, record)),
  );
  return {
    items,
    incomplete: completions.incomplete || credentials.incomplete || numbers.length > maximumFound,
  };
}

/** One issuance with what people know it by: by the credential's id (its newest issuance), or our name for the record. */
export async function findNamedCredential(
  context: IssuerContext,
  slug: string,
  id: string,
): Promise<NamedCredential | undefined> {
  const record = await findCredentialRecord(context, slug, id);
  return record && named(context, slug, record);
}

interface Found {
  numbers: number[];
  incomplete: boolean;
}

/** The issuances that belong to completions which hold the text. */
async function issuedForCompletions(context: IssuerContext, slug: string, wanted: string): Promise<Found> {
  const titles = new Map<string, string>();
  const titleOf = async ({ achievementId: id, achievementVersion: version }: CompletionRecord) => {
    const name = `${id}/${version}`;
    const known = titles.get(name);
    if (known !== undefined) return known;
    const achievement = await context.store.get(completionKeys.achievementVersion(slug, id, version));
    const title = achievement?.content.title ?? "";
    titles.set(name, title);
    return title;
  };
  const range = { prefix: completionPrefixes.completions(slug), maximum: maximumCompletions };
  return scan(context.store, range, async (completion) => {
    const { recipient, reference, issued } = completion;
    if (issued.length === 0) return [];
    const texts = [recipient.name, recipient.email, reference, await titleOf(completion)];
    return holds(texts, wanted) ? issued.map(({ number }) => number) : [];
  });
}

/** The issuances whose credential itself holds the text: also those that no completion led to. */
async function numbersOfCredentials(context: IssuerContext, slug: string, wanted: string): Promise<Found> {
  const range = { prefix: prefixOf.credentials(slug), maximum: maximumCredentials };
  return scan(context.store, range, async (record) => {
    const { title, recipientName } = namesOf(record.document);
    return holds([title, recipientName], wanted) ? [record.number] : [];
  });
}

async function scan<Value>(
  store: IssuerStore,
  { prefix, maximum }: { prefix: Prefix<Value>; maximum: number },
  numbersOf: (value: Value) => Promise<number[]>,
): Promise<Found> {
  const numbers: number[] = [];
  let after: string | undefined;
  for (let seen = 0; seen < maximum; seen += chunkSize) {
    const range = { limit: chunkSize, newestFirst: true, ...(after !== undefined && { after }) };
    const entries = await store.list(prefix, range);
    for (const { value } of entries) numbers.push(...(await numbersOf(value)));
    if (entries.length < chunkSize) return { numbers, incomplete: false };
    after = entries.at(-1)?.key;
  }
  return { numbers, incomplete: true };
}

async function named(
  context: IssuerContext,
  slug: string,
  record: CredentialRecord,
): Promise<NamedCredential> {
  return { ...(await credentialView(context, slug, record)), ...namesOf(record.document) };
}

/** Title and student's name where our profile puts them; of a credential of another kind there may be none. */
function namesOf({ credentialSubject }: JsonObject): { title?: string; recipientName?: string } {
  const title = textAt(memberOf(memberOf(credentialSubject, "achievement"), "name"));
  const identifiers = [memberOf(credentialSubject, "identifier") ?? []].flat();
  const name = identifiers
    .filter(
      (identifier) =>
        memberOf(identifier, "identityType") === "name" && memberOf(identifier, "hashed") !== true,
    )
    .map((identifier) => textAt(memberOf(identifier, "identityHash")))
    .find((text) => text !== undefined);
  return { ...(title !== undefined && { title }), ...(name !== undefined && { recipientName: name }) };
}

function memberOf(value: JsonValue | undefined, member: string): JsonValue | undefined {
  return isJsonObject(value) ? value[member] : undefined;
}

function textAt(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function holds(texts: (string | undefined)[], wanted: string): boolean {
  return texts.some((text) => text !== undefined && folded(text).includes(wanted));
}

function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
