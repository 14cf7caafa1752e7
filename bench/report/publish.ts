import { readFile, writeFile } from "node:fs/promises";
import { replaceGeneratedPart } from "./generated-part.ts";
import { describeMachine, thisMachine } from "./machine.ts";
import { formatTable, type Table } from "./table.ts";

/** What one benchmark found. */
export interface Report {
  /** Names its part of docs/performance.md and its member of docs/performance.json. */
  name: string;
  tables: Table[];
  /** What a reader has to know to read the tables rightly. */
  notes?: string[];
  /** The numbers behind the tables, unrounded. */
  data: unknown;
}

const textFile = "docs/performance.md";
const dataFile = "docs/performance.json";

/** Prints a report; with `--write` on the command line it also replaces the one in docs/. */
export async function publish(report: Report): Promise<void> {
  const machine = thisMachine();
  const measuredAt = new Date();
  const parts = [
    describeMachine(machine, measuredAt),
    ...report.tables.map(formatTable),
    ...(report.notes ?? []),
  ];
  const text = parts.join("\n\n");
  process.stdout.write(`\n${text}\n`);
  if (!process.argv.includes("--write")) return;
  const document = await readFile(textFile, "utf8");
  await writeFile(textFile, replaceGeneratedPart(document, report.name, text));
  const known: Record<string, unknown> = JSON.parse(await readFile(dataFile, "utf8").catch(() => "{}"));
  const entry = { machine, measuredAt: measuredAt.toISOString(), ...(report.data as object) };
  await writeFile(dataFile, `${JSON.stringify({ ...known, [report.name]: entry }, null, 2)}\n`);
}

/** Says on standard error what is being measured, for whoever waits. */
export function progress(words: string): void {
  process.stderr.write(`${words}\n`);
}
