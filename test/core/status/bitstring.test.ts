import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createBitstring,
  decodeBitstring,
  encodeBitstring,
  minimumEntries,
  readEntry,
  readStatus,
  writeStatus,
} from "../../../core/status/bitstring.ts";
import { createPermutation } from "../../../core/status/permuted-index.ts";

describe("a bitstring (Bitstring Status List 1.0, 3.1.3)", () => {
  it("counts entries from the left-most bit of the first byte", () => {
    const bitstring = createBitstring();
    writeStatus(bitstring, 0, true);
    writeStatus(bitstring, 9, true);
    expect([...bitstring.subarray(0, 2)]).toEqual([0b1000_0000, 0b0100_0000]);
  });

  it.each([-1, 131_072, 2 ** 35, 2 ** 32, 0.5, Number.NaN, Number.POSITIVE_INFINITY, -0.1])(
    "has no entry %d",
    (index) => {
      expect(() => readStatus(createBitstring(), index)).toThrow(
        expect.objectContaining({ code: "RANGE_ERROR" }),
      );
      expect(() => writeStatus(createBitstring(), index, true)).toThrow(
        expect.objectContaining({ code: "RANGE_ERROR" }),
      );
    },
  );

  it.each([0, 8, 131_071, 131_073, -131_072])("is not made with %d entries", (entries) => {
    expect(() => createBitstring(entries)).toThrow(TypeError);
  });

  it("reads what was written, and nothing beside it changes", () => {
    const index = fc.integer({ min: 0, max: minimumEntries - 1 });
    fc.assert(
      fc.property(fc.uniqueArray(index, { maxLength: 20 }), index, (set, probe) => {
        const bitstring = createBitstring();
        for (const position of set) writeStatus(bitstring, position, true);
        expect(readStatus(bitstring, probe)).toBe(set.includes(probe));
        for (const position of set) writeStatus(bitstring, position, false);
        expect(bitstring.every((byte) => byte === 0)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("reads entries of up to 32 bits", () => {
    const bytes = Uint8Array.of(0b1010_0011, 0xff, 0xff, 0xff, 0xff);
    expect([
      readEntry(bytes, 0, 2),
      readEntry(bytes, 1, 2),
      readEntry(bytes, 0, 3),
      readEntry(bytes, 1, 3),
    ]).toEqual([2, 2, 5, 0]);
    expect(readEntry(bytes.subarray(1), 0, 32)).toBe(0xffffffff);
  });

  it("survives encoding", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 500 }), (bytes) =>
        Buffer.from(bytes).equals(decodeBitstring(encodeBitstring(bytes))),
      ),
    );
  });

  it.each(["", "u", "H4sIAAAAAAAAA", "zQm", "u!!!!", "uAAAA", `u${"A".repeat(25 * 1024 * 1024)}`])(
    "is not read from something else (%#)",
    (text) => {
      expect(() => decodeBitstring(text)).toThrow(
        expect.objectContaining({ code: "STATUS_VERIFICATION_ERROR" }),
      );
    },
  );
});

describe("a status index (security rule 6)", () => {
  const key = new Uint8Array(32).fill(7);

  // 4^6 and 2^11 (the network covers the list, and twice the list), 1000 and 4097 (what falls outside walks on).
  it.each([4096, 2048, 1000, 4097])(
    "never collides: every counter of a list of %d gives another index, all of them inside the list",
    (entries) => {
      const seen = new Uint8Array(entries);
      const permutation = createPermutation({ key, entries });
      for (let counter = 0; counter < entries; counter++) {
        const index = permutation(counter);
        seen[index] = (seen[index] as number) + 1;
      }
      expect(seen.every((count) => count === 1)).toBe(true);
    },
  );

  it("never collides in a list of the usual size: its first and last counters, and others between", () => {
    const half = Array.from({ length: 1000 }, (_, counter) => counter);
    const between = half.map((counter) => 1000 + counter * 128);
    const counters = [...half, ...between, ...half.map((counter) => minimumEntries - 1 - counter)];
    expect(new Set(counters).size).toBe(3000);
    const indexes = counters.map(createPermutation({ key, entries: minimumEntries }));
    expect(new Set(indexes).size).toBe(3000);
    for (const index of indexes) {
      expect(Number.isInteger(index) && index >= 0 && index < minimumEntries).toBe(true);
    }
  });

  it("cannot be told from the counter: another key gives other indexes, neighbours are far apart", () => {
    const other = new Uint8Array(32).fill(8);
    const indexes = (k: Uint8Array) =>
      Array.from({ length: 200 }, (_, counter) => counter).map(
        createPermutation({ key: k, entries: minimumEntries }),
      );
    const [first, second] = [indexes(key), indexes(other)];
    expect(first.filter((index, counter) => index === second[counter]).length).toBeLessThan(3);
    const steps = first.slice(1).map((index, position) => Math.abs(index - (first[position] as number)));
    expect(steps.filter((step) => step < 100).length).toBeLessThan(5);
  });

  it("is what HMAC-SHA-256 says, the first time and when it is remembered: lists that were begun go on", () => {
    const permutation = createPermutation({ key, entries: minimumEntries });
    const half = 512;
    for (const counter of [0, 1, 99_999, 131_071, 1, 99_999]) {
      let index = counter;
      do {
        let [left, right] = [Math.floor(index / half), index % half];
        for (let round = 0; round < 8; round++) {
          const mac = createHmac("sha256", key).update(`${round}:${right}`).digest();
          [left, right] = [right, left ^ (mac.readUInt32BE(0) & (half - 1))];
        }
        index = left * half + right;
      } while (index >= minimumEntries);
      expect(permutation(counter)).toBe(index);
    }
  });

  it.each([-1, 131_072, 0.5])("is not given for the counter %d: a new list is needed", (counter) => {
    expect(() => createPermutation({ key, entries: minimumEntries })(counter)).toThrow(TypeError);
  });
});
