import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type ContentChange,
  emptyContentDigest,
  updateContentDigest,
} from "../../../issuer/store/content-digest.ts";

/** The same in whole numbers: the sum, modulo 2^256, of SHA-256(key NUL value). */
function sumOf(digest: string, changes: ContentChange[]): string {
  const hashOf = (text: string) => BigInt(`0x${createHash("sha256").update(text).digest("hex")}`);
  let sum = BigInt(`0x${digest}`);
  for (const { key, before, after } of changes) {
    if (before !== undefined) sum -= hashOf(`${key}\0${before}`);
    if (after !== null) sum += hashOf(`${key}\0${after}`);
  }
  return BigInt.asUintN(256, sum).toString(16).padStart(64, "0");
}

const change = fc.record({
  key: fc.string(),
  before: fc.option(fc.string(), { nil: undefined }),
  after: fc.option(fc.string()),
});

test("a digest is the sum that stores of earlier versions hold, whatever changes and wherever it begins", () => {
  const digest = fc.oneof(
    fc.constantFrom(emptyContentDigest, "f".repeat(64), `${"0".repeat(63)}1`, `${"f".repeat(56)}00000000`),
    fc.stringMatching(/^[0-9a-f]{64}$/),
  );
  fc.assert(
    fc.property(digest, fc.array(change, { maxLength: 8 }), (from, changes) => {
      expect(updateContentDigest(from, changes)).toBe(sumOf(from, changes));
    }),
    { numRuns: 300 },
  );
});

test("what is taken out again leaves the digest that was there before, in whatever order", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 8 }), fc.string(), (keys, value) => {
      const put = keys.map((key) => ({ key, before: undefined, after: value }));
      const removed = keys.toReversed().map((key) => ({ key, before: value, after: null }));
      expect(updateContentDigest(updateContentDigest(emptyContentDigest, put), removed)).toBe(
        emptyContentDigest,
      );
    }),
  );
});
