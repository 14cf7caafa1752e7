import { calendarDayOf } from "../../core/date-time.ts";

/** What a cell means, or why it means nothing. */
export type Reading<Value> = { value: Value } | { reason: string };

const yes = new Set(["yes", "y", "true", "1"]);
const no = new Set(["no", "n", "false", "0"]);

/** Control characters but tab and line breaks, and what reorders text: nobody types those into a cell. */
const hidden = /(?![\n\r\t])[\p{Cc}\p{Cs}\u061c\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** Any text of one cell, without what stands around it. */
export function readText(cell: string): Reading<string> {
  if (hidden.test(cell))
    return {
      reason: "It holds an invisible character (a control or text direction character). Type it anew.",
    };
  return { value: cell.trim().normalize("NFC") };
}

/** A calendar day as a moment in UTC: its first, or its last second. */
export function readDay(cell: string, time: "00:00:00" | "23:59:59"): Reading<string> {
  const day = /^\d{4}-\d\d-\d\d$/.test(cell) ? calendarDayOf(cell) : undefined;
  if (day === undefined) return { reason: "Write the date as year-month-day, for example 2026-09-01." };
  return { value: `${day}T${time}Z` };
}

/** Yes or no, in any of the usual spellings. */
export function readYesNo(cell: string): Reading<boolean> {
  const word = cell.toLowerCase();
  if (yes.has(word)) return { value: true };
  return no.has(word) ? { value: false } : { reason: "Write yes or no." };
}

/** A number with at most two decimals, after a point or a comma; no thousands separator. */
export function readNumber(cell: string): Reading<number> {
  if (!/^\d{1,6}(?:[.,]\d{1,2})?$/.test(cell)) return { reason: "Write a number such as 40 or 37.5." };
  return { value: Number(cell.replace(",", ".")) };
}

/** A whole number within bounds. */
export function readWhole(cell: string, { from, to }: { from: number; to: number }): Reading<number> {
  const value = /^\d{1,6}$/.test(cell) ? Number(cell) : Number.NaN;
  return value >= from && value <= to ? { value } : { reason: `Write a whole number from ${from} to ${to}.` };
}
