import { Problem } from "../../core/problem/problem.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { type Page, type PageRequest, readPage } from "../use-cases/page.ts";
import { type BatchPlace, type BatchRecord, batchKeys, batchPrefixes } from "./records.ts";

/** A batch and how far it is, as its tenant sees it. */
export interface BatchView {
  id: number;
  state: BatchRecord["state"];
  /** Why it was stopped, in words. */
  reason?: string;
  apiKey: string;
  created: string;
  started?: string;
  finished?: string;
  rows: number;
  done: number;
  failed: number;
}

/** The batches of a tenant, newest first. */
export async function listBatches(
  { store }: IssuerContext,
  slug: string,
  request: PageRequest,
): Promise<Page<BatchView>> {
  const { items, ...rest } = await readPage(store, batchPrefixes.batches(slug), request);
  return { items: items.map(viewOfBatch), ...rest };
}

/** How far one batch is. Throws `NOT_FOUND`. */
export async function batchProgress(
  { store }: IssuerContext,
  { slug, number }: BatchPlace,
): Promise<BatchView> {
  const batch = await store.get(batchKeys.batch(slug, number));
  if (!batch) throw noSuchBatch();
  return viewOfBatch(batch);
}

/** What a tenant sees of a batch's record. */
export function viewOfBatch(batch: BatchRecord): BatchView {
  const { number, state, apiKeyId, createdAt, startedAt, finishedAt, stoppedBecause, rows, done, failed } =
    batch;
  return {
    id: number,
    state,
    ...(stoppedBecause !== undefined && { reason: stoppedBecause }),
    apiKey: apiKeyId,
    created: createdAt,
    ...(startedAt !== undefined && { started: startedAt }),
    ...(finishedAt !== undefined && { finished: finishedAt }),
    rows,
    done,
    failed,
  };
}

/** The one answer for a batch that is not there and for one of another tenant. */
export function noSuchBatch(): Problem {
  return new Problem("NOT_FOUND", "There is no such batch.");
}
