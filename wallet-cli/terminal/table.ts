import { type Line, oneLine, type Span, styled } from "./line.ts";
import { padToWidth, textWidth, truncateToWidth } from "./text-width.ts";

export type Cell = string | Span;

const gap = 2;
const narrowestColumn = 8;

/** A table for people that fits the given width: the widest columns are cut first, and cells show that with "…". */
export function renderTable(options: { head: string[]; rows: Cell[][]; width: number }): Line[] {
  const cells = [options.head.map((text) => styled("dim", text)), ...options.rows].map((row) =>
    row.map((cell) =>
      typeof cell === "string" ? styled([], oneLine(cell)) : { ...cell, text: oneLine(cell.text) },
    ),
  );
  const widths = options.head.map((_, column) =>
    Math.max(...cells.map((row) => textWidth(row[column]?.text ?? ""))),
  );
  shrink(widths, options.width - gap * (widths.length - 1));
  return cells.map((row) => row.flatMap((cell, column) => fitCell(cell, widths, column)));
}

function fitCell(cell: Span, widths: number[], column: number): (string | Span)[] {
  const width = widths[column] ?? 0;
  const text = truncateToWidth(cell.text, width);
  if (column === widths.length - 1) return [{ ...cell, text }];
  return [{ ...cell, text }, padToWidth("", width - textWidth(text) + gap)];
}

function shrink(widths: number[], available: number): void {
  for (;;) {
    const total = widths.reduce((sum, width) => sum + width, 0);
    const widest = Math.max(...widths);
    if (total <= available || widest <= narrowestColumn) return;
    const second = Math.max(narrowestColumn, ...widths.filter((width) => width < widest));
    const column = widths.indexOf(widest);
    widths[column] = Math.max(second - 1, narrowestColumn, widest - (total - available));
  }
}
