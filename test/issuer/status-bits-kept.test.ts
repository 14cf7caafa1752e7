import { expect, test } from "vitest";
import { readStatus } from "../../core/status/bitstring.ts";
import type { IssuerStore } from "../../issuer/store/issuer-store.ts";
import { openLevelStore } from "../../issuer/store/level-store.ts";
import { keyOf } from "../../issuer/store/record-keys.ts";
import { keepStatusBits } from "../../issuer/use-cases/status-bits.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const open = async () => openLevelStore({ directory: await temporaryFolder(), now: () => new Date() });
const listOf = (number: number) => ({ id: number.toString(16).padStart(32, "0"), entries: 131_072 });
const set = (store: IssuerStore, number: number, index: number) =>
  store.commit(async (transaction) => transaction.put(keyOf.setStatus(listOf(number).id, index), 1));

test("500 lists are kept; of one more the oldest goes, and is read again as the store has it then", async () => {
  const store = await open();
  const keeper = keepStatusBits(store);
  for (let number = 0; number < 500; number += 1) await keeper.bits(listOf(number));
  expect(keeper.find(listOf(0).id)).toBeDefined();
  await keeper.bits(listOf(500));
  expect([0, 1, 500].map((number) => keeper.find(listOf(number).id) !== undefined)).toEqual([
    false,
    true,
    true,
  ]);
  await set(store, 0, 77);
  const again = await keeper.bits(listOf(0));
  expect([readStatus(again.bitstring, 77), readStatus(again.bitstring, 78)]).toEqual([true, false]);
  expect(keeper.find(listOf(1).id)).toBeUndefined();
  await store.close();
});

test("no two lists ever have the same number of changes, so that none passes for another or an earlier one", async () => {
  const store = await open();
  const keeper = keepStatusBits(store);
  const seen: number[] = [];
  for (const number of [600, 601]) seen.push((await keeper.bits(listOf(number))).changes);
  for (const number of [600, 601, 600]) {
    await set(store, number, seen.length);
    seen.push((await keeper.bits(listOf(number))).changes);
  }
  expect(new Set(seen).size).toBe(5);
  await store.close();
});

test("a list that could not be read is read anew, with all that was committed meanwhile", async () => {
  const store = await open();
  let isBroken = true;
  const keeper = keepStatusBits({
    condition: store.condition,
    get: (key) => store.get(key),
    watch: (listener) => store.watch(listener),
    commit: (work) => store.commit(work),
    close: () => store.close(),
    list: async (prefix, range) => {
      if (isBroken) throw new Error("the disk is gone");
      return store.list(prefix, range);
    },
  });
  await set(store, 700, 1);
  await expect(keeper.bits(listOf(700))).rejects.toThrow("the disk is gone");
  expect(keeper.find(listOf(700).id)).toBeUndefined();
  isBroken = false;
  await set(store, 700, 2);
  const { bitstring } = await keeper.bits(listOf(700));
  expect([0, 1, 2].map((index) => readStatus(bitstring, index))).toEqual([false, true, true]);
  await store.close();
});
