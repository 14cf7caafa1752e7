import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Problem } from "../../core/problem/problem.ts";
import type { IssuerStore, Key, Prefix } from "../../issuer/store/issuer-store.ts";

/** A place for one store that can be opened, closed and opened again. */
export interface StorePlace {
  open(): Promise<IssuerStore>;
}

export const noteAt = (name: string) => `note/${name}` as Key<string>;
export const notes = "note/" as Prefix<string>;
const count = "count" as Key<number>;

export const putNote = (store: IssuerStore, name: string, text: string) =>
  store.commit(async (transaction) => transaction.put(noteAt(name), text));

/** What every implementation of IssuerStore must do. */
export function storeContract(name: string, createPlace: () => Promise<StorePlace>): void {
  describe(`${name} keeps the contract of IssuerStore`, () => {
    test("what was committed is there after closing and opening again", async () => {
      const place = await createPlace();
      const store = await place.open();
      await putNote(store, "a", "first");
      await store.commit(async (transaction) => transaction.put(noteAt("gone"), "x"));
      await store.commit(async (transaction) => transaction.remove(noteAt("gone")));
      await store.close();
      const again = await place.open();
      expect(again.condition).toEqual({ sound: true, repairs: [] });
      expect(await again.get(noteAt("a"))).toBe("first");
      expect(await again.get(noteAt("gone"))).toBeUndefined();
      await again.close();
    });

    test("a transaction that throws leaves nothing behind, and its neighbours in the same group stay", async () => {
      const store = await (await createPlace()).open();
      const results = await Promise.allSettled([
        putNote(store, "before", "1"),
        store.commit(async (transaction) => {
          transaction.put(noteAt("broken"), "x");
          throw new Problem("CONFLICT");
        }),
        putNote(store, "after", "2"),
      ]);
      expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
      expect((await store.list(notes, { limit: 9 })).map(({ key }) => key)).toEqual([
        "note/after",
        "note/before",
      ]);
      await store.close();
    });

    test("transactions see each other one after the other, never in between", async () => {
      const store = await (await createPlace()).open();
      const taken = await Promise.all(
        Array.from({ length: 300 }, () =>
          store.commit(async (transaction) => {
            const next = ((await transaction.get(count)) ?? 0) + 1;
            transaction.put(count, next);
            return next;
          }),
        ),
      );
      expect(new Set(taken).size).toBe(300);
      expect(await store.get(count)).toBe(300);
      await store.close();
    });

    test("a transaction sees what it has itself put and removed", async () => {
      const store = await (await createPlace()).open();
      await putNote(store, "a", "old");
      const seen = await store.commit(async (transaction) => {
        transaction.put(noteAt("a"), "new");
        const put = await transaction.get(noteAt("a"));
        transaction.remove(noteAt("a"));
        return [put, await transaction.get(noteAt("a"))];
      });
      expect(seen).toEqual(["new", undefined]);
      await store.close();
    });

    test("lists are in the order of their keys, bounded, and go on after a key in both directions", async () => {
      const store = await (await createPlace()).open();
      for (const name of ["b", "a", "d", "c"]) await putNote(store, name, name);
      await store.commit(async (transaction) => transaction.put("other/z" as Key<string>, "z"));
      const names = async (range: Parameters<IssuerStore["list"]>[1]) =>
        (await store.list(notes, range)).map(({ value }) => value).join("");
      expect(await names({ limit: 10 })).toBe("abcd");
      expect(await names({ limit: 2 })).toBe("ab");
      expect(await names({ limit: 2, after: "note/b" })).toBe("cd");
      expect(await names({ limit: 2, newestFirst: true })).toBe("dc");
      expect(await names({ limit: 9, newestFirst: true, after: "note/c" })).toBe("ba");
      await store.close();
    });

    test("any JSON text comes back as it was put", async () => {
      const store = await (await createPlace()).open();
      await fc.assert(
        fc.asyncProperty(fc.json(), async (text) => {
          const value: unknown = JSON.parse(text);
          await store.commit(async (transaction) => transaction.put("any" as Key<unknown>, value));
          expect(JSON.stringify(await store.get("any" as Key<unknown>))).toBe(JSON.stringify(value));
        }),
        { numRuns: 50 },
      );
      await store.close();
    });

    test("more changes than can wait are refused as OVERLOADED, and the others are kept", async () => {
      const store = await (await createPlace()).open();
      const results = await Promise.allSettled(
        Array.from({ length: 2_100 }, (_, index) => putNote(store, String(index), "x")),
      );
      const refused = results.filter((result) => result.status === "rejected");
      expect(refused.length).toBe(100);
      expect(refused.every(({ reason }) => reason.code === "OVERLOADED")).toBe(true);
      expect((await store.list(notes, { limit: 5_000 })).length).toBe(2_000);
      await store.close();
    });
  });
}
