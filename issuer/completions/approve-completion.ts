import { Problem } from "../../core/problem/problem.ts";
import { keyOf } from "../store/record-keys.ts";
import { recordAudit } from "../use-cases/audit.ts";
import type { Actor, IssuerContext } from "../use-cases/context.ts";
import { answerFor, type CompletionAnswer } from "./completion-answer.ts";
import { completionName } from "./completion-name.ts";
import { completionById } from "./find-completion.ts";
import { recordPlan } from "./issue-planned.ts";
import { assertActorInForce } from "./key-in-force.ts";
import { isIssuedAtOnce } from "./record-handover.ts";
import { completionKeys } from "./records.ts";

/**
 * Approves a completion that awaits it: what needs no claim is issued at once, a claim that waits is answered when the wallet asks
 * again. One that is approved already stays so.
 *
 * @throws {@link Problem} `NOT_FOUND`; `CONFLICT` when the API key behind it was revoked, and what `issueCredential` throws.
 */
export async function approveCompletion(
  context: IssuerContext,
  { slug, id, by }: Actor & { slug: string; id: string },
): Promise<CompletionAnswer> {
  const number = await context.store.commit(async (transaction) => {
    await assertActorInForce(transaction, slug, by);
    const completion = await completionById(transaction, slug, id);
    if (completion.approval === "granted") return completion.number;
    const apiKey = await transaction.get(keyOf.apiKey(slug, completion.apiKeyId));
    if (apiKey?.revokedAt !== undefined) {
      throw new Problem(
        "CONFLICT",
        "The API key that recorded this was revoked. Set its recipient again to answer for it with yours.",
      );
    }
    const at = context.now().toISOString();
    const approved = { ...completion, approval: "granted" as const, approvedBy: by };
    transaction.put(completionKeys.completion(slug, completion.number), approved);
    if (isIssuedAtOnce(approved)) {
      const { did } = approved.recipient;
      await recordPlan(transaction, context, {
        slug,
        completion: approved,
        securing: "embedded",
        dids: did === undefined ? [] : [did],
      });
    }
    const target = completionName(completion.number);
    await recordAudit(transaction, { slug, at }, { by, action: "completion.approved", target });
    return completion.number;
  });
  return answerFor(context, { slug, number, isCodeShown: false });
}
