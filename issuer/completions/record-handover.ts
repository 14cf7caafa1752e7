import type { Transaction } from "../store/issuer-store.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import type { OfferTerms } from "./completion-input.ts";
import { recordPlan } from "./issue-planned.ts";
import { recordOffer } from "./offers.ts";
import { type CompletionRecord, completionKeys } from "./records.ts";

/** Whether a completion needs no claim: a DID is known, or it is issued for the e-mail address. */
export function isIssuedAtOnce({ recipient, issueNow }: CompletionRecord): boolean {
  return recipient.did !== undefined || issueNow === true;
}

/** Records a completion together with how it comes to the student: a plan to issue it, or an offer. */
export async function recordHandover(
  transaction: Transaction,
  context: IssuerContext,
  {
    slug,
    completion,
    terms = { transactionCode: false },
  }: { slug: string; completion: CompletionRecord; terms?: OfferTerms | undefined },
): Promise<void> {
  const { recipient, number } = completion;
  if (!isIssuedAtOnce(completion)) {
    const { id: offerId } = await recordOffer(transaction, context, { slug, completion, terms });
    transaction.put(completionKeys.completion(slug, number), { ...completion, offerId });
  } else if (completion.approval === "granted") {
    const dids = recipient.did === undefined ? [] : [recipient.did];
    await recordPlan(transaction, context, { slug, completion, securing: "embedded", dids });
  } else {
    transaction.put(completionKeys.completion(slug, number), completion);
  }
}
