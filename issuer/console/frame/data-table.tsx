import type { ComponentChildren, VNode } from "preact";

interface Column<Item> {
  head: string;
  cell: (item: Item) => ComponentChildren;
}

interface DataTableProps<Item> {
  /** What the table lists, for those who do not see what is around it. */
  label: string;
  columns: Column<Item>[];
  items: Item[];
  keyOf: (item: Item) => string;
}

/** A table that becomes one card for each row where the screen is small; the first column names the row. */
export function DataTable<Item>({ label, columns, items, keyOf }: DataTableProps<Item>): VNode {
  return (
    <table class="data" aria-label={label}>
      <thead>
        <tr>
          {columns.map(({ head }) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={keyOf(item)}>
            {columns.map(({ head, cell }) => (
              <td key={head} data-head={head}>
                <div>{cell(item)}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
