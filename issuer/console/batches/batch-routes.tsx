import type { Request, Router } from "express";
import { batchProgress, listBatches } from "../../batch/batch-view.ts";
import { batchResults } from "../../batch/results.ts";
import { resumeBatch, stopBatch } from "../../batch/stop-batch.ts";
import { sendResults } from "../../routes/batch-answers.ts";
import { pageOf, pathText } from "../list-query.ts";
import { acts, type FormState, type Outcome, shows } from "../page-handlers.ts";
import { type Admit, type Visit, visitOf } from "../visit.ts";
import { BatchPage } from "./batch-page.tsx";
import { countsOf } from "./batch-state.tsx";
import { BatchesPage } from "./batches-page.tsx";
import { addUploadRoutes } from "./upload-routes.tsx";

interface BatchRouteOptions {
  admit: Admit;
  /** Tells the runner that there is something to do. */
  wakeRunner: () => void;
  now: () => Date;
  random: (size: number) => Uint8Array;
}

/** Spreadsheets: uploading, running, and following them. */
export function addBatchRoutes(router: Router, { admit, wakeRunner, ...outside }: BatchRouteOptions): void {
  router.get(
    "/batches",
    admit("read-credentials"),
    shows(async (visit, request) => (
      <BatchesPage visit={visit} page={await listBatches(visit.context, visit.slug, pageOf(request))} />
    )),
  );
  addUploadRoutes(router, { admit, wakeRunner, ...outside });
  router.get(
    "/batches/:number",
    admit("read-credentials"),
    shows((visit, request) => one(visit, { values: new URLSearchParams(), troubles: [] }, request)),
  );
  router.get("/batches/:number/progress.json", admit("read-credentials"), async (request, response) => {
    const { context, slug } = visitOf(response);
    const batch = await batchProgress(context, { slug, number: numberIn(request) });
    const { state, rows, done, failed } = batch;
    response.json({ state, rows, worked: done + failed, words: countsOf(batch) });
  });
  router.get("/batches/:number/results.csv", admit("issue"), async (request, response) => {
    const { context, slug } = visitOf(response);
    const number = numberIn(request);
    await sendResults(response, batchResults(context, { slug, number }), `batch-${number}.csv`);
  });

  router.post("/batches/:number/stop", admit("issue"), ...acts({ perform: stop, again: one }));
  router.post(
    "/batches/:number/resume",
    admit("issue"),
    ...acts({
      perform: async ({ context, slug, principal }, _values, request): Promise<Outcome> => {
        const number = numberIn(request);
        await resumeBatch(context, { slug, number, apiKeyId: principal.by });
        wakeRunner();
        return { to: `/console/batches/${number}` };
      },
      again: one,
    }),
  );
}

async function one(visit: Visit, form: FormState, request: Request) {
  const batch = await batchProgress(visit.context, { slug: visit.slug, number: numberIn(request) });
  return <BatchPage visit={visit} batch={batch} form={form} />;
}

async function stop(
  { context, slug, principal }: Visit,
  _values: URLSearchParams,
  request: Request,
): Promise<Outcome> {
  const number = numberIn(request);
  const because = "Somebody stopped it in the console.";
  await stopBatch(context, { slug, number, by: principal.by, because });
  return { to: `/console/batches/${number}` };
}

/** 0, which no batch has, for what is no number. */
function numberIn(request: Request): number {
  const text = pathText(request, "number");
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0;
}
