import type { VNode } from "preact";
import { Moment } from "../../../web/dates.tsx";
import { Said } from "../../../web/said.tsx";
import type { CompletionView } from "../../completions/completion-view.ts";
import type { Page } from "../../use-cases/page.ts";
import { ConsolePage } from "../frame/console-page.tsx";
import { DataTable } from "../frame/data-table.tsx";
import { Nothing, Older } from "../frame/list-parts.tsx";
import type { Visit } from "../visit.ts";
import { CompletionChip } from "./completion-state.tsx";
import { FilterForm } from "./filter-form.tsx";
import type { CompletionFilter } from "./find-completions.ts";
import { StudentLink } from "./student-link.tsx";

interface CompletionsPageProps {
  visit: Visit;
  page: Page<CompletionView>;
  filter: CompletionFilter;
}

/** The completed micro-internships of the employer's students. */
export function CompletionsPage({ visit, page, filter }: CompletionsPageProps): VNode {
  const { state = "", text = "" } = filter;
  const isFiltered = state !== "" || text !== "";
  return (
    <ConsolePage
      visit={visit}
      title="Completions"
      part="completions"
      lead="What your students completed, and how far their credentials have come."
      action={visit.may("issue") && <NewCompletion />}
    >
      {(page.items.length > 0 || isFiltered) && <FilterForm path="/console/completions" filter={filter} />}
      {page.items.length > 0 && (
        <DataTable
          label="Completions"
          items={page.items}
          keyOf={({ id }) => id}
          columns={[
            { head: "Student", cell: (item) => <StudentLink completion={item} /> },
            { head: "Achievement", cell: ({ achievement }) => <Said>{achievement.title}</Said> },
            { head: "Reference", cell: ({ reference = "" }) => reference && <Said>{reference}</Said> },
            { head: "Recorded", cell: ({ createdAt }) => <Moment>{createdAt}</Moment> },
            { head: "State", cell: (item) => <CompletionChip state={item.state} /> },
          ]}
        />
      )}
      {page.items.length === 0 && <NothingFound isFiltered={isFiltered} />}
      <Older
        path="/console/completions"
        query={{ ...(state && { state }), ...(text && { q: text }) }}
        next={page.next}
      />
    </ConsolePage>
  );
}

function NewCompletion() {
  return (
    <div class="actions">
      <a class="button" href="/console/completions/new">
        Record a completion
      </a>
      <a class="button second" href="/console/batches/new">
        From a spreadsheet
      </a>
    </div>
  );
}

function NothingFound({ isFiltered }: { isFiltered: boolean }) {
  return (
    <Nothing>
      {isFiltered ? (
        <p>
          Nothing fits. <a href="/console/completions">Show all</a>
        </p>
      ) : (
        <p>Nothing is recorded yet. Record a completion, or upload many at once from a spreadsheet.</p>
      )}
    </Nothing>
  );
}
