import { setImmediate as nextTurn } from "node:timers/promises";
import { CsvError, type Parser, parse } from "csv-parse";
import { decodeCsv } from "./decode-csv.ts";
import { batchLimits } from "./limits.ts";
import type { RowProblem } from "./row-problem.ts";

/** One row as it was read. */
export interface CsvRow {
  /** As the spreadsheet shows it. */
  row: number;
  cells: string[];
}

/** A table as it was read: the rows that hold something, and what is wrong with the file's form. */
export interface CsvTable {
  header: string[];
  rows: CsvRow[];
  problems: RowProblem[];
}

const chunkBytes = 16 * 1024;

/**
 * Reads a spreadsheet's CSV (RFC 4180, fields divided by comma, semicolon or tab, whichever the header has most of).
 *
 * It never throws for what the file holds: a broken form is a problem, and the rows before it are given. Other requests get
 * their turn while it reads.
 */
export async function readCsv(bytes: Uint8Array): Promise<CsvTable> {
  const table: CsvTable = { header: [], rows: [], problems: [] };
  const decoded = decodeCsv(bytes);
  if ("problem" in decoded) return { ...table, problems: [decoded.problem] };
  const { text } = decoded;
  if (text.trim() === "") return { ...table, problems: [{ reason: "The file is empty." }] };
  let count = 0;
  try {
    for await (const { row, cells } of records(text)) {
      count += 1;
      if (row === 1) table.header = cells;
      else if (!isBlank(cells)) table.rows.push({ row, cells });
      if (table.rows.length > batchLimits.rows || count > batchLimits.rowsWithBlankOnes) {
        return { ...table, rows: [], problems: [tooManyRows()] };
      }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    table.problems.push({ row: rowAfter(error), reason: reasonOf(error) });
  }
  if (isBlank(table.header) && table.problems.length === 0) {
    return { ...table, header: [], problems: [{ row: 1, reason: "The first row must name the columns." }] };
  }
  if (table.rows.length === 0 && table.problems.length === 0) {
    table.problems.push({ reason: "The file has a header and no rows." });
  }
  return table;
}

/** Feeds the parser by hand, a piece in each turn of the event loop: a stream would read the whole file in one. */
async function* records(text: string): AsyncGenerator<CsvRow> {
  const bytes = Buffer.from(text);
  const parser = parse({
    delimiter: delimiterOf(text),
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    max_record_size: batchLimits.rowCharacters,
    skip_empty_lines: true,
    info: true,
  });
  let failure: Error | undefined;
  parser.on("error", (error) => {
    failure ??= error;
  });
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    parser.write(bytes.subarray(start, start + chunkBytes));
    yield* take(parser);
    await nextTurn();
    if (failure) throw failure;
  }
  parser.end();
  await nextTurn();
  yield* take(parser);
  if (failure) throw failure;
}

function* take(parser: Parser): Generator<CsvRow> {
  for (let read = parser.read(); read !== null; read = parser.read()) {
    const { record, info } = read as { record: string[]; info: Counts };
    yield { row: info.records + info.empty_lines, cells: record };
  }
}

/** How many rows the parser has read, and how many empty lines it has passed over. */
interface Counts {
  records: number;
  empty_lines: number;
}

function rowAfter(error: CsvError): number {
  const { records: before, empty_lines: empty } = error as unknown as Counts;
  return before + empty + 1;
}

function delimiterOf(text: string): string {
  const [header = ""] = text
    .slice(0, batchLimits.rowCharacters)
    .replace(/"[^"]*"/g, "")
    .trimStart()
    .split(/[\r\n]/, 1);
  const count = (delimiter: string) => header.split(delimiter).length;
  return [",", ";", "\t"].reduce((best, other) => (count(other) > count(best) ? other : best));
}

function isBlank(cells: string[]): boolean {
  return cells.every((cell) => cell.trim() === "");
}

function tooManyRows(): RowProblem {
  const rows = batchLimits.rows.toLocaleString("en");
  return { reason: `The file has more than ${rows} rows. Divide it into several files.` };
}

/** The parser's own words would repeat what the file holds. */
function reasonOf({ code }: CsvError): string {
  switch (code) {
    case "CSV_QUOTE_NOT_CLOSED":
      return "A quotation mark is opened here or in a later row and never closed; nothing after it can be read.";
    case "CSV_MAX_RECORD_SIZE":
      return `The row is longer than ${batchLimits.rowCharacters.toLocaleString("en")} characters; nothing after it can be read.`;
    default:
      return 'A quotation mark stands where none may be: write a cell that holds one as "a ""quoted"" word". Nothing after it can be read.';
  }
}
