import type { JsonObject } from "../../core/json/json-value.ts";
import { Problem } from "../../core/problem/problem.ts";
import { assertKeyInForce } from "../completions/key-in-force.ts";
import type { Transaction } from "../store/issuer-store.ts";
import { keyOf } from "../store/record-keys.ts";
import type { AuditAction, CredentialRecord, StatusPlace, StatusPurpose } from "../store/records.ts";
import { recordAudit } from "./audit.ts";
import type { IssuerContext } from "./context.ts";
import { credentialRecord } from "./credential-record.ts";
import { type Idempotency, recalledRecord } from "./idempotency.ts";
import { recordName } from "./record-name.ts";
import { writeStatusEntry } from "./status-index.ts";

export interface ChangeStatusRequest {
  slug: string;
  apiKeyId: string;
  /** The credential's id, or our name for one that has none. */
  credentialId: string;
  purpose: StatusPurpose;
  value: boolean;
  /** Why: kept in the audit trail. */
  reason?: string | undefined;
  idempotency?: Idempotency | undefined;
}

/**
 * Revokes, suspends or reinstates a credential. Asking for what is already so changes nothing and is no error.
 *
 * @throws {@link Problem} `NOT_FOUND`; `CONFLICT` when a revocation is to be undone, when the credential has no
 * entry for the purpose, and while it is being issued; `IDEMPOTENCY_KEY_REUSED`.
 */
export async function changeStatus(
  context: IssuerContext,
  request: ChangeStatusRequest,
): Promise<JsonObject> {
  return context.store.commit(async (transaction) => {
    const { slug, apiKeyId, purpose, value, credentialId, reason, idempotency } = request;
    await assertKeyInForce(transaction, slug, apiKeyId);
    const recalled = await recalledRecord(transaction, slug, idempotency);
    if (recalled?.answer) return recalled.answer;
    const record = await issuedRecord(transaction, slug, credentialId);
    const place = placeFor(record, purpose);
    await assertNotFinal(transaction, place, value);
    const at = context.now().toISOString();
    if (await writeStatusEntry(transaction, place, { number: record.number, value })) {
      const { number } = record;
      const action = actionFor(purpose, value);
      const target = recordName(number);
      await recordAudit(
        transaction,
        { slug, at },
        { by: apiKeyId, action, target, reason, credentialNumber: number },
      );
    }
    const answer = answerFor(credentialId, place, value);
    if (idempotency) {
      const { keyHash, requestDigest } = idempotency;
      transaction.put(keyOf.idempotency(slug, keyHash), { requestDigest, at, answer });
    }
    return answer;
  });
}

async function issuedRecord(
  transaction: Transaction,
  slug: string,
  credentialId: string,
): Promise<CredentialRecord> {
  const pointer = await transaction.get(keyOf.credentialPointer(slug, credentialId));
  if (!pointer) throw new Problem("NOT_FOUND", "This issuer has not issued a credential with this id.");
  if (pointer.current === undefined)
    throw new Problem("CONFLICT", "This credential is being issued at this moment.");
  const record = await credentialRecord(transaction, slug, pointer.current);
  if (!record) throw new TypeError("A credential id without its record");
  return record;
}

function placeFor({ statuses }: CredentialRecord, purpose: StatusPurpose): StatusPlace {
  const place = statuses.find((candidate) => candidate.purpose === purpose);
  if (place) return place;
  throw new Problem(
    "CONFLICT",
    `The credential was issued without an entry for ${purpose}. Entries are chosen when issuing, with ` +
      `options.credentialStatus: {"type": "BitstringStatusListEntry", "statusPurpose": "${purpose}"} or an array of them.`,
  );
}

async function assertNotFinal(transaction: Transaction, place: StatusPlace, value: boolean): Promise<void> {
  if (place.purpose !== "revocation" || value) return;
  if ((await transaction.get(keyOf.setStatus(place.listId, place.index))) === undefined) return;
  throw new Problem(
    "CONFLICT",
    "A revocation is final. Issue the credential again; suspension is what can be lifted.",
  );
}

function actionFor(purpose: StatusPurpose, value: boolean): AuditAction {
  if (purpose === "revocation") return "credential.revoked";
  return value ? "credential.suspended" : "credential.reinstated";
}

function answerFor(credentialId: string, place: StatusPlace, value: boolean): JsonObject {
  return {
    credentialId,
    credentialStatus: {
      type: "BitstringStatusListEntry",
      statusPurpose: place.purpose,
      statusListIndex: String(place.index),
      statusListCredential: place.url,
    },
    status: value,
  };
}
