import { expect, test } from "vitest";
import { createOpenedLists, type OpenedList } from "../../../core/status/opened-lists.ts";

const body = (size: number, byte = 0) => new Uint8Array(size).fill(byte);
const listOf = (size: number) =>
  ({ subject: { purposes: [], bitstring: body(size) } }) as unknown as OpenedList;

test("a list that is found is given as it was saved, and leaves the others where they are", () => {
  const lists = createOpenedLists({ lists: 3, listBytes: 9 });
  const saved = [1, 2, 3].map((byte) => ({ byte, list: listOf(1) }));
  for (const { byte, list } of saved) lists.save(body(1, byte), "kind", list);
  for (const { byte, list } of [...saved, ...saved.toReversed(), ...saved]) {
    expect(lists.find(body(1, byte), "kind")).toBe(list);
  }
});

test("a list is kept when it and its bits are as large as may be, and not when either is larger", () => {
  const sizes = [
    [9, 9],
    [10, 9],
    [9, 10],
  ] as const;
  const kept = sizes.map(([bytes, bits]) => {
    const lists = createOpenedLists({ lists: 1, listBytes: 9 });
    lists.save(body(bytes), "kind", listOf(bits));
    return lists.find(body(bytes), "kind") !== undefined;
  });
  expect(kept).toEqual([true, false, false]);
});
