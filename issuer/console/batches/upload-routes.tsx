import type { Request, RequestHandler, Response, Router } from "express";
import { Problem } from "../../../core/problem/problem.ts";
import { limitAtOnce } from "../../../web/limit-at-once.ts";
import { sendPage } from "../../../web/page.tsx";
import { readUpload, type Upload } from "../../../web/read-upload.ts";
import { assertOwnForm } from "../../../web/sessions.ts";
import { batchLimits } from "../../batch/limits.ts";
import { tryUpload, uploadBatch } from "../../batch/upload-batch.ts";
import { pathText } from "../list-query.ts";
import { acts, type FormState, type Outcome, shows } from "../page-handlers.ts";
import { type Admit, type Visit, visitOf } from "../visit.ts";
import { CheckedPage } from "./checked-page.tsx";
import { type CheckedUploads, createCheckedUploads } from "./checked-uploads.ts";
import { UploadPage } from "./upload-page.tsx";

interface UploadRouteOptions {
  admit: Admit;
  wakeRunner: () => void;
  now: () => Date;
  random: (size: number) => Uint8Array;
}

const blank: FormState = { values: new URLSearchParams(), troubles: [] };
const upload = readUpload({ maxBytes: batchLimits.bytes + 4096, fields: ["csrf", "text"], file: "file" });

/** Checking a spreadsheet, and running it once somebody said yes. */
export function addUploadRoutes(router: Router, { admit, wakeRunner, ...outside }: UploadRouteOptions): void {
  const waiting = createCheckedUploads(outside);

  router.get(
    "/batches/new",
    admit("issue"),
    shows((visit) => <UploadPage visit={visit} form={blank} />),
  );
  const senderOf = (_request: Request, response: Response) => visitOf(response).slug;
  const limit = limitAtOnce({ maximum: batchLimits.uploadsAtOnce, senderOf });
  router.post("/batches/check", admit("issue"), limit, upload, check(waiting));
  const checked = (visit: Visit, form: FormState, request: Request) => {
    const id = pathText(request, "id");
    const found = waiting.find(visit.slug, id);
    if (found === undefined)
      throw new Problem("NOT_FOUND", "This spreadsheet is not kept any more. Upload it again.");
    return <CheckedPage visit={visit} id={id} upload={found} form={form} />;
  };
  router.get(
    "/batches/check/:id",
    admit("issue"),
    shows((visit, request) => checked(visit, blank, request)),
  );
  router.post(
    "/batches/check/:id/run",
    admit("issue"),
    ...acts({
      perform: async (visit, _values, request) => {
        const outcome = await run(visit, waiting, pathText(request, "id"));
        wakeRunner();
        return outcome;
      },
      again: checked,
    }),
  );
}

function check(waiting: CheckedUploads): RequestHandler {
  return async (request, response) => {
    const visit = visitOf(response);
    const { fields, file }: Upload = request.body;
    assertOwnForm(request, visit.session, fields.get("csrf"));
    const pasted = fields.get("text") ?? "";
    const values = new URLSearchParams({ text: pasted });
    const again = (form: Omit<FormState, "values">, found?: Parameters<typeof UploadPage>[0]["found"]) => {
      response.status(422);
      sendPage(response, <UploadPage visit={visit} form={{ ...form, values }} {...(found && { found })} />);
    };
    const bytes = file?.bytes ?? Buffer.from(pasted);
    if (pasted.trim() === "" && file === undefined) {
      return again({ troubles: [{ field: "file", reason: "Choose a file, or paste what is in it." }] });
    }
    const { slug } = visit;
    const found = await tryUpload(visit.context, { slug, bytes });
    if (found.problems.length > 0) return again({ troubles: [] }, found);
    const id = waiting.keep({ slug, name: file?.name ?? "What you pasted", bytes, rows: found.rows });
    response.redirect(303, `/console/batches/check/${id}`);
  };
}

async function run(
  { context, slug, principal }: Visit,
  waiting: CheckedUploads,
  id: string,
): Promise<Outcome> {
  const found = waiting.find(slug, id);
  if (found === undefined)
    throw new Problem("NOT_FOUND", "This spreadsheet is not kept any more. Upload it again.");
  const uploaded = await uploadBatch(context, { slug, bytes: found.bytes, apiKeyId: principal.by });
  if (uploaded.outcome === "refused") {
    return { troubles: [{ reason: "Something changed since it was checked. Check it again." }] };
  }
  waiting.remove(id);
  return { to: `/console/batches/${uploaded.batch.id}`, notice: { kind: "done", text: "It is running." } };
}
