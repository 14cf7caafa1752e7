import type { JsonObject } from "../../core/json/json-value.ts";
import { Problem } from "../../core/problem/problem.ts";
import { keyName, signingKeyOf } from "../signing-keys/key-id.ts";
import { keyOf, prefixOf } from "../store/record-keys.ts";
import type { AuditRecord, CredentialRecord, Failure, StatusPurpose } from "../store/records.ts";
import { answeredCredential } from "./answered-credential.ts";
import type { IssuerContext } from "./context.ts";
import { credentialRecord, readRecords } from "./credential-record.ts";
import type { Page, PageRequest } from "./page.ts";
import { recordName } from "./record-name.ts";

/** An issuance as its tenant sees it in a list. */
export interface CredentialView {
  /** Our own name for it. */
  record: string;
  credentialId?: string;
  state: CredentialRecord["state"];
  created: string;
  apiKey: string;
  /** The key that signed it, like `key-1`. */
  signingKey: string;
  /** Of the key; for those who knew it when there was one type. */
  signingKeyVersion: number;
  /** Absent in a JWT. */
  cryptosuite?: string;
  /** The cryptosuite of the second proof, from which the holder can show parts. */
  selectiveDisclosure?: string;
  statuses: {
    statusPurpose: StatusPurpose;
    statusListCredential: string;
    statusListIndex: string;
    status: boolean;
  }[];
  /** The issuance that replaced it under the same id. */
  supersededBy?: string;
  failure?: Failure;
}

/** {@link CredentialView} with the credential and what happened to it, oldest first. */
export interface CredentialDetails extends CredentialView {
  /** A string when it is a VC-JWT; a vc+jwt stands in its envelope. */
  verifiableCredential?: JsonObject | string;
  history: AuditRecord[];
}

const maximumHistory = 1_000;

/** The issuances of a tenant, newest first. */
export async function listCredentials(
  context: IssuerContext,
  slug: string,
  request: PageRequest,
): Promise<Page<CredentialView>> {
  const { items, ...rest } = await readRecords(context.store, slug, request);
  return { items: await Promise.all(items.map((record) => credentialView(context, slug, record))), ...rest };
}

/**
 * One issuance with its history.
 *
 * @param id - The credential's id (its newest issuance), or our name for the record. Throws `NOT_FOUND`.
 */
export async function credentialDetails(
  context: IssuerContext,
  slug: string,
  id: string,
): Promise<CredentialDetails> {
  const record = await findCredentialRecord(context, slug, id);
  if (!record) throw new Problem("NOT_FOUND", "This issuer has not issued a credential with this id.");
  const history = await context.store.list(prefixOf.history(slug, record.number), { limit: maximumHistory });
  return {
    ...(await credentialView(context, slug, record)),
    ...(record.state === "issued" && { verifiableCredential: answeredCredential(record) }),
    history: history.map(({ value }) => value),
  };
}

/** The issuance that an id means: the credential's id (its newest issuance), or our name for the record. */
export async function findCredentialRecord(
  { store }: IssuerContext,
  slug: string,
  id: string,
): Promise<CredentialRecord | undefined> {
  const [, digits] = /^record-([1-9][0-9]{0,11})$/.exec(id) ?? [];
  if (digits !== undefined) return credentialRecord(store, slug, Number(digits));
  const pointer = await store.get(keyOf.credentialPointer(slug, id));
  const number = pointer?.current ?? pointer?.pending;
  return number === undefined ? undefined : credentialRecord(store, slug, number);
}

/** An issuance as its tenant sees it. */
export async function credentialView(
  { store }: IssuerContext,
  slug: string,
  record: CredentialRecord,
): Promise<CredentialView> {
  const { number, credentialId, state, created, apiKeyId, failure } = record;
  const { signingKeyVersion, cryptosuite, selectiveDisclosure } = record;
  const pointer =
    credentialId === undefined ? undefined : await store.get(keyOf.credentialPointer(slug, credentialId));
  const current = pointer?.current;
  return {
    record: recordName(number),
    ...(credentialId !== undefined && { credentialId }),
    state,
    created,
    apiKey: apiKeyId,
    signingKey: keyName(signingKeyOf(record)),
    signingKeyVersion,
    ...(cryptosuite !== undefined && { cryptosuite }),
    ...(selectiveDisclosure && { selectiveDisclosure: selectiveDisclosure.cryptosuite }),
    statuses: await Promise.all(
      record.statuses.map(async ({ purpose, url, listId, index }) => ({
        statusPurpose: purpose,
        statusListCredential: url,
        statusListIndex: String(index),
        status: (await store.get(keyOf.setStatus(listId, index))) !== undefined,
      })),
    ),
    ...(state === "issued" &&
      current !== undefined &&
      current > number && { supersededBy: recordName(current) }),
    ...(failure && { failure }),
  };
}
