import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayOf, periodOf } from "../../../wallet-cli/views/person-dates.ts";

describe("a day for people", () => {
  test("is written as British English does", () => {
    const format = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });
    const days = fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        expect(dayOf(date.toISOString())).toBe(format.format(date));
      }),
      {
        examples: Array.from({ length: 12 }, (_, month) => [new Date(Date.UTC(2026, month, 9))]),
      },
    );
  });

  test.each(["", "Room 5", "2026-02-30", "2026-05-05 and more", "-2026-05-05", "12026-05-05"])(
    "%j is no day, and stays as it is",
    (text) => expect(dayOf(text)).toBe(text),
  );

  test.each([
    ["2026-09-01T00:00:00Z", "2026-09-30T00:00:00Z", "1 Sept – 30 Sept 2026"],
    ["2025-12-01", "2026-01-31", "1 Dec 2025 – 31 Jan 2026"],
    ["2026-05-05", undefined, "from 5 May 2026"],
    [undefined, "2026-05-05", "until 5 May 2026"],
    [undefined, undefined, undefined],
  ])("from %j to %j is %j", (start, end, words) => expect(periodOf(start, end)).toBe(words));
});
