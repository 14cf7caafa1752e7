import type { VNode } from "preact";
import { Moment } from "../../../web/dates.tsx";
import { Said } from "../../../web/said.tsx";
import type { AchievementRecord } from "../../completions/records.ts";
import type { Page } from "../../use-cases/page.ts";
import { ConsolePage } from "../frame/console-page.tsx";
import { DataTable } from "../frame/data-table.tsx";
import { Nothing, Older } from "../frame/list-parts.tsx";
import type { Visit } from "../visit.ts";

/** The kinds of micro-internship of the employer. */
export function AchievementsPage({ visit, page }: { visit: Visit; page: Page<AchievementRecord> }): VNode {
  const mayIssue = visit.may("issue");
  return (
    <ConsolePage
      visit={visit}
      title="Achievements"
      part="achievements"
      lead="The kinds of micro-internship that you offer. Each can be completed by many students."
      action={
        mayIssue && (
          <a class="button" href="/console/achievements/new">
            New achievement
          </a>
        )
      }
    >
      {page.items.length === 0 ? (
        <Nothing>
          <p>There is none yet. Describe the first one once; every completion then refers to it.</p>
        </Nothing>
      ) : (
        <DataTable
          label="Achievements"
          items={page.items}
          keyOf={({ id }) => id}
          columns={[
            {
              head: "Title",
              cell: ({ id, content }) => (
                <a href={`/console/achievements/${id}`}>
                  <Said>{content.title}</Said>
                </a>
              ),
            },
            { head: "Version", cell: ({ version }) => version },
            { head: "Last changed", cell: ({ createdAt }) => <Moment>{createdAt}</Moment> },
            {
              head: "Action",
              cell: ({ id }) =>
                mayIssue && <a href={`/console/completions/new?achievement=${id}`}>Record a completion</a>,
            },
          ]}
        />
      )}
      <Older path="/console/achievements" next={page.next} />
    </ConsolePage>
  );
}
