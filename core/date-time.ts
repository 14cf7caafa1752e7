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
  const usual = parseUsualDateTime(text);
  if (usual !== undefined) return usual;
  const match = dateTimeStamp.exec(text);
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const [hour, minute, second] = [Number(match[4]), Number(match[5]), Number(match[6])];
  if (!isDay(year, month, day)) return undefined;
  const endOfDay = hour === 24 && minute === 0 && second === 0 && Number(match[7] ?? 0) === 0;
  if ((hour > 23 && !endOfDay) || minute > 59 || second > 59) return undefined;
  const time = instantOf(year, month, day) + ((hour * 60 + minute) * 60 + second) * 1000;
  // NaN would compare as neither past nor future, and so as within every period.
  if (Number.isNaN(time)) return year < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return time + Math.floor(Number(match[7] ?? 0) * 1000) - zoneMinutes(match[8] as string) * 60_000;
}

/**
 * Reads a date and time as most are written, in UTC and to the second, with the years 1000 to 9999: "2026-11-22T09:30:00Z". Digit by digit
 * that takes a fifth of the time, and each date of a credential is asked about several times.
 *
 * @returns `undefined` for any other text, which may be a date as well.
 */
export function parseUsualDateTime(text: string): number | undefined {
  if (text.length !== 20 || text[10] !== "T" || text[19] !== "Z") return undefined;
  if (text[4] !== "-" || text[7] !== "-" || text[13] !== ":" || text[16] !== ":") return undefined;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const [month, day] = [twoDigits(text, 5), twoDigits(text, 8)];
  const [hour, minute, second] = [twoDigits(text, 11), twoDigits(text, 14), twoDigits(text, 17)];
  // NaN, from what is no digit, is in no range.
  const isReal =
    year >= 1000 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysIn(year, month) &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59;
  return isReal ? Date.UTC(year, month - 1, day, hour, minute, second) : undefined;
}

function twoDigits(text: string, position: number): number {
  const [tens, ones] = [text.charCodeAt(position) - 0x30, text.charCodeAt(position + 1) - 0x30];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/**
 * The calendar day that a date or a dateTimeStamp begins with, as written ("2026-11-22"): no reader's time
 * zone moves it.
 *
 * @returns `undefined` for any other text, several dates included; more forgiving parsers find a day in "Room 5".
 */
export function calendarDayOf(text: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\d(?:T\S+)?$/.test(text)) return undefined;
  const day = text.slice(0, 10);
  return isDay(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))) ? day : undefined;
}

/** Writes an instant as an XSD dateTimeStamp in UTC, to the second. */
export function formatDateTimeStamp(date: Date): string {
  return `${date.toISOString().slice(0, -5)}Z`;
}

/** Midnight of a day; NaN beyond what a `Date` reaches. `Date.UTC` takes the years 0 to 99 for those of the last century. */
function instantOf(year: number, month: number, day: number): number {
  if (year > 99) return Date.UTC(year, month - 1, day);
  return new Date(0).setUTCFullYear(year, month - 1, day);
}

function isDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 ? (leap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function zoneMinutes(zone: string): number {
  if (zone === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return zone.startsWith("-") ? -minutes : minutes;
}
