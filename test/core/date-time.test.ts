import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calendarDayOf, formatDateTimeStamp, parseDateTimeStamp } from "../../core/date-time.ts";

describe("an XSD dateTimeStamp (XML Schema 1.1 part 2, 3.4.28)", () => {
  it.each([
    ["2026-11-22T12:00:00Z", "2026-11-22T12:00:00.000Z"],
    ["2026-11-22T12:00:00.5Z", "2026-11-22T12:00:00.500Z"],
    ["2026-11-22T12:00:00+14:00", "2026-11-21T22:00:00.000Z"],
    ["2026-11-22T12:00:00-05:30", "2026-11-22T17:30:00.000Z"],
    ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"],
    ["2026-12-31T24:00:00Z", "2027-01-01T00:00:00.000Z"],
    ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"],
    ["2026-11-22T12:00:00.123456789Z", "2026-11-22T12:00:00.123Z"],
  ])("%s is read", (text, iso) => {
    expect(new Date(parseDateTimeStamp(text) as number).toISOString()).toBe(iso);
  });

  it.each([
    "",
    " ",
    "2026-11-22",
    "2026-11-22T12:00:00",
    "2026-02-30T00:00:00Z",
    "2023-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z",
    "2026-01-00T00:00:00Z",
    "2026-11-22T25:00:00Z",
    "2026-11-22T24:00:01Z",
    "2026-11-22T12:60:00Z",
    "2026-11-22T12:00:60Z",
    "2026-11-22t12:00:00z",
    "2026-11-22 12:00:00Z",
    "2026-11-22T12:00:00+14:30",
    "2026-11-22T12:00:00+0100",
    "2026-11-22T12:00:00Z ",
    " 2026-11-22T12:00:00Z",
    "2026-11-22T12:00:00Z\n",
    "20261122T120000Z",
    "+2026-11-22T12:00:00Z",
    "2026-11-22T12:00:00.Z",
    "٢٠٢٦-11-22T12:00:00Z",
    `2026-11-22T12:00:00.${"1".repeat(60)}Z`,
  ])("%j is not one", (text) => {
    expect(parseDateTimeStamp(text)).toBeUndefined();
  });

  it("is read the same to the second and with a fraction of zero, real or not", () => {
    const number = (maximum: number, digits: number) =>
      fc.integer({ min: 0, max: maximum }).map((value) => String(value).padStart(digits, "0"));
    const fields = fc.tuple(
      number(9999, 4),
      number(13, 2),
      number(32, 2),
      number(25, 2),
      number(61, 2),
      number(61, 2),
      fc.option(fc.tuple(fc.nat(18), fc.constantFrom("-", ":", "T", " ", "0", "z", "/", "٢"))),
    );
    fc.assert(
      fc.property(fields, ([year, month, day, hour, minute, second, change]) => {
        const usual = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
        const written =
          change === null ? usual : usual.slice(0, change[0]) + change[1] + usual.slice(change[0] + 1);
        expect(parseDateTimeStamp(`${written}Z`)).toBe(parseDateTimeStamp(`${written}.0Z`));
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([[undefined], [null], [0], [{}], [["2026-11-22T12:00:00Z"]]])("%j is not one", (value) => {
    expect(parseDateTimeStamp(value)).toBeUndefined();
  });

  it.each([
    ["275761-01-01T00:00:00Z", Number.POSITIVE_INFINITY],
    ["99999999999999999999-01-01T00:00:00Z", Number.POSITIVE_INFINITY],
    ["-271822-01-01T00:00:00Z", Number.NEGATIVE_INFINITY],
  ])("%s is before or after everything, not incomparable", (text, instant) => {
    expect(parseDateTimeStamp(text)).toBe(instant);
  });

  it("is read back as it was written, to the second", () => {
    const seconds = fc.integer({ min: -62_135_596_800, max: 253_402_300_799 });
    fc.assert(
      fc.property(seconds, (s) => parseDateTimeStamp(formatDateTimeStamp(new Date(s * 1000))) === s * 1000),
    );
  });
});

describe("the calendar day of a text", () => {
  it.each([
    ["2026-11-22", "2026-11-22"],
    ["2026-11-22T23:59:59-10:00", "2026-11-22"],
  ])("%s is %s, as written", (text, day) => {
    expect(calendarDayOf(text)).toBe(day);
  });

  it.each([
    "Room 5",
    "2026",
    "2026-02-30",
    "2026-02-30T00:00:00Z",
    "2026-09-01 / 2026-10-01",
    "10000-01-01T00:00:00Z",
    "",
  ])("%j has none", (text) => {
    expect(calendarDayOf(text)).toBeUndefined();
  });
});
