import fc from "fast-check";
import { expect, test } from "vitest";
import { sortShort } from "../../../../core/rdf/canonical/sort-short.ts";

const isBefore = (one: string, other: string) => one < other;

test("lists of any length are sorted as Array.prototype.sort does", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 60 }), (items) => {
      const sorted = [...items];
      sortShort(sorted, isBefore);
      expect(sorted).toEqual([...items].sort());
    }),
  );
});

test.each([19, 20, 21, 22])("around the length where the way changes (%i)", (length) => {
  const items = Array.from({ length }, (_, index) => String((index * 7) % length).padStart(2, "0"));
  const sorted = [...items];
  sortShort(sorted, isBefore);
  expect(sorted).toEqual([...items].sort());
});

test("of equal items the first stays first", () => {
  for (const length of [5, 30]) {
    const items = Array.from({ length }, (_, index) => ({ key: String(index % 2), index }));
    sortShort(items, (one, other) => one.key < other.key);
    expect(items.map(({ index }) => index)).toEqual(
      [0, 1].flatMap((rest) =>
        Array.from({ length }, (_, index) => index).filter((index) => index % 2 === rest),
      ),
    );
  }
});
