import { createHash } from "node:crypto";
import { Problem } from "../../core/problem/problem.ts";
import { deliverMail } from "../mail/deliver-mail.ts";
import type { Transaction } from "../store/issuer-store.ts";
import { keyOf } from "../store/record-keys.ts";
import { nextNumber, recordAudit } from "../use-cases/audit.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { type Idempotency, recalledRecord } from "../use-cases/idempotency.ts";
import { tenant } from "../use-cases/tenants.ts";
import { readCompletion } from "./check-completion.ts";
import { answerFor, type CompletionAnswer } from "./completion-answer.ts";
import type { CompletionInput } from "./completion-input.ts";
import { completionName } from "./completion-name.ts";
import { randomUuid } from "./identifiers.ts";
import { assertKeyInForce } from "./key-in-force.ts";
import { recordHandover } from "./record-handover.ts";
import { type AchievementRecord, type CompletionRecord, completionKeys } from "./records.ts";

interface CreateCompletionRequest {
  slug: string;
  apiKeyId: string;
  input: CompletionInput;
  idempotency?: Idempotency | undefined;
}

/**
 * Records that a student completed a micro-internship, and issues the credential when a DID is known, or offers it.
 *
 * One commit holds the completion, its offer or the plan to issue it, the audit trail and the idempotency key: whatever is cut short
 * after it is finished by the same request sent again, or by the next start.
 *
 * @throws {@link Problem} `INVALID_REQUEST`, `ALREADY_EXISTS` for a reference that is taken, `IDEMPOTENCY_KEY_REUSED`, and what
 * `issueCredential` throws.
 */
export async function createCompletion(
  context: IssuerContext,
  request: CreateCompletionRequest,
): Promise<CompletionAnswer> {
  const { slug } = request;
  await tenant(context, slug);
  const number = await context.store.commit((transaction) => recordCompletion(transaction, context, request));
  deliverMail(context);
  return answerFor(context, { slug, number, isCodeShown: true });
}

async function recordCompletion(
  transaction: Transaction,
  context: IssuerContext,
  { slug, apiKeyId, input, idempotency }: CreateCompletionRequest,
): Promise<number> {
  const recalled = await recalledRecord(transaction, slug, idempotency);
  if (recalled?.completion !== undefined) return recalled.completion;
  const achievement = await transaction.get(completionKeys.achievement(slug, input.achievementId));
  const read = readCompletion(input, { achievement, now: context.now() });
  if (!achievement) throw new TypeError("A completion that was read without its achievement");
  await assertKeyInForce(transaction, slug, apiKeyId);
  const at = context.now().toISOString();
  const completion = await newCompletion(transaction, context, {
    slug,
    apiKeyId,
    input: read,
    achievement,
    at,
  });
  const { number } = completion;
  const entry = { by: apiKeyId, action: "completion.created", target: completionName(number) } as const;
  await recordAudit(transaction, { slug, at }, entry);
  await recordHandover(transaction, context, { slug, completion, terms: read.offer });
  if (idempotency) {
    const { keyHash, requestDigest } = idempotency;
    transaction.put(keyOf.idempotency(slug, keyHash), { requestDigest, at, completion: number });
  }
  return number;
}

interface NewCompletion {
  slug: string;
  apiKeyId: string;
  input: CompletionInput;
  achievement: AchievementRecord;
  at: string;
}

async function newCompletion(
  transaction: Transaction,
  context: IssuerContext,
  { slug, apiKeyId, input, achievement, at }: NewCompletion,
): Promise<CompletionRecord> {
  const { recipient, facts, reference, issueNow, approval = "granted" } = input;
  const number = await nextNumber(transaction, slug, "completion");
  const id = randomUuid(context);
  if (reference !== undefined) await takeReference(transaction, { slug, reference, number });
  transaction.put(completionKeys.completionId(slug, id), number);
  return {
    number,
    id,
    achievementId: achievement.id,
    achievementVersion: achievement.version,
    recipient,
    facts,
    ...(reference !== undefined && { reference }),
    apiKeyId,
    createdAt: at,
    approval,
    credentialId: `urn:uuid:${randomUuid(context)}`,
    evidenceIds: (facts.evidence ?? []).map(() => `urn:uuid:${randomUuid(context)}`),
    ...(issueNow && { issueNow }),
    rounds: 0,
    issued: [],
  };
}

async function takeReference(
  transaction: Transaction,
  { slug, reference, number }: { slug: string; reference: string; number: number },
): Promise<void> {
  const place = completionKeys.reference(slug, createHash("sha256").update(reference).digest("hex"));
  if ((await transaction.get(place)) !== undefined) {
    throw new Problem("ALREADY_EXISTS", "There is a completion with this reference already.");
  }
  transaction.put(place, number);
}
