import { holderOfKey } from "../use-cases/authorization.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import {
  type BatchPlace,
  type BatchRecord,
  type BatchRowRecord,
  batchKeys,
  batchPrefixes,
} from "./records.ts";
import { type RowOutcome, runRow } from "./run-row.ts";
import { settleRows } from "./settle-rows.ts";
import { stopBatch } from "./stop-batch.ts";

/** So many at a time share each write to the disk. */
const rowsAtOnce = 16;
/**
 * Of these, so many may be signed: each takes some ten milliseconds of the processor in one go, during which no request is served.
 */
const signaturesAtOnce = 3;

/**
 * Works on the next rows of a running batch, and records what came of them in one commit.
 *
 * @param onBug - Told about errors that should not happen, for the log.
 * @throws {@link Problem} what keeps the service from working at the moment (`OVERLOADED`, `STORE_DAMAGED`), after recording what
 * was done.
 */
export async function runSomeRows(
  context: IssuerContext,
  place: BatchPlace,
  onBug: (error: unknown) => void,
): Promise<void> {
  const { slug, number } = place;
  const batch = await context.store.get(batchKeys.batch(slug, number));
  if (batch?.state !== "running") return;
  if (!(await isKeyInForce(context, slug, batch))) {
    const because = "The API key that it runs under was revoked. Resume it with another one.";
    await stopBatch(context, { ...place, by: "service", because });
    return;
  }
  const rows = await nextRows(context, place, batch);
  const { apiKeyId } = batch;
  const outcomes = await Promise.all(
    rows.map(async (row) => ({ row, outcome: await runRow(context, { ...place, apiKeyId }, row) })),
  );
  const isInForce = await isKeyInForce(context, slug, batch);
  const settled = outcomes.map(({ row, outcome }) => ({ row, outcome: withoutDoubt(outcome, isInForce) }));
  await settleRows(context, { ...place, rows: settled });
  for (const { outcome } of settled) if (outcome.outcome === "failed" && outcome.bug) onBug(outcome.bug);
  for (const { outcome } of settled)
    if (outcome.outcome === "later" && outcome.problem) throw outcome.problem;
}

async function nextRows(
  { store }: IssuerContext,
  { slug, number }: BatchPlace,
  { settledTo }: BatchRecord,
): Promise<BatchRowRecord[]> {
  const after = batchKeys.row(slug, number, settledTo);
  const entries = await store.list(batchPrefixes.rows(slug, number), { limit: rowsAtOnce, after });
  const waiting = entries.map(({ value }) => value).filter(({ state }) => state === "waiting");
  const signed = waiting.filter(isIssuedAtOnce);
  const firstTooMany = signed[signaturesAtOnce];
  return firstTooMany ? waiting.slice(0, waiting.indexOf(firstTooMany)) : waiting;
}

function isIssuedAtOnce({ input }: BatchRowRecord): boolean {
  return input?.recipient.did !== undefined || input?.issueNow === true;
}

async function isKeyInForce(
  context: IssuerContext,
  slug: string,
  { apiKeyId }: BatchRecord,
): Promise<boolean> {
  return (await holderOfKey(context, { slug, id: apiKeyId })) !== undefined;
}

/**
 * A row is not authorized when the batch's key was just revoked: then it waits for another one. When the key is in force, the row was
 * begun under an earlier key, and under that one it can no longer be issued.
 */
function withoutDoubt(outcome: RowOutcome, isInForce: boolean): RowOutcome {
  if (outcome.outcome !== "unauthorized") return outcome;
  return isInForce
    ? { outcome: "failed", problem: "It was begun under an API key that was revoked before it was issued." }
    : { outcome: "later" };
}
