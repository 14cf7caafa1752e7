import type { MemberProblem } from "../completions/describe-issues.ts";
import type { Trouble } from "./page-handlers.ts";

/** Which rows of a form became which entries of a list: `rows.get("skills")?.[1]` is the row of the second skill. */
export type RowPlaces = Map<string, number[]>;

const highestRow = 99;

/** The rows of a form in which something was typed, by the fields of one row; white space around it is gone. */
export function filledRows<Field extends string>(
  values: URLSearchParams,
  list: string,
  fields: readonly Field[],
): { row: number; texts: Record<Field, string> }[] {
  const rows: { row: number; texts: Record<Field, string> }[] = [];
  for (let row = 0; row <= lastRow(values, list); row++) {
    const entries = fields.map((field) => [field, textOf(values, `${list}.${row}.${field}`)] as const);
    if (entries.some(([, text]) => text !== "")) {
      rows.push({ row, texts: Object.fromEntries(entries) as Record<Field, string> });
    }
  }
  return rows;
}

/** How many rows a form shows: those that are filled, and some to spare. */
export function rowCount(
  values: URLSearchParams,
  list: string,
  { spare, maximum }: { spare: number; maximum: number },
): number {
  return Math.min(lastRow(values, list) + 1 + spare, maximum);
}

/** What stands in a field; empty when it is absent. */
export function textOf(values: URLSearchParams, name: string): string {
  return (values.get(name) ?? "").replaceAll("\r\n", "\n").trim();
}

/** The lines in a field that hold something. */
export function linesOf(values: URLSearchParams, name: string): string[] {
  return textOf(values, name)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** The problems of members as troubles of the fields that people see, in words that begin with the field's label. */
export function troublesOf(
  problems: MemberProblem[],
  { rows, labels }: { rows: RowPlaces; labels: ReadonlyMap<string, string> },
): Trouble[] {
  return problems.map(({ member, reason }) => {
    const kind = [...labels.keys()].find((name) => isMember(member, name));
    if (kind === undefined) return { reason: `Something here ${reason}.` };
    return { field: fieldFor(member, kind, rows), reason: `${labels.get(kind)} ${reason}.` };
  });
}

/** `facts.rubrics.0.name` is a member of the kind `facts.rubrics.*.name`, and of `facts.rubrics`. */
function isMember(member: string, kind: string): boolean {
  const pattern = kind.split(".").map((part) => (part === "*" ? "\\d+" : part));
  return new RegExp(`^${pattern.join("\\.")}(?:\\.|$)`).test(member);
}

function fieldFor(member: string, kind: string, rows: RowPlaces): string {
  const parts = kind.split(".");
  const indexes = member.split(".");
  return parts
    .map((part, place) => {
      if (part !== "*") return part;
      const index = Number(indexes[place]);
      return String(rows.get(parts.slice(0, place).join("."))?.[index] ?? index);
    })
    .join(".");
}

function lastRow(values: URLSearchParams, list: string): number {
  let last = -1;
  for (const [name, value] of values) {
    const [, digits] = name.startsWith(`${list}.`)
      ? (/^(\d{1,2})\./.exec(name.slice(list.length + 1)) ?? [])
      : [];
    if (digits !== undefined && value.trim() !== "")
      last = Math.max(last, Math.min(Number(digits), highestRow));
  }
  return last;
}
