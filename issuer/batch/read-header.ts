import { printable } from "../../core/text/printable.ts";
import { type Column, columnOf, spelling } from "./columns.ts";
import { batchLimits } from "./limits.ts";
import type { RowProblem } from "./row-problem.ts";

/** The columns of one file, in its order, under the names that it gives them. */
export interface Header {
  columns: { title: string; column: Column }[];
  problems: RowProblem[];
  /** Whether rows can be read under it, so that their problems can be told too. */
  isUsable: boolean;
}

/** Reads the first row. Each column that is not known, stands there twice or has no name is a problem of its own. */
export function readHeader(cells: string[]): Header {
  if (cells.length > batchLimits.columns) {
    const reason = `The file has more than ${batchLimits.columns} columns.`;
    return { columns: [], problems: [{ row: 1, reason }], isUsable: false };
  }
  const columns = cells.map((cell) => ({ title: titleOf(cell), column: columnOf(cell) }));
  const seen = new Set<string>();
  const problems = columns.flatMap(({ title, column }): RowProblem[] => {
    if (title === "") return [{ row: 1, reason: "A column has no name. Name it or remove it." }];
    if (column.kind === "unknown") {
      return [{ row: 1, column: title, reason: "There is no such column. Rename it or remove it." }];
    }
    const meaning = column.kind === "known" ? column.name : `rubric:${spelling(column.rubric)}`;
    if (seen.has(meaning)) {
      return [{ row: 1, column: title, reason: "Another column means the same. Remove one of them." }];
    }
    seen.add(meaning);
    return [];
  });
  const hasAchievement = seen.has("achievement");
  const hasRecipient = seen.has("email") || seen.has("did");
  if (!hasAchievement) problems.push(missing("achievement", "This column is missing."));
  if (!hasRecipient) {
    problems.push(missing("email", "This column is missing; instead of it there may be a column did."));
  }
  return { columns, problems, isUsable: hasAchievement && hasRecipient };
}

function missing(column: string, reason: string): RowProblem {
  return { row: 1, column, reason };
}

/** The header is shown to people again: as one short line without anything that hides or reorders. */
function titleOf(cell: string): string {
  return printable(cell).replace(/\s+/g, " ").trim().slice(0, 60);
}
