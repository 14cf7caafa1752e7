import { expect, test } from "vitest";
import { openLevelStore } from "../../../issuer/store/level-store.ts";
import { key } from "../../../issuer/store/record-keys.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const now = () => new Date("2026-11-22T12:00:00Z");
const note = key<string>("note", "1");
const none = key<string>("note", "2");

test("what is read again is what was read first, after a start too", async () => {
  const directory = await temporaryFolder();
  const first = await openLevelStore({ directory, now });
  await first.commit(async (transaction) => transaction.put(note, "written"));
  await first.close();
  const store = await openLevelStore({ directory, now });
  for (let time = 0; time < 3; time += 1) {
    expect([await store.get(note), await store.get(none)]).toEqual(["written", undefined]);
  }
  await store.commit(async (transaction) => {
    transaction.put(none, "here now");
    transaction.remove(note);
  });
  for (let time = 0; time < 2; time += 1) {
    expect([await store.get(note), await store.get(none)]).toEqual([undefined, "here now"]);
  }
  await store.close();
});
