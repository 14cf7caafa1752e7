import type { VNode } from "preact";
import { Said } from "../../../web/said.tsx";
import type { RowProblem } from "../../batch/row-problem.ts";
import { DataTable } from "../frame/data-table.tsx";

/** What a dry run found. */
export interface FoundProblems {
  rows: number;
  problems: RowProblem[];
}

const maximumShown = 500;
const headerRow = 1;

/** Every problem of a spreadsheet by row, column and reason; of very many the first. */
export function ProblemTable({ found: { rows, problems } }: { found: FoundProblems }): VNode {
  const shown = problems.slice(0, maximumShown);
  return (
    <section class="banner bad" role="alert" aria-labelledby="problems">
      <div class="grow">
        <h2 id="problems">{titleOf(problems, rows)}</h2>
        <p>Nothing was recorded. Correct these in your spreadsheet, and upload it again.</p>
        <DataTable
          label="Problems"
          items={shown.map((problem, index) => ({ ...problem, index }))}
          keyOf={({ index }) => String(index)}
          columns={[
            { head: "Row", cell: ({ row }) => (row === undefined ? "The whole file" : row) },
            { head: "Column", cell: ({ column }) => column !== undefined && <Said>{column}</Said> },
            { head: "What is wrong", cell: ({ reason }) => <Said>{reason}</Said> },
          ]}
        />
        {problems.length > shown.length && <p>And {problems.length - shown.length} more.</p>}
      </div>
    </section>
  );
}

/** Says how much is wrong; the header line and the file as a whole are none of the rows. */
function titleOf(problems: RowProblem[], rows: number): string {
  const bad = new Set(problems.flatMap(({ row = headerRow }) => (row === headerRow ? [] : [row]))).size;
  if (bad === 0) return "The file needs another look";
  return `${bad === 1 ? "One row needs" : `${bad} rows need`} another look, of ${rows}`;
}
