import { isToBeWritten } from "./selection.ts";
import { formatTable, type Table } from "./table.ts";
import { writeReport } from "./write-report.ts";

/** What one benchmark found. */
export interface Report {
  /** Names its part of docs/performance.md and its member of docs/performance.json. */
  name: string;
  tables: Table[];
  /** What a reader has to know to read the tables rightly. */
  notes?: string[];
  /** The numbers behind the tables, unrounded. */
  data: object;
}

/** Prints a report; with `--write` on the command line it also replaces the one in docs/. */
export async function publish({ name, tables, notes = [], data }: Report): Promise<void> {
  const measured = tables.filter(({ rows }) => rows.length > 0);
  const text = [...measured.map(formatTable), ...notes].join("\n\n");
  process.stdout.write(`\n${text}\n`);
  if (isToBeWritten()) await writeReport(name, { text, data });
}

/** Says on standard error what is being measured, for whoever waits. */
export function progress(words: string): void {
  process.stderr.write(`${words}\n`);
}
