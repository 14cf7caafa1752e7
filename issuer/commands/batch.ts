import { readFile, writeFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import type { JsonObject } from "../../core/json/json-value.ts";
import { Problem } from "../../core/problem/problem.ts";
import { printable } from "../../core/text/printable.ts";
import { batchLimits } from "../batch/limits.ts";
import { readClientConfig } from "../config.ts";
import { createServiceClient, type ServiceClient } from "../service-client.ts";
import { type PrintOptions, print } from "./print.ts";
import { problemLines } from "./problem-lines.ts";

interface BatchOptions extends PrintOptions {
  dryRun?: boolean;
  /** Where the results go. */
  results?: string;
}

const pollMilliseconds = 300;

/**
 * `stint-issuer batch <slug> <file.csv>`: uploads a table, follows the batch to its end, writes its results beside the table.
 *
 * @throws {@link Problem} `ROWS_REFUSED` after the problems were printed, or when rows failed; `CONFLICT` for a batch that was stopped.
 */
export async function runBatch(slug: string, file: string, options: BatchOptions): Promise<void> {
  const bytes = await readTable(file);
  const client = await createServiceClient(readClientConfig());
  const path = `/issuers/${encodeURIComponent(slug)}/batches`;
  const answer = await client.postCsv(options.dryRun ? `${path}?dryRun=true` : path, bytes);
  const problems = answer.problems as JsonObject[] | undefined;
  if (problems && problems.length > 0) {
    print(answer, options, () => problemLines(problems));
    throw new Problem("ROWS_REFUSED", `${counted(problems.length, "problem")}; nothing was stored.`);
  }
  if (options.dryRun) {
    print(answer, options, () => [`${counted(Number(answer.rows), "row")}, no problem. Nothing was stored.`]);
    return;
  }
  await finish(client, { path: `${path}/${answer.id}`, file, options });
}

async function finish(
  client: ServiceClient,
  { path, file, options }: { path: string; file: string; options: BatchOptions },
): Promise<void> {
  const batch = await follow(client, path);
  const resultsFile = options.results ?? `${file.replace(/\.csv$/i, "")}-results-${batch.id}.csv`;
  // Links and codes stand in it: for nobody else on this machine.
  await writeFile(resultsFile, await client.getBytes(`${path}/results.csv`), { mode: 0o600 });
  print({ ...batch, results: resultsFile }, options, () => [
    `Batch ${batch.id}: ${batch.done} done, ${batch.failed} failed, of ${counted(Number(batch.rows), "row")}.`,
    `Results: ${resultsFile} (with claim links and codes: keep it to yourself)`,
  ]);
  if (batch.state === "stopped") throw new Problem("CONFLICT", `Stopped. ${batch.reason ?? ""}`.trim());
  if (batch.failed !== 0)
    throw new Problem("ROWS_REFUSED", "Some rows failed; the results tell which and why.");
}

/** Shows how far it is on one line of the terminal, and nothing where nobody watches. */
async function follow(client: ServiceClient, path: string): Promise<JsonObject> {
  const { isTTY } = process.stderr;
  for (;;) {
    const batch = await client.get(path);
    const settled = Number(batch.done) + Number(batch.failed);
    const share = Math.floor((100 * settled) / Number(batch.rows));
    const line = `Batch ${batch.id}: ${settled} of ${batch.rows} rows (${share} %), ${batch.failed} failed`;
    if (isTTY) process.stderr.write(`\r${printable(line)}\u001b[K`);
    if (batch.state === "running") {
      await wait(pollMilliseconds);
      continue;
    }
    if (isTTY) process.stderr.write("\n");
    return batch;
  }
}

async function readTable(file: string): Promise<Uint8Array> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new Problem("INVALID_REQUEST", "The table cannot be read; is the name of the file right?", {
      cause,
    });
  });
  if (bytes.byteLength <= batchLimits.bytes) return bytes;
  throw new Problem("CONTENT_TOO_LARGE", `The table may have at most ${batchLimits.bytes} bytes.`);
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}
