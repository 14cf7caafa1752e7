import { expect, test } from "vitest";
import { createBitstring, readStatus } from "../../core/status/bitstring.ts";
import type { IssuerStore } from "../../issuer/store/issuer-store.ts";
import { openLevelStore } from "../../issuer/store/level-store.ts";
import { keyOf } from "../../issuer/store/record-keys.ts";
import { keepStatusBits } from "../../issuer/use-cases/status-bits.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const list = { id: "0".repeat(32), entries: 131_072 };
const other = { id: "f".repeat(32), entries: 131_072 };

const change = (store: IssuerStore, id: string, entries: Record<number, boolean>) =>
  store.commit(async (transaction) => {
    for (const [index, value] of Object.entries(entries)) {
      if (value) transaction.put(keyOf.setStatus(id, Number(index)), 1);
      else transaction.remove(keyOf.setStatus(id, Number(index)));
    }
  });

const open = async () => openLevelStore({ directory: await temporaryFolder(), now: () => new Date() });

function setIn(bitstring: Uint8Array): number[] {
  const indexes = Array.from({ length: list.entries }, (_, index) => index);
  return indexes.filter((index) => readStatus(bitstring, index));
}

test("bits follow what is committed, each in its own list, and their number of changes with them", async () => {
  const store = await open();
  const keeper = keepStatusBits(store);
  await change(store, list.id, { 0: true, 9: true });
  const [bits, others] = [await keeper.bits(list), await keeper.bits(other)];
  expect(setIn(bits.bitstring)).toEqual([0, 9]);
  const before = bits.changes;
  await change(store, list.id, { 9: false, 131071: true });
  expect(setIn(bits.bitstring)).toEqual([0, 131_071]);
  expect(bits.changes).not.toBe(before);
  expect(keeper.find(list.id)).toBe(bits);
  expect(others.bitstring).toEqual(createBitstring());
  await store.close();
});

test("what is committed while a list is read is in it, whether the reading came by before or after", async () => {
  const store = await open();
  // Three pages, and something happens after each.
  await change(
    store,
    list.id,
    Object.fromEntries(Array.from({ length: 2_500 }, (_, index) => [index * 2, true])),
  );
  let pages = 0;
  const between: IssuerStore = {
    condition: store.condition,
    get: (key) => store.get(key),
    watch: (listener) => store.watch(listener),
    commit: (work) => store.commit(work),
    close: () => store.close(),
    list: async (prefix, range) => {
      const page = await store.list(prefix, range);
      pages += 1;
      await change(store, list.id, {
        0: false,
        4998: false,
        [pages]: pages === 1,
        100001: true,
        [pages * 2 + 50_001]: true,
      });
      return page;
    },
  };
  const bits = await keepStatusBits(between).bits(list);
  expect(pages).toBe(3);
  const stored = await store.list(`status-set/${list.id}/` as never, { limit: 10_000 });
  expect(setIn(bits.bitstring)).toEqual(stored.map(({ key }) => Number(key.split("/")[2])));
  await store.close();
});
