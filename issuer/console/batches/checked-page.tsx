import type { VNode } from "preact";
import { Said } from "../../../web/said.tsx";
import { ConsolePage } from "../frame/console-page.tsx";
import { TroubleBox } from "../frame/notice-box.tsx";
import { OwnForm } from "../frame/own-form.tsx";
import type { FormState } from "../page-handlers.ts";
import type { Visit } from "../visit.ts";
import type { CheckedUpload } from "./checked-uploads.ts";

interface CheckedPageProps {
  visit: Visit;
  id: string;
  upload: CheckedUpload;
  form: FormState;
}

/** Asks whether a spreadsheet in which nothing is wrong is to be run. */
export function CheckedPage({ visit, id, upload, form }: CheckedPageProps): VNode {
  return (
    <ConsolePage
      visit={visit}
      title="Nothing is wrong with it"
      part="batches"
      above={{ href: "/console/batches/new", text: "Another spreadsheet" }}
    >
      <TroubleBox troubles={form.troubles} />
      <OwnForm visit={visit} action={`/console/batches/check/${id}/run`} class="card">
        <p>
          <strong>
            <Said>{upload.name}</Said>
          </strong>{" "}
          has {upload.rows === 1 ? "one row" : `${upload.rows.toLocaleString("en")} rows`}. Running it records
          one completion for each, and makes the offers or issues the credentials.
        </p>
        <div class="actions">
          <button class="button" type="submit">
            Run it
          </button>
          <a class="button second" href="/console/batches">
            Do not run it
          </a>
        </div>
      </OwnForm>
    </ConsolePage>
  );
}
