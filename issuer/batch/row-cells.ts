import type { ColumnName } from "./columns.ts";
import { batchLimits } from "./limits.ts";
import { type Reading, readText } from "./read-cell.ts";
import type { CsvRow } from "./read-csv.ts";
import type { Header } from "./read-header.ts";
import type { RowProblem } from "./row-problem.ts";

/** One row by the meaning of its cells. Each question about a cell that cannot be answered is kept as a problem. */
export interface RowCells {
  /** What a cell says; undefined when it is empty, not there or not readable. */
  get(name: ColumnName): string | undefined;
  get<Value>(name: ColumnName, read: (cell: string) => Reading<Value>): Value | undefined;
  /** The cells of the columns `rubric:<name>` that hold something. */
  rubrics: { name: string; achieved: string }[];
  /** Notes what is wrong with a cell (with the whole row, when no column is named); one reason for each cell is enough. */
  refuse(place: ColumnName | { rubricAt: number } | undefined, reason: string): void;
  problems: RowProblem[];
  /** Whether the row has as many cells as the header; otherwise none of them means anything. */
  isWhole: boolean;
}

/** Opens a row under a header that has no problems. */
export function openRow({ row, cells }: CsvRow, { columns }: Header): RowCells {
  const problems: RowProblem[] = [];
  const known = new Map<ColumnName, { title: string; text: string }>();
  const rubrics: { name: string; achieved: string; title: string }[] = [];
  if (!fits(cells, columns.length)) {
    const reason = `The row has ${cells.length} cells and the header has ${columns.length}.`;
    problems.push({ row, reason });
    return { get: () => undefined, rubrics, problems, refuse: () => {}, isWhole: false };
  }
  for (const [index, { title, column }] of columns.entries()) {
    const reading = readBounded(cells[index] ?? "");
    if ("reason" in reading) problems.push({ row, column: title, reason: reading.reason });
    const text = "value" in reading ? reading.value : "";
    if (column.kind === "known" && !known.has(column.name)) known.set(column.name, { title, text });
    if (column.kind === "rubric" && text !== "") rubrics.push({ name: column.rubric, achieved: text, title });
  }
  const titleOf = (place: Parameters<RowCells["refuse"]>[0]): string | undefined => {
    if (place === undefined) return undefined;
    return typeof place === "string" ? (known.get(place)?.title ?? place) : rubrics[place.rubricAt]?.title;
  };
  const refuse: RowCells["refuse"] = (place, reason) => {
    const column = titleOf(place);
    if (problems.some((problem) => problem.column === column)) return;
    problems.push({ row, ...(column !== undefined && { column }), reason });
  };
  function get<Value>(name: ColumnName, read?: (cell: string) => Reading<Value>): Value | string | undefined {
    const { text = "" } = known.get(name) ?? {};
    if (text === "") return undefined;
    const reading = read === undefined ? { value: text } : read(text);
    if ("value" in reading) return reading.value;
    refuse(name, reading.reason);
    return undefined;
  }
  return {
    get: get as RowCells["get"],
    rubrics: rubrics.map(({ name, achieved }) => ({ name, achieved })),
    problems,
    refuse,
    isWhole: true,
  };
}

/** Spreadsheets write a row to its end; only empty cells may stand beyond the header. */
function fits(cells: string[], width: number): boolean {
  return cells.length >= width && cells.slice(width).every((cell) => cell.trim() === "");
}

function readBounded(cell: string): Reading<string> {
  const { fieldCharacters } = batchLimits;
  if (cell.length > fieldCharacters) {
    return { reason: `It is longer than ${fieldCharacters.toLocaleString("en")} characters.` };
  }
  return readText(cell);
}
