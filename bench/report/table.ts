/** A table for people: the first column names what the row is about, the others hold numbers. */
export interface Table {
  caption: string;
  columns: string[];
  rows: string[][];
}

/** Writes a table in Markdown, padded so that it reads well in a terminal, too. */
export function formatTable({ caption, columns, rows }: Table): string {
  const widths = columns.map((column, index) =>
    Math.max(3, ...[column, ...rows.map((row) => row[index] ?? "")].map(({ length }) => length)),
  );
  const line = (cells: string[]) =>
    `| ${widths.map((width, index) => pad(cells[index] ?? "", width, index)).join(" | ")} |`;
  const rule = widths.map((width, index) => (index === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [`${caption}`, "", line(columns), line(rule), ...rows.map(line)].join("\n");
}

function pad(cell: string, width: number, index: number): string {
  return index === 0 ? cell.padEnd(width) : cell.padStart(width);
}
