import fc from "fast-check";
import { expect, test } from "vitest";
import { checkJournalLine, createJournalLine, parseJournalLine } from "../../../issuer/store/journal-line.ts";

const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
const line = fc
  .record({
    seq: fc.integer({ min: 1, max: 10 ** 9 }),
    at: fc.date({ noInvalidDate: true, min: new Date(0) }).map((date) => date.toISOString()),
    prev: hash,
    ops: fc.array(
      fc.record({ key: fc.string({ unit: "binary" }), value: fc.option(fc.string({ unit: "binary" })) }),
    ),
    digest: hash,
  })
  .map((content) => createJournalLine(content));

test("a line is checked without being parsed as it would be parsed: its links are the same", () => {
  fc.assert(
    fc.property(line, ({ bytes, seq, prev, digest, hash: own }) => {
      const text = bytes.subarray(0, -1);
      expect(checkJournalLine(text)).toEqual({ seq, prev, digest, hash: own });
      expect(parseJournalLine(text)).toMatchObject({ seq, prev, digest, hash: own });
    }),
  );
});

test("a line of which any bit is turned over, a byte is missing or one is added, is no line (security rule 9)", () => {
  const { bytes } = createJournalLine({
    seq: 7,
    at: "2026-11-22T12:00:00.000Z",
    prev: "0".repeat(64),
    ops: [
      { key: "note/ä", value: '{"a":"]}"}' },
      { key: "gone", value: null },
    ],
    digest: "f".repeat(64),
  });
  const text = bytes.subarray(0, -1);
  const isLine = (changed: Buffer) => checkJournalLine(changed) !== undefined;
  expect(isLine(text)).toBe(true);
  for (let position = 0; position < text.length; position++) {
    for (let bit = 0; bit < 8; bit++) {
      const changed = Buffer.from(text);
      changed[position] = (changed[position] as number) ^ (1 << bit);
      expect([position, bit, isLine(changed)]).toEqual([position, bit, false]);
    }
    const before = text.subarray(0, position);
    expect(isLine(Buffer.concat([before, text.subarray(position + 1)]))).toBe(false);
    expect(isLine(Buffer.concat([before, Buffer.from(" "), text.subarray(position)]))).toBe(false);
  }
});
