import type { VNode } from "preact";
import { columns } from "../../batch/columns.ts";
import { batchLimits } from "../../batch/limits.ts";
import { ConsolePage } from "../frame/console-page.tsx";
import { CopyField } from "../frame/copy-field.tsx";
import { DataTable } from "../frame/data-table.tsx";
import { LongField } from "../frame/fields.tsx";
import { TroubleBox } from "../frame/notice-box.tsx";
import { OwnForm } from "../frame/own-form.tsx";
import type { FormState } from "../page-handlers.ts";
import type { Visit } from "../visit.ts";
import { type FoundProblems, ProblemTable } from "./problem-table.tsx";

interface UploadPageProps {
  visit: Visit;
  form: FormState;
  /** What is wrong with the spreadsheet that was sent. */
  found?: FoundProblems;
}

/** Takes a spreadsheet, as a file or pasted, and tells what is wrong with it. */
export function UploadPage({ visit, form, found }: UploadPageProps): VNode {
  return (
    <ConsolePage
      visit={visit}
      title="Upload a spreadsheet"
      part="batches"
      above={{ href: "/console/batches", text: "Batches" }}
      lead="It is checked first. Nothing is recorded before you have seen the result and said yes."
    >
      <TroubleBox troubles={form.troubles} />
      {found && <ProblemTable found={found} />}
      <OwnForm visit={visit} action="/console/batches/check" class="card" multipart>
        <div class="field">
          <label for="file">Spreadsheet as CSV</label>
          <p class="hint" id="file-hint">
            “Save as CSV” in your spreadsheet program. At most {batchLimits.rows.toLocaleString("en")} rows
            and {batchLimits.bytes / 1024 / 1024} MiB.
          </p>
          <input type="file" id="file" name="file" accept=".csv,text/csv" aria-describedby="file-hint" />
        </div>
        <LongField form={form} name="text" label="… or paste it here, with its header line" rows={5} code />
        <button class="button" type="submit">
          Check it
        </button>
      </OwnForm>
      <details class="card">
        <summary>Which columns there are</summary>
        <p>
          Only “achievement” and, in each row, an e-mail address or a wallet’s identifier must be there. The
          order does not matter. For each thing that the supervisor rates, add a column “rubric:” and its
          name.
        </p>
        <CopyField id="header" label="A header line to begin with" value={Object.keys(columns).join(",")} />
        <DataTable
          label="Columns"
          items={Object.entries(columns)}
          keyOf={([name]) => name}
          columns={[
            { head: "Column", cell: ([name]) => <code>{name}</code> },
            { head: "Holds", cell: ([, { holds }]) => holds },
          ]}
        />
      </details>
    </ConsolePage>
  );
}
