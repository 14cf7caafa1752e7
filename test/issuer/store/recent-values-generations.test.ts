import fc from "fast-check";
import { expect, test } from "vitest";
import { createRecentValues, type RecentValues } from "../../../issuer/store/recent-values.ts";

const long = "x".repeat(2_001);

/** Memories of 8,000 characters begin a new generation after twenty keys. */
function withOlderKey(value: string): RecentValues {
  const recent = createRecentValues(8_000);
  recent.keep("older", value);
  for (let index = 0; index < 20; index += 1) recent.keep(`other/${index}`, null);
  return recent;
}

test("what was written is known for a key of the older generation, too", () => {
  const recent = withOlderKey("before");
  recent.update(new Map([["older", "after"]]));
  expect(recent.find("older")).toBe("after");
});

test("that a key of the older generation is gone, or has grown too long, is noticed", () => {
  for (const [written, found] of [
    [null, null],
    [long, undefined],
  ] as const) {
    const recent = withOlderKey("before");
    recent.update(new Map([["older", written]]));
    expect(recent.find("older")).toBe(found);
  }
});

test("a key that moved to the younger generation has left the older one, where nobody would tell of changes", () => {
  const recent = withOlderKey("before");
  expect(recent.find("older")).toBe("before");
  recent.update(new Map([["older", "after"]]));
  recent.update(new Map([["older", long]]));
  expect(recent.find("older")).toBeUndefined();
});

test("values of 2,000 characters are kept, and longer ones are not", () => {
  const recent = createRecentValues(100_000);
  recent.keep("a", long.slice(1));
  recent.keep("b", long);
  expect([recent.find("a"), recent.find("b")]).toEqual([long.slice(1), undefined]);
});

const roomOf = (key: string, value: string | null) => 200 + key.length + (value?.length ?? 0);

test.each<[name: string, keyOf: (index: number) => string, value: string | null]>([
  ["long values", (index) => `${index}`, "x".repeat(2_000)],
  ["long keys", (index) => `${index}`.padStart(1_000, "0"), "x"],
  ["keys without a value", (index) => `${index}`, null],
])("all that is kept has room in the memory, and uses half of it: %s", (_name, keyOf, value) => {
  const maximum = 100_000;
  const recent = createRecentValues(maximum);
  for (let index = 0; index < 2_000; index += 1) recent.keep(keyOf(index), value);
  const keys = Array.from({ length: 2_000 }, (_, index) => keyOf(index));
  // To look is to keep: what is counted is what was there before.
  const before = keys.toReversed().filter((key) => recent.find(key) !== undefined);
  const room = before.reduce((sum, key) => sum + roomOf(key, value), 0);
  expect(room).toBeLessThanOrEqual(maximum + roomOf("0", value));
  expect(room).toBeGreaterThan(maximum / 2 - 2 * roomOf(keyOf(0), value));
});

test("nothing is ever known that a disk would tell otherwise, whatever is read and written in whatever order", () => {
  const key = fc.constantFrom(..."abcdefghijkl");
  const value = fc.oneof(fc.constant(null), fc.constant(long), fc.string({ maxLength: 400 }));
  const action = fc.oneof(
    fc.record({ read: key }),
    fc.record({ written: fc.array(fc.tuple(key, value), { maxLength: 3 }) }),
  );
  fc.assert(
    fc.property(fc.array(action, { maxLength: 200 }), (actions) => {
      const disk = new Map<string, string | null>();
      // Room for about four keys.
      const recent = createRecentValues(2_000);
      for (const one of actions) {
        if ("written" in one) {
          const changes = new Map(one.written);
          for (const [name, text] of changes) disk.set(name, text);
          recent.update(changes);
          continue;
        }
        const stored = disk.get(one.read) ?? null;
        const known = recent.find(one.read);
        if (known !== undefined) expect(known).toBe(stored);
        else recent.keep(one.read, stored);
      }
    }),
    { numRuns: 200 },
  );
});
