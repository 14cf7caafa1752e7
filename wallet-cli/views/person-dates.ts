import { calendarDayOf } from "../../core/date-time.ts";

/** As British English shortens them; `Intl` does it alike, and takes as long to begin as to list a thousand credentials. */
const months = "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec".split(" ");

/** The day of a timestamp as people write it: "5 May 2026". Other text comes back as it is. */
export function dayOf(timestamp: string): string {
  const date = calendarDayOf(timestamp);
  if (date === undefined) return timestamp;
  return `${Number(date.slice(8))} ${months[Number(date.slice(5, 7)) - 1]} ${Number(date.slice(0, 4))}`;
}

/** A moment soon, by the clock on this machine's wall: "14:05", or "14:05 on 5 May 2026" when it is not today. */
export function momentOf(moment: Date, now: Date): string {
  const time = [moment.getHours(), moment.getMinutes()]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
  if (moment.toDateString() === now.toDateString()) return time;
  return `${time} on ${moment.getDate()} ${months[moment.getMonth()]} ${moment.getFullYear()}`;
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
