import { type Line, oneLine, type Span, styled } from "./line.ts";
import { textWidth, truncateToWidth } from "./text-width.ts";

export type Cell = string | Span;

const gap = 2;
const narrowestColumn = 8;

/** A cell in one line, and how wide that is. */
interface MeasuredCell {
  readonly text: string;
  readonly style: Span["style"] | undefined;
  readonly width: number;
}

/** A table for people that fits the given width: the widest columns are cut first, and cells show that with "…". */
export function renderTable(options: { head: string[]; rows: Cell[][]; width: number }): Line[] {
  const head = options.head.map((text) => styled("dim", text));
  const cells = [head, ...options.rows].map((row) => row.map(measured));
  const widths = head.map(() => 0);
  for (const row of cells)
    row.forEach(({ width }, column) => {
      if (width > (widths[column] ?? width)) widths[column] = width;
    });
  shrink(widths, options.width - gap * (widths.length - 1));
  return cells.map((row) => row.flatMap((cell, column) => fitCell(cell, widths, column)));
}

function measured(cell: Cell): MeasuredCell {
  const [text, style] = typeof cell === "string" ? [oneLine(cell)] : [oneLine(cell.text), cell.style];
  return { text, style, width: textWidth(text) };
}

function fitCell(cell: MeasuredCell, widths: number[], column: number): (string | Span)[] {
  const columns = widths[column] ?? 0;
  const isCut = cell.width > columns;
  const text = isCut ? truncateToWidth(cell.text, columns) : cell.text;
  const shown = cell.style === undefined ? text : { style: cell.style, text };
  if (column === widths.length - 1) return [shown];
  const blanks = " ".repeat(columns - (isCut ? textWidth(text) : cell.width) + gap);
  return typeof shown === "string" ? [shown + blanks] : [shown, blanks];
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
