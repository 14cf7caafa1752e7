import { Problem } from "../../core/problem/problem.ts";
import { assertKeyInForce } from "../completions/key-in-force.ts";
import { signingKeysOf } from "../signing-keys/key-id.ts";
import type { Transaction } from "../store/issuer-store.ts";
import { keyOf } from "../store/record-keys.ts";
import type { CredentialRecord } from "../store/records.ts";
import { recordAudit } from "./audit.ts";
import type { IssuerContext } from "./context.ts";
import { credentialRecord, noteOtherForm } from "./credential-record.ts";
import { recordName } from "./record-name.ts";
import { type IssuedCredential, type SignableRecord, signRecord } from "./sign-record.ts";

interface Issuance {
  slug: string;
  number: number;
}

/**
 * Records that an issued credential is given in its other form too: a VC-JWT of one with an embedded proof, and the other way round.
 * It is one credential in two forms, so nothing is issued, superseded or revoked by it. Once recorded it stays so.
 *
 * Whatever forbids to issue forbids this, also when it was recorded before, because each time it is signed anew.
 *
 * @throws {@link Problem} `UNAUTHORIZED` when the API key behind it was revoked; `CONFLICT` when it was revoked, suspended or replaced,
 * is being replaced, or its signing key was withdrawn; `OVERLOADED` while too many signatures for selective disclosure are waiting,
 * when it takes one.
 */
export async function recordOtherForm(
  transaction: Transaction,
  { now, signingThreads }: Pick<IssuerContext, "now" | "signingThreads">,
  { slug, number }: Issuance,
): Promise<void> {
  const record = await credentialRecord(transaction, slug, number);
  if (record?.state !== "issued") throw new TypeError("Only what was issued has another form");
  await assertIssuable(transaction, slug, record);
  if (takesDisclosure(record)) signingThreads.room.assertAny();
  if (record.otherFormAt !== undefined) return;
  const at = now().toISOString();
  await noteOtherForm(transaction, slug, { number, otherFormAt: at });
  const target = recordName(number);
  const { apiKeyId: by } = record;
  await recordAudit(
    transaction,
    { slug, at },
    { by, action: "credential.other-form", target, credentialNumber: number },
  );
}

/**
 * Signs the other form of an issued credential, after {@link recordOtherForm}: the same bytes each time.
 *
 * @throws {@link Problem} `CONFLICT` when the signing key was withdrawn meanwhile, and what cannot be said in the other form.
 */
export async function signOtherForm(
  context: IssuerContext,
  { slug, number }: Issuance,
): Promise<IssuedCredential> {
  const record = await credentialRecord(context.store, slug, number);
  if (record?.otherFormAt === undefined) throw new TypeError("Recorded before it is signed");
  const sign = () => signRecord(context, slug, inOtherForm(record));
  const { room } = context.signingThreads;
  const outcome = await (takesDisclosure(record) ? room.enter(sign, { isRecorded: true }) : sign());
  if ("failure" in outcome) throw new Problem(outcome.failure.code, outcome.failure.detail);
  return outcome.credential;
}

async function assertIssuable(
  transaction: Transaction,
  slug: string,
  record: CredentialRecord,
): Promise<void> {
  const { number, credentialId, apiKeyId, statuses } = record;
  await assertKeyInForce(transaction, slug, apiKeyId);
  for (const key of signingKeysOf(record)) {
    const signingKey = await transaction.get(keyOf.signingKey(slug, key));
    if (!signingKey || signingKey.revokedAt !== undefined)
      throw new Problem("CONFLICT", "A signing key of this credential was withdrawn.");
  }
  const id = credentialId ?? recordName(number);
  const pointer = await transaction.get(keyOf.credentialPointer(slug, id));
  if (pointer?.current !== number || pointer.pending !== undefined)
    throw new Problem("CONFLICT", "This credential was replaced by a newer one, or is being replaced.");
  for (const { listId, index } of statuses) {
    if ((await transaction.get(keyOf.setStatus(listId, index))) !== undefined)
      throw new Problem("CONFLICT", "This credential was revoked or suspended.");
  }
}

/** Whether the other form of a credential has a proof for selective disclosure. */
function takesDisclosure({ securing, selectiveDisclosure }: CredentialRecord): boolean {
  return securing !== undefined && selectiveDisclosure !== undefined;
}

/** A JWT's document is unsigned as it is; the other had nothing added to it but the proof. */
function inOtherForm({ securing, ...record }: CredentialRecord): SignableRecord {
  if (securing !== undefined) return record;
  const { proof: _proof, ...document } = record.document;
  return { ...record, document, securing: "jwt" };
}
