import type { JsonObject } from "../../core/json/json-value.ts";
import { printable } from "../../core/text/printable.ts";

/** The problems of a table as a table: row, column, reason. */
export function problemLines(problems: JsonObject[]): string[] {
  const cells = problems.map(({ row = "", column = "", reason = "" }) =>
    [row, column, reason].map((value) => printable(String(value)).replace(/\s+/g, " ")),
  );
  const table = [["row", "column", "problem"], ...cells];
  const widths = [0, 1].map((column) => Math.max(...table.map((cell) => cell[column]?.length ?? 0)));
  return table.map(([row = "", column = "", reason = ""]) =>
    `${row.padStart(widths[0] ?? 0)}  ${column.padEnd(widths[1] ?? 0)}  ${reason}`.trimEnd(),
  );
}
