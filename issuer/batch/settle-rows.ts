import { recordAudit } from "../use-cases/audit.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { type BatchPlace, type BatchRecord, type BatchRowRecord, batchKeys, batchName } from "./records.ts";
import type { RowOutcome } from "./run-row.ts";

/** A row that waited, and what came of it. */
export interface TriedRow {
  row: BatchRowRecord;
  outcome: RowOutcome;
}

/** Records what came of some rows and how far the batch is, in one commit; a batch that was stopped meanwhile stays stopped. */
export async function settleRows(
  { store, now }: IssuerContext,
  { slug, number, rows }: BatchPlace & { rows: TriedRow[] },
): Promise<void> {
  await store.commit(async (transaction) => {
    const batch = await transaction.get(batchKeys.batch(slug, number));
    if (!batch) throw new TypeError("A batch vanished");
    for (const tried of rows) {
      const settled = settledRow(tried);
      if (settled) transaction.put(batchKeys.row(slug, number, settled.row), settled);
    }
    const at = now().toISOString();
    const next = advanced(batch, rows, at);
    transaction.put(batchKeys.batch(slug, number), next);
    if (next.state !== "finished") return;
    transaction.remove(batchKeys.running(slug, number));
    const entry = { by: "service", action: "batch.finished", target: batchName(number) } as const;
    await recordAudit(transaction, { slug, at }, entry);
  });
}

/** The counts grow by what is settled; the mark moves to before the first row that is not. */
function advanced(batch: BatchRecord, rows: TriedRow[], at: string): BatchRecord {
  const count = (wanted: string) => rows.filter(({ outcome }) => outcome.outcome === wanted).length;
  const isSettled = ({ outcome }: TriedRow) => outcome.outcome === "done" || outcome.outcome === "failed";
  const firstOpen = rows.findIndex((tried) => !isSettled(tried));
  const last = rows.at(firstOpen === -1 ? -1 : firstOpen - 1);
  const settledTo = firstOpen === 0 ? batch.settledTo : (last?.row.row ?? batch.settledTo);
  const done = batch.done + count("done");
  const failed = batch.failed + count("failed");
  const next: BatchRecord = { ...batch, startedAt: batch.startedAt ?? at, done, failed, settledTo };
  return done + failed < batch.rows ? next : { ...next, state: "finished", finishedAt: at };
}

function settledRow({ row: { row, reference }, outcome }: TriedRow): BatchRowRecord | undefined {
  const known = { row, ...(reference !== undefined && { reference }) };
  if (outcome.outcome === "done") return { ...known, state: "done", completionId: outcome.completionId };
  if (outcome.outcome !== "failed") return undefined;
  const { problem, completionId } = outcome;
  return { ...known, state: "failed", problem, ...(completionId !== undefined && { completionId }) };
}
