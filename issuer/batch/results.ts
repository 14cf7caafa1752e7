import { viewOfCompletion } from "../completions/completion-view.ts";
import { completionById } from "../completions/find-completion.ts";
import { transactionCodeOf } from "../completions/offer-codes.ts";
import { offerLink } from "../completions/offers.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { noSuchBatch } from "./batch-view.ts";
import { type BatchPlace, type BatchRowRecord, batchKeys, batchPrefixes } from "./records.ts";
import { csvLine } from "./write-csv.ts";

/** The columns of the results, in order. */
export const resultColumns = [
  "row",
  "reference",
  "state",
  "credential_id",
  "claim_link",
  "transaction_code",
  "claim_until",
  "problem",
] as const;

type Result = Partial<Record<(typeof resultColumns)[number], string>>;

const rowsAtOnce = 50;
const byteOrderMark = "\ufeff";

/**
 * What a batch has led to up to this moment, as CSV, some rows at a time: for those who may issue, since it holds claim links and
 * transaction codes (never stored, and derived anew) while an offer can be claimed.
 *
 * @throws {@link Problem} `NOT_FOUND`, before the first piece.
 */
export async function* batchResults(context: IssuerContext, place: BatchPlace): AsyncGenerator<string> {
  const { slug, number } = place;
  if (!(await context.store.get(batchKeys.batch(slug, number)))) throw noSuchBatch();
  // Without the mark, spreadsheets take UTF-8 for the encoding of their country.
  yield byteOrderMark + csvLine(resultColumns);
  let after: string | undefined;
  do {
    const range = { limit: rowsAtOnce, ...(after !== undefined && { after }) };
    const page = await context.store.list(batchPrefixes.rows(slug, number), range);
    const results = await Promise.all(page.map(({ value }) => resultOf(context, slug, value)));
    yield results.map((result) => csvLine(resultColumns.map((column) => result[column] ?? ""))).join("");
    after = page.length === rowsAtOnce ? page.at(-1)?.key : undefined;
  } while (after !== undefined);
}

async function resultOf(context: IssuerContext, slug: string, record: BatchRowRecord): Promise<Result> {
  const { row, reference = "", state, problem = "", completionId } = record;
  const known = { row: String(row), reference };
  if (completionId === undefined) return { ...known, state, problem };
  const completion = await completionById(context.store, slug, completionId);
  const view = await viewOfCompletion(context, slug, completion);
  const { offerId } = completion;
  const isOpen = offerId !== undefined && view.offer?.state === "open";
  return {
    ...known,
    state: view.state,
    credential_id: view.issued[0]?.credentialId ?? "",
    ...(isOpen && {
      claim_link: offerLink(context, offerId),
      ...(view.offer?.transactionCode && { transaction_code: transactionCodeOf(context, offerId) }),
      claim_until: view.offer?.expiresAt ?? "",
    }),
    problem,
  };
}
