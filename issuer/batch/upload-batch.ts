import { Problem } from "../../core/problem/problem.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { tenant } from "../use-cases/tenants.ts";
import { type BatchView, viewOfBatch } from "./batch-view.ts";
import { checkUpload } from "./check-upload.ts";
import type { RowProblem } from "./row-problem.ts";
import { storeUpload } from "./store-upload.ts";

/** A spreadsheet as somebody sends it. */
export interface Upload {
  slug: string;
  bytes: Uint8Array;
}

/** What a dry run tells: with no problem, the same file can be run. */
export interface DryRun {
  rows: number;
  problems: RowProblem[];
}

/** What came of an upload. */
export type UploadOutcome =
  | { outcome: "refused"; dryRun: DryRun }
  | { outcome: "accepted"; batch: BatchView };

const maximumWaiting = 4;
const queues = new WeakMap<IssuerContext, { last: Promise<unknown>; waiting: number }>();

/** Tells everything that is wrong with an upload, and writes nothing. */
export async function tryUpload(context: IssuerContext, { slug, bytes }: Upload): Promise<DryRun> {
  await tenant(context, slug);
  return inTurn(context, async () => {
    const { rowCount, problems } = await checkUpload(context, { slug, bytes });
    return { rows: rowCount, problems };
  });
}

/**
 * Stores an upload in which nothing is wrong, as a batch that the runner then works on (wake it); refuses any other whole.
 *
 * @throws {@link Problem} `UNAUTHORIZED` when the key was revoked meanwhile, `OVERLOADED`.
 */
export async function uploadBatch(
  context: IssuerContext,
  { slug, bytes, apiKeyId }: Upload & { apiKeyId: string },
): Promise<UploadOutcome> {
  await tenant(context, slug);
  return inTurn(context, async () => {
    const { rowCount, rows, problems } = await checkUpload(context, { slug, bytes });
    if (problems.length > 0) return { outcome: "refused", dryRun: { rows: rowCount, problems } };
    const batch = await storeUpload(context, { slug, apiKeyId, rows });
    return { outcome: "accepted", batch: viewOfBatch(batch) };
  });
}

/**
 * One upload after the other: two with the same rows are not both found new, and the memory that a large one takes is taken once.
 * Throws `OVERLOADED` when too many wait.
 */
async function inTurn<Result>(context: IssuerContext, work: () => Promise<Result>): Promise<Result> {
  const queue = queues.get(context) ?? { last: Promise.resolve(), waiting: 0 };
  queues.set(context, queue);
  if (queue.waiting >= maximumWaiting)
    throw new Problem("OVERLOADED", "Too many uploads at once; try again.");
  queue.waiting += 1;
  const result = queue.last.then(work);
  queue.last = result.catch(() => {});
  try {
    return await result;
  } finally {
    queue.waiting -= 1;
  }
}
