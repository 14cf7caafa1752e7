import { calendarDayOf } from "../../core/credential/date-time.ts";

/** Made when the first day is written, and once: that takes as long as writing a thousand. */
let day: Intl.DateTimeFormat | undefined;

/** The day of a timestamp as people write it: "5 May 2026". Other text comes back as it is. */
export function dayOf(timestamp: string): string {
  const date = calendarDayOf(timestamp);
  if (date === undefined) return timestamp;
  day ??= new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });
  return day.format(new Date(date));
}

/** "5 May – 30 Jun 2026", or the part of it that is known. */
export function periodOf(start: string | undefined, end: string | undefined): string | undefined {
  if (start !== undefined && end !== undefined) {
    const [first, last] = [dayOf(start), dayOf(end)];
    const year = / \d{4}$/u.exec(last)?.[0];
    return `${year !== undefined && first.endsWith(year) ? first.slice(0, -year.length) : first} – ${last}`;
  }
  if (start !== undefined) return `from ${dayOf(start)}`;
  return end === undefined ? undefined : `until ${dayOf(end)}`;
}
