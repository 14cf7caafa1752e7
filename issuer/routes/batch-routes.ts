import type { Request } from "express";
import { z } from "zod";
import type { Api } from "../../web/api.ts";
import { limitAtOnce } from "../../web/limit-at-once.ts";
import type { BatchRunner } from "../batch/batch-runner.ts";
import { batchProgress, listBatches } from "../batch/batch-view.ts";
import { columns } from "../batch/columns.ts";
import { batchLimits } from "../batch/limits.ts";
import { batchResults } from "../batch/results.ts";
import { resumeBatch, stopBatch } from "../batch/stop-batch.ts";
import { tryUpload, uploadBatch } from "../batch/upload-batch.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { type Allow, principalOf } from "./allow.ts";
import { refuseRows, sendResults } from "./batch-answers.ts";
import { pageQuery, pageSchema, slugParams, slugSchema } from "./schemas.ts";

const path = "/issuers/:slug/batches";
const security = ["apiKey"];

const batchParams = z.object({
  slug: slugSchema,
  id: z
    .string()
    .regex(/^[1-9][0-9]{0,8}$/, "must be the number of a batch")
    .transform(Number),
});

/** Only whoever may issue for the issuer in the path comes this far. */
const senderOf = ({ params: { slug } }: Request) => String(slug);

const batchSchema = z.object({
  id: z.int(),
  state: z.enum(["running", "stopped", "finished"]),
  reason: z.string().optional().meta({ description: "Why it was stopped" }),
  apiKey: z.string(),
  created: z.string(),
  started: z.string().optional(),
  finished: z.string().optional(),
  rows: z.int(),
  done: z.int(),
  failed: z.int(),
});

const dryRunSchema = z.object({
  rows: z.int().meta({ description: "Rows that hold something, without the header" }),
  problems: z.array(
    z.object({
      row: z.int().optional().meta({ description: "As the spreadsheet shows it: the header is row 1" }),
      column: z.string().optional(),
      reason: z.string(),
    }),
  ),
});

/** Many completions from a spreadsheet: a dry run, the run, its progress and its results. */
export function addBatchRoutes(api: Api, context: IssuerContext, { allow, runner }: BatchRouteOptions): void {
  api.route({
    method: "post",
    path,
    summary: "Upload completions as CSV, or try it",
    description: describeUpload(),
    security,
    before: [allow("issue"), limitAtOnce({ maximum: batchLimits.uploadsAtOnce, senderOf })],
    params: slugParams,
    query: z.object({
      dryRun: z
        .enum(["true", "false"])
        .default("false")
        .meta({ description: "true: tells all problems, writes nothing" }),
    }),
    bytes: {
      mediaTypes: ["text/csv"],
      maxBytes: batchLimits.bytes,
      description: "UTF-8; comma, semicolon or tab",
    },
    responses: {
      200: { description: "What a dry run found", schema: dryRunSchema },
      202: { description: "Accepted; it runs in the background", schema: batchSchema },
    },
    problems: ["ROWS_REFUSED", "NOT_FOUND", "OVERLOADED", "STORE_DAMAGED"],
    handle: async ({ params: { slug }, query, request, response }) => {
      const bytes: Uint8Array = request.body;
      if (query.dryRun === "true") return void response.json(await tryUpload(context, { slug, bytes }));
      const { by: apiKeyId } = principalOf(response);
      const uploaded = await uploadBatch(context, { slug, bytes, apiKeyId });
      if (uploaded.outcome === "refused") return refuseRows(response, uploaded.dryRun);
      runner.wake();
      response.status(202).location(`/issuers/${slug}/batches/${uploaded.batch.id}`).json(uploaded.batch);
    },
  });

  api.route({
    method: "get",
    path,
    summary: "List batches, newest first",
    security,
    before: [allow("read-credentials")],
    params: slugParams,
    query: pageQuery,
    responses: { 200: { description: "A page", schema: pageSchema(batchSchema) } },
    problems: ["STORE_DAMAGED"],
    handle: async ({ params, query, response }) => {
      response.json(await listBatches(context, params.slug, query));
    },
  });

  api.route({
    method: "get",
    path: `${path}/:id`,
    summary: "How far a batch is",
    security,
    before: [allow("read-credentials")],
    params: batchParams,
    responses: { 200: { description: "The batch", schema: batchSchema } },
    problems: ["NOT_FOUND", "STORE_DAMAGED"],
    handle: async ({ params: { slug, id: number }, response }) => {
      response.json(await batchProgress(context, { slug, number }));
    },
  });

  api.route({
    method: "get",
    path: `${path}/:id/results.csv`,
    summary: "What became of each row, so far",
    description:
      "CSV with claim links and transaction codes while offers are open. A field that a spreadsheet would take for a formula has an " +
      "apostrophe before it.",
    security,
    before: [allow("issue")],
    params: batchParams,
    responses: { 200: { description: "One line for each row", schema: z.string(), mediaType: "text/csv" } },
    problems: ["NOT_FOUND", "STORE_DAMAGED"],
    handle: async ({ params: { slug, id: number }, response }) => {
      await sendResults(response, batchResults(context, { slug, number }), `batch-${number}.csv`);
    },
  });

  api.route({
    method: "post",
    path: `${path}/:id/stop`,
    summary: "Stop a batch",
    description: "Rows under way are finished; the others wait until it is resumed. Safe to repeat.",
    security,
    before: [allow("issue")],
    params: batchParams,
    responses: { 200: { description: "Stopped", schema: batchSchema } },
    problems: ["NOT_FOUND", "CONFLICT", "STORE_DAMAGED"],
    handle: async ({ params: { slug, id: number }, response }) => {
      const { by } = principalOf(response);
      response.json(await stopBatch(context, { slug, number, by, because: "It was stopped by hand." }));
    },
  });

  api.route({
    method: "post",
    path: `${path}/:id/resume`,
    summary: "Let a stopped batch run on",
    description: "The rest is attributed to the key that resumed it. Safe to repeat.",
    security,
    before: [allow("issue")],
    params: batchParams,
    responses: { 200: { description: "Running", schema: batchSchema } },
    problems: ["NOT_FOUND", "CONFLICT", "STORE_DAMAGED"],
    handle: async ({ params: { slug, id: number }, response }) => {
      const { by: apiKeyId } = principalOf(response);
      const batch = await resumeBatch(context, { slug, number, apiKeyId });
      runner.wake();
      response.json(batch);
    },
  });
}

interface BatchRouteOptions {
  allow: Allow;
  runner: BatchRunner;
}

function describeUpload(): string {
  const names = Object.entries(columns).map(([name, { holds }]) => `${name} (${holds})`);
  const rows = batchLimits.rows.toLocaleString("en");
  return (
    `At most ${rows} rows. A table in which anything is wrong is refused whole. The first row names the columns: ` +
    `${names.join("; ")}; rubric:<name> (the level reached).`
  );
}
