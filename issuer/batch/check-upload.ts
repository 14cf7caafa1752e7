import type { IssuerContext } from "../use-cases/context.ts";
import { indexAchievements } from "./achievement-index.ts";
import { findDuplicates, type UsableRow } from "./find-duplicates.ts";
import { batchLimits } from "./limits.ts";
import { readCsv } from "./read-csv.ts";
import { readHeader } from "./read-header.ts";
import { readRow } from "./read-row.ts";
import type { RowProblem } from "./row-problem.ts";
import { takeTurns } from "./take-turns.ts";

/** What an upload holds: the rows that can be used, and every problem in the order of the rows; of very many the first ones. */
export interface CheckedUpload {
  /** Rows that hold something, without the header. */
  rowCount: number;
  rows: UsableRow[];
  problems: RowProblem[];
}

/** Reads an upload and finds everything that is wrong with it. Writes nothing, and never throws for what the file holds. */
export async function checkUpload(
  context: IssuerContext,
  { slug, bytes }: { slug: string; bytes: Uint8Array },
): Promise<CheckedUpload> {
  const table = await readCsv(bytes);
  const rowCount = table.rows.length;
  if (table.header.length === 0) return { rowCount, rows: [], problems: table.problems };
  const header = readHeader(table.header);
  const problems = [...header.problems, ...table.problems];
  if (!header.isUsable) return { rowCount, rows: [], problems };
  const circumstances = {
    achievements: await indexAchievements(context, slug),
    now: context.now(),
    canSendMail: context.sendMail !== undefined,
  };
  const rows: UsableRow[] = [];
  for await (const csvRow of takeTurns(table.rows)) {
    if (problems.length >= batchLimits.problems) {
      const reason = "There are too many problems already: this row and those after it were not looked at.";
      problems.push({ row: csvRow.row, reason });
      break;
    }
    const reading = readRow(csvRow, header, circumstances);
    if ("problems" in reading) problems.push(...reading.problems);
    else rows.push(reading);
  }
  problems.push(...(await findDuplicates(context, slug, rows)));
  return { rowCount, rows, problems: problems.sort((one, other) => (one.row ?? 0) - (other.row ?? 0)) };
}
