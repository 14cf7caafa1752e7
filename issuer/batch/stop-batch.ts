import { Problem } from "../../core/problem/problem.ts";
import { assertActorInForce, assertKeyInForce } from "../completions/key-in-force.ts";
import type { Transaction } from "../store/issuer-store.ts";
import { recordAudit } from "../use-cases/audit.ts";
import type { Actor, IssuerContext } from "../use-cases/context.ts";
import { type BatchView, noSuchBatch, viewOfBatch } from "./batch-view.ts";
import { type BatchPlace, type BatchRecord, batchKeys, batchName } from "./records.ts";

/**
 * Stops a batch: the rows under way are finished, the others wait. One that is stopped stays as it is.
 *
 * @throws {@link Problem} `NOT_FOUND`; `CONFLICT` for a batch that is finished.
 */
export async function stopBatch(
  context: IssuerContext,
  { slug, number, by, because }: BatchPlace & Actor & { because: string },
): Promise<BatchView> {
  return context.store.commit(async (transaction) => {
    await assertActorInForce(transaction, slug, by);
    const batch = await unfinished(transaction, { slug, number });
    if (batch.state === "stopped") return viewOfBatch(batch);
    const stopped: BatchRecord = { ...batch, state: "stopped", stoppedBecause: because };
    transaction.put(batchKeys.batch(slug, number), stopped);
    transaction.remove(batchKeys.running(slug, number));
    const at = context.now().toISOString();
    await recordAudit(transaction, { slug, at }, { by, action: "batch.stopped", target: batchName(number) });
    return viewOfBatch(stopped);
  });
}

/**
 * Lets a stopped batch run on (wake the runner). What it leads to from now on is attributed to the key that resumed it.
 *
 * @throws {@link Problem} `NOT_FOUND`; `CONFLICT` for a batch that is finished; `UNAUTHORIZED` for a key that was revoked.
 */
export async function resumeBatch(
  context: IssuerContext,
  { slug, number, apiKeyId }: BatchPlace & { apiKeyId: string },
): Promise<BatchView> {
  return context.store.commit(async (transaction) => {
    await assertKeyInForce(transaction, slug, apiKeyId);
    const batch = await unfinished(transaction, { slug, number });
    if (batch.state === "running") return viewOfBatch(batch);
    const { stoppedBecause: _, ...rest } = batch;
    const resumed: BatchRecord = { ...rest, state: "running", apiKeyId };
    transaction.put(batchKeys.batch(slug, number), resumed);
    transaction.put(batchKeys.running(slug, number), { slug, number });
    const entry = { by: apiKeyId, action: "batch.resumed", target: batchName(number) } as const;
    await recordAudit(transaction, { slug, at: context.now().toISOString() }, entry);
    return viewOfBatch(resumed);
  });
}

async function unfinished(transaction: Transaction, { slug, number }: BatchPlace): Promise<BatchRecord> {
  const batch = await transaction.get(batchKeys.batch(slug, number));
  if (!batch) throw noSuchBatch();
  if (batch.state === "finished") throw new Problem("CONFLICT", "This batch is finished.");
  return batch;
}
