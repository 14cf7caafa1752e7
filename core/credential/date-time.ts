const dateTimeStamp =
  /^(-?(?:[1-9]\d{3,}|0\d{3}))-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))$/;

/**
 * Reads an XSD dateTimeStamp: a real calendar day with a time zone, nothing else.
 *
 * @returns the instant in milliseconds since 1970, or `undefined` when the text is not one
 * (no zone, 30 February, an empty string, a leap second, more than 64 characters). An instant further
 * away than a `Date` reaches (about the years -271821 to 275760) is infinitely far away.
 * @see {@link https://www.w3.org/TR/xmlschema11-2/#dateTimeStamp}
 */
export function parseDateTimeStamp(text: unknown): number | undefined {
  if (typeof text !== "string" || text.length > 64) return undefined;
  const match = dateTimeStamp.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  const endOfDay = hour === 24 && minute === 0 && second === 0 && Number(match[7] ?? 0) === 0;
  if ((hour > 23 && !endOfDay) || minute > 59 || second > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, Math.floor(Number(match[7] ?? 0) * 1000));
  // NaN would compare as neither past nor future, and so as within every period.
  if (Number.isNaN(date.getTime())) return year < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return date.getTime() - zoneMinutes(match[8] as string) * 60_000;
}

/**
 * The calendar day that a date or a dateTimeStamp begins with, as written ("2026-11-22"): no reader's time
 * zone moves it.
 *
 * @returns `undefined` for any other text, several dates included; more forgiving parsers find a day in "Room 5".
 */
export function calendarDayOf(text: string): string | undefined {
  const day = /^(\d{4}-\d\d-\d\d)(?:T\S+)?$/.exec(text)?.[1];
  return day === undefined || parseDateTimeStamp(`${day}T00:00:00Z`) === undefined ? undefined : day;
}

/** Writes an instant as an XSD dateTimeStamp in UTC, to the second. */
export function formatDateTimeStamp(date: Date): string {
  return `${date.toISOString().slice(0, -5)}Z`;
}

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function zoneMinutes(zone: string): number {
  if (zone === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return zone.startsWith("-") ? -minutes : minutes;
}
