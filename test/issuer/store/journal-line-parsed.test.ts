import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { checkJournalLine, createJournalLine, parseJournalLine } from "../../../issuer/store/journal-line.ts";

const content = {
  seq: 7,
  at: "2026-11-22T12:00:00.000Z",
  prev: "0".repeat(64),
  ops: [
    { key: "note/ä", value: '{"a":"]}"}' },
    { key: "gone", value: null },
  ],
  digest: "f".repeat(64),
};
const text = createJournalLine(content).bytes.subarray(0, -1);

test("a line that a store is rebuilt from is one only as it was written, to the bit (security rule 9)", () => {
  expect(parseJournalLine(text)).toMatchObject(content);
  for (let position = 0; position < text.length; position += 1) {
    for (let bit = 0; bit < 8; bit += 1) {
      const changed = Buffer.from(text);
      changed[position] = (changed[position] as number) ^ (1 << bit);
      expect([position, bit, parseJournalLine(changed)]).toEqual([position, bit, undefined]);
    }
    const before = text.subarray(0, position);
    expect(parseJournalLine(Buffer.concat([before, text.subarray(position + 1)]))).toBeUndefined();
    expect(
      parseJournalLine(Buffer.concat([before, Buffer.from(" "), text.subarray(position)])),
    ).toBeUndefined();
  }
});

/** A text with the hash that a line of it would have. */
function hashed(json: string): Buffer {
  const hash = createHash("sha256").update(json).digest("hex");
  return Buffer.from(`${json.slice(0, -1)},"hash":"${hash}"}`);
}

describe("what has the right hash is no line all the same", () => {
  const { seq, at, prev, ops, digest } = content;
  test.each<[name: string, members: object]>([
    ["without a number", { at, prev, ops, digest }],
    ["numbered zero", { seq: 0, at, prev, ops, digest }],
    ["numbered by a text", { seq: "7", at, prev, ops, digest }],
    ["that names no line before", { seq, at, ops, digest }],
    ["that names a line before in another spelling", { seq, at, prev: "A".repeat(64), ops, digest }],
    ["without operations", { seq, at, prev, digest }],
    ["without a digest", { seq, at, prev, ops }],
    ["with a digest that is too short", { seq, at, prev, ops, digest: "f" }],
    ["with a member more", { seq, at, prev, ops, digest, more: 1 }],
    ["in another order", { ops, seq, at, prev, digest }],
    ["that is empty", {}],
  ])("%s", (_name, members) => {
    expect(checkJournalLine(hashed(JSON.stringify({ seq, at, prev, ops, digest })))).toBeDefined();
    expect(checkJournalLine(hashed(JSON.stringify(members)))).toBeUndefined();
  });
});
