import type { JsonObject } from "../../core/json/json-value.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { type CompletionView, viewOfCompletion } from "./completion-view.ts";
import { issuePlanned } from "./issue-planned.ts";
import { transactionCodeOf } from "./offer-codes.ts";
import { offerLink } from "./offers.ts";
import { isIssuedAtOnce } from "./record-handover.ts";
import { type CompletionRecord, completionKeys } from "./records.ts";

/** What whoever may issue is told about a completion: with the credential or the link to hand over. */
export interface CompletionAnswer {
  completion: CompletionView;
  /** When it was issued without a claim. */
  verifiableCredential?: JsonObject | string;
  offer?: {
    id: string;
    link: string;
    expiresAt: string;
    /** For the student, by another way than the link. */
    transactionCode?: string;
  };
}

/** Issues what is planned for a completion, and tells what came of it; the transaction code only when asked to. */
export async function answerFor(
  context: IssuerContext,
  { slug, number, isCodeShown }: { slug: string; number: number; isCodeShown: boolean },
): Promise<CompletionAnswer> {
  const before = await recordOf(context, slug, number);
  const isAtOnce = isIssuedAtOnce(before);
  const [credential] = isAtOnce && before.planned ? await issuePlanned(context, { slug, number }) : [];
  const record = await recordOf(context, slug, number);
  const offer = isAtOnce ? undefined : await offerOf(context, record, isCodeShown);
  return {
    completion: await viewOfCompletion(context, slug, record),
    ...(credential !== undefined && { verifiableCredential: credential }),
    ...(offer && { offer }),
  };
}

async function offerOf(
  context: IssuerContext,
  { offerId }: CompletionRecord,
  isCodeShown: boolean,
): Promise<CompletionAnswer["offer"]> {
  const offer = offerId === undefined ? undefined : await context.store.get(completionKeys.offer(offerId));
  if (!offer) return undefined;
  const { id, expiresAt, transactionCode } = offer;
  return {
    id,
    link: offerLink(context, id),
    expiresAt,
    ...(transactionCode && isCodeShown && { transactionCode: transactionCodeOf(context, id) }),
  };
}

async function recordOf({ store }: IssuerContext, slug: string, number: number): Promise<CompletionRecord> {
  const record = await store.get(completionKeys.completion(slug, number));
  if (!record) throw new TypeError("A completion vanished");
  return record;
}
