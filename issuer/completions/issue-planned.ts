import { createHash } from "node:crypto";
import type { JsonObject } from "../../core/json/json-value.ts";
import { Problem } from "../../core/problem/problem.ts";
import type { Transaction } from "../store/issuer-store.ts";
import { keyOf } from "../store/record-keys.ts";
import { recordAudit } from "../use-cases/audit.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { credentialRecord } from "../use-cases/credential-record.ts";
import type { Idempotency } from "../use-cases/idempotency.ts";
import { issueCredential } from "../use-cases/issue-credential.ts";
import { recordName } from "../use-cases/record-name.ts";
import { writeStatusEntry } from "../use-cases/status-index.ts";
import { claimedCredential } from "./completion-credential.ts";
import { randomUuid } from "./identifiers.ts";
import { type CompletionRecord, completionKeys, type PlannedIssuance } from "./records.ts";
import { assertRoomToIssue } from "./room-to-issue.ts";

interface Plan {
  slug: string;
  completion: CompletionRecord;
  securing: PlannedIssuance["securing"];
  /** One credential each; without any, one for the e-mail address. */
  dids: string[];
}

/**
 * Records for whom a completion is to be issued; {@link issuePlanned} then issues it, now or after a restart.
 *
 * @throws {@link Problem} `OVERLOADED` as {@link assertRoomToIssue} does.
 */
export async function recordPlan(
  transaction: Transaction,
  context: IssuerContext,
  { slug, completion, securing, dids }: Plan,
): Promise<CompletionRecord> {
  await assertRoomToIssue(transaction, context, { slug, completion, securing });
  const round = completion.rounds + 1;
  const [first, ...others] = dids;
  const planned: PlannedIssuance = {
    round,
    securing,
    keys: [
      { credentialId: completion.credentialId, ...(first !== undefined && { did: first }) },
      ...others.map((did) => ({ credentialId: `urn:uuid:${randomUuid(context)}`, did })),
    ],
  };
  const { number } = completion;
  const plannedAt = laterThan(completion.plannedAt, context.now()).toISOString();
  const next = { ...completion, rounds: round, plannedAt, planned };
  transaction.put(completionKeys.completion(slug, number), next);
  transaction.put(completionKeys.due(slug, number), { slug, number });
  return next;
}

/** Of two credentials with one id the one with the newer `validFrom` counts, and `validFrom` is written to the second. */
function laterThan(earlier: string | undefined, now: Date): Date {
  return new Date(Math.max(now.getTime(), earlier === undefined ? 0 : Date.parse(earlier) + 1000));
}

const underWay = new WeakMap<IssuerContext, Map<string, Promise<unknown>>>();

/**
 * Issues what is planned for a completion, one after the other; what the plan has led to already is given again. What was issued
 * for it before is superseded and revoked.
 *
 * @param plan - `expectedRound`: the plan that the caller may see carried out: what another one leads to is for somebody else.
 * @throws {@link Problem} `CONFLICT` when there is another plan by now, and what `issueCredential` throws.
 */
export async function issuePlanned(
  context: IssuerContext,
  { slug, number, expectedRound }: { slug: string; number: number; expectedRound?: number | undefined },
): Promise<(JsonObject | string)[]> {
  const running = underWay.get(context) ?? new Map<string, Promise<unknown>>();
  underWay.set(context, running);
  const id = `${slug}/${number}`;
  const earlier = running.get(id)?.catch(() => {});
  const issuing = Promise.resolve(earlier).then(() => issueAll(context, { slug, number, expectedRound }));
  running.set(id, issuing);
  try {
    return await issuing;
  } finally {
    if (running.get(id) === issuing) running.delete(id);
  }
}

/**
 * The numbers of the issuances that the plan of a completion led to, in the order of its DIDs: its own, also when others have replaced
 * them.
 */
export async function numbersOfPlan(
  transaction: Pick<Transaction, "get">,
  slug: string,
  completion: CompletionRecord,
): Promise<number[]> {
  const numbers: number[] = [];
  for (const { credentialId } of completion.planned?.keys ?? []) {
    const { keyHash } = idempotencyOf(completion, credentialId);
    const issuance = await transaction.get(keyOf.idempotency(slug, keyHash));
    if (issuance?.number === undefined) throw new TypeError("A plan that was not issued");
    numbers.push(issuance.number);
  }
  return numbers;
}

async function issueAll(
  context: IssuerContext,
  { slug, number, expectedRound }: { slug: string; number: number; expectedRound: number | undefined },
): Promise<(JsonObject | string)[]> {
  const completion = await context.store.get(completionKeys.completion(slug, number));
  const { planned } = completion ?? {};
  if (expectedRound !== undefined && planned?.round !== expectedRound)
    throw new Problem("CONFLICT", "The recipient was changed at this moment.");
  if (!completion || !planned) throw new TypeError("A completion without a plan");
  const credentials: (JsonObject | string)[] = [];
  for (const { credentialId, did } of planned.keys) {
    const { credential, selectiveDisclosure } = await claimedCredential(context, { slug, completion, did });
    credentials.push(
      await issueCredential(context, {
        slug,
        apiKeyId: completion.apiKeyId,
        approvedBy: completion.approvedBy,
        credential: { ...credential, id: credentialId },
        reissue: true,
        securing: planned.securing,
        signing: { selectiveDisclosure },
        isPlanned: true,
        idempotency: idempotencyOf(completion, credentialId),
      }),
    );
  }
  await context.store.commit((transaction) => recordIssued(transaction, context, { slug, number, planned }));
  return credentials;
}

/** Two issuances of one plan for one credential are one. */
function idempotencyOf({ id, rounds }: CompletionRecord, credentialId: string): Idempotency {
  const keyHash = createHash("sha256").update(`completion\0${id}\0${rounds}\0${credentialId}`).digest("hex");
  return { keyHash, requestDigest: "completion" };
}

async function recordIssued(
  transaction: Transaction,
  context: IssuerContext,
  { slug, number, planned }: { slug: string; number: number; planned: PlannedIssuance },
): Promise<void> {
  const completion = await transaction.get(completionKeys.completion(slug, number));
  if (completion?.planned?.round !== planned.round) return;
  const issued: CompletionRecord["issued"] = [];
  for (const key of planned.keys) {
    const pointer = await transaction.get(keyOf.credentialPointer(slug, key.credentialId));
    if (pointer?.current === undefined) throw new TypeError("Issued, and no pointer to it");
    issued.push({ ...key, number: pointer.current });
  }
  const kept = new Set(planned.keys.map(({ credentialId }) => credentialId));
  for (const earlier of completion.issued) {
    if (!kept.has(earlier.credentialId)) {
      await revokeFormer(transaction, context, { slug, by: completion.apiKeyId, number: earlier.number });
    }
  }
  transaction.put(completionKeys.completion(slug, number), { ...completion, issued });
  transaction.remove(completionKeys.due(slug, number));
}

/** A credential of another key of the wallet that a completion was bound to before. */
async function revokeFormer(
  transaction: Transaction,
  { now }: IssuerContext,
  { slug, by, number }: { slug: string; by: string; number: number },
): Promise<void> {
  const record = await credentialRecord(transaction, slug, number);
  const place = record?.statuses.find(({ purpose }) => purpose === "revocation");
  if (!place || !(await writeStatusEntry(transaction, place, { number, value: true }))) return;
  const target = recordName(number);
  await recordAudit(
    transaction,
    { slug, at: now().toISOString() },
    { by, action: "credential.superseded", target, credentialNumber: number },
  );
}
