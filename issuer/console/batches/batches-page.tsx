import type { VNode } from "preact";
import { Moment } from "../../../web/dates.tsx";
import type { BatchView } from "../../batch/batch-view.ts";
import type { Page } from "../../use-cases/page.ts";
import { ConsolePage } from "../frame/console-page.tsx";
import { DataTable } from "../frame/data-table.tsx";
import { Nothing, Older } from "../frame/list-parts.tsx";
import type { Visit } from "../visit.ts";
import { BatchChip, countsOf } from "./batch-state.tsx";

/** The spreadsheets that were run. */
export function BatchesPage({ visit, page }: { visit: Visit; page: Page<BatchView> }): VNode {
  return (
    <ConsolePage
      visit={visit}
      title="Batches"
      part="batches"
      lead="Record many completions at once from a spreadsheet."
      action={
        visit.may("issue") && (
          <a class="button" href="/console/batches/new">
            Upload a spreadsheet
          </a>
        )
      }
    >
      {page.items.length === 0 ? (
        <Nothing>
          <p>
            Nothing was uploaded yet. A spreadsheet is checked first, and nothing is recorded before you say
            so.
          </p>
        </Nothing>
      ) : (
        <DataTable
          label="Batches"
          items={page.items}
          keyOf={({ id }) => String(id)}
          columns={[
            { head: "Batch", cell: ({ id }) => <a href={`/console/batches/${id}`}>Batch {id}</a> },
            { head: "Uploaded", cell: ({ created }) => <Moment>{created}</Moment> },
            { head: "Rows", cell: countsOf },
            { head: "State", cell: (batch) => <BatchChip batch={batch} /> },
          ]}
        />
      )}
      <Older path="/console/batches" next={page.next} />
    </ConsolePage>
  );
}
