import { assertKeyInForce } from "../completions/key-in-force.ts";
import { recordAudit } from "../use-cases/audit.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import type { UsableRow } from "./find-duplicates.ts";
import { type BatchPlace, type BatchRecord, batchKeys, batchName, batchPrefixes } from "./records.ts";
import { rowHash } from "./row-hash.ts";

const rowsPerCommit = 250;

interface Upload {
  slug: string;
  apiKeyId: string;
  rows: UsableRow[];
}

/**
 * Stores the rows of an upload in several commits, and with the last one the batch. Until then nobody sees anything of it;
 * what was cut short is removed, here or by the next start.
 *
 * @throws {@link Problem} `UNAUTHORIZED` when the key was revoked meanwhile.
 */
export async function storeUpload(context: IssuerContext, upload: Upload): Promise<BatchRecord> {
  const { slug, rows } = upload;
  const place = await announce(context, slug);
  try {
    for (let start = 0; start < rows.length; start += rowsPerCommit) {
      await storeRows(context, place, rows.slice(start, start + rowsPerCommit));
    }
    return await complete(context, place, upload);
  } catch (error) {
    await discard(context, place);
    throw error;
  }
}

/** Removes what interrupted uploads left behind; says how many there were. */
export async function discardInterruptedUploads(context: IssuerContext): Promise<number> {
  const limit = 100;
  let discarded = 0;
  for (;;) {
    const arriving = await context.store.list(batchPrefixes.arriving(), { limit });
    for (const { value } of arriving) await discard(context, value);
    discarded += arriving.length;
    if (arriving.length < limit) return discarded;
  }
}

async function announce({ store }: IssuerContext, slug: string): Promise<BatchPlace> {
  return store.commit(async (transaction) => {
    const number = ((await transaction.get(batchKeys.counter(slug))) ?? 0) + 1;
    transaction.put(batchKeys.counter(slug), number);
    transaction.put(batchKeys.arriving(slug, number), { slug, number });
    return { slug, number };
  });
}

async function storeRows(
  { store }: IssuerContext,
  { slug, number }: BatchPlace,
  rows: UsableRow[],
): Promise<void> {
  await store.commit(async (transaction) => {
    for (const { row, input } of rows) {
      const { reference } = input;
      const record = { row, ...(reference !== undefined && { reference }), state: "waiting", input } as const;
      transaction.put(batchKeys.row(slug, number, row), record);
      transaction.put(batchKeys.seen(slug, rowHash(input)), { number, row });
    }
  });
}

async function complete(
  { store, now }: IssuerContext,
  { slug, number }: BatchPlace,
  { apiKeyId, rows }: Upload,
): Promise<BatchRecord> {
  return store.commit(async (transaction) => {
    await assertKeyInForce(transaction, slug, apiKeyId);
    const at = now().toISOString();
    const batch: BatchRecord = {
      number,
      state: "running",
      apiKeyId,
      createdAt: at,
      rows: rows.length,
      done: 0,
      failed: 0,
      settledTo: 0,
    };
    transaction.put(batchKeys.batch(slug, number), batch);
    transaction.put(batchKeys.running(slug, number), { slug, number });
    transaction.remove(batchKeys.arriving(slug, number));
    const target = batchName(number);
    await recordAudit(transaction, { slug, at }, { by: apiKeyId, action: "batch.uploaded", target });
    return batch;
  });
}

async function discard({ store }: IssuerContext, { slug, number }: BatchPlace): Promise<void> {
  for (;;) {
    const rows = await store.list(batchPrefixes.rows(slug, number), { limit: rowsPerCommit });
    await store.commit(async (transaction) => {
      for (const { value } of rows) {
        transaction.remove(batchKeys.row(slug, number, value.row));
        if (value.input) transaction.remove(batchKeys.seen(slug, rowHash(value.input)));
      }
      if (rows.length < rowsPerCommit) transaction.remove(batchKeys.arriving(slug, number));
    });
    if (rows.length < rowsPerCommit) return;
  }
}
