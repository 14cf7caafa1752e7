import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { openDatabase, SealedDatabase } from "../../../wallet-cli/store/sealed-database.ts";
import { type CredentialSummary, summaryOf } from "../../../wallet-cli/store/summaries/credential-summary.ts";
import { SummaryPages } from "../../../wallet-cli/store/summaries/summary-pages.ts";
import {
  decodeRecord,
  digestOf,
  encodeRecord,
  type HeldCredential,
  type InventoryEntry,
} from "../../../wallet-cli/store/wallet-records.ts";
import { quickSealingKey } from "../../support/quick-sealing-key.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** A credential of which nothing was found out but when. */
const heldAt = (asOf: string): HeldCredential => ({
  credential: {},
  ownership: "mine",
  addedAt: "2026-10-01T00:00:00Z",
  verification: { verified: false, checks: [], validation: { issuer: { outcome: "unknown" } }, asOf },
});

/** Record ids differ in their first digits; two of them share one. */
const ids = ["0", "00", "7", "f"].map((start) => `r-${start.padEnd(64, "a")}`);

/** A database with some credentials, and no summaries yet. */
async function databaseWith(asOf: Record<string, string>) {
  const level = await openDatabase(join(await temporaryFolder(), "wallet"), { create: true });
  const key = await quickSealingKey("passphrase", randomBytes(32));
  const database = new SealedDatabase(level, key, randomBytes);
  const sealed = Object.entries(asOf).map(
    ([id, time]) => [id, database.seal(id, encodeRecord(heldAt(time)))] as const,
  );
  await database.write(new Map(sealed));
  const records: InventoryEntry[] = sealed.map(([id, bytes]) => ({ id, digest: digestOf(bytes) }));
  return { database, records, pages: new SummaryPages(database) };
}

type Database = Awaited<ReturnType<typeof databaseWith>>["database"];
interface Page {
  entries: { id: string; summary?: CredentialSummary }[];
}

/** What stands in each page that there is. */
async function entriesOf(database: Database): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const digit of "0123456789abcdef") {
    const sealed = await database.read(`index-${digit}`);
    if (sealed === undefined) continue;
    const { entries } = decodeRecord<Page>(database.open(`index-${digit}`, sealed));
    for (const { summary } of entries) expect(summary).toBeDefined();
    found[digit] = entries.map(({ id }) => id);
  }
  return found;
}

const four = Object.fromEntries(ids.map((id, index) => [id, `2026-10-0${index + 1}T00:00:00Z`]));

test("summaries are those of the records, in their order, each in the page of its first digit", async () => {
  const { database, records, pages } = await databaseWith(four);
  const all = await pages.all(records);
  expect([...all.keys()]).toEqual(ids);
  for (const [id, summary] of all) expect(summary).toEqual(summaryOf(heldAt(String(four[id]))));
  const [a, b, c, d] = ids;
  expect(await entriesOf(database)).toEqual({ 0: [a, b], 7: [c], f: [d] });
  await database.close();
});

test("to ask for what is known writes nothing and opens no record", async () => {
  const { database, records, pages } = await databaseWith(four);
  const made = await pages.all(records);
  const write = vi.spyOn(database, "write");
  const open = vi.spyOn(database, "open");
  expect(await pages.all(records)).toEqual(made);
  expect(write).not.toHaveBeenCalled();
  expect(open.mock.calls.filter(([id]) => id.startsWith("r-"))).toEqual([]);
  await database.close();
});

test("a change rewrites the pages of its digits alone, and makes up nothing for records without a summary", async () => {
  const { database, records, pages } = await databaseWith(four);
  const [first = "", , third = ""] = ids;
  const changed = new Map([first, third].map((id) => [id, summaryOf(heldAt("2026-11-01T00:00:00Z"))]));
  const changes = await pages.change(changed, records);
  expect([...changes.keys()]).toEqual(["index-0", "index-7"]);
  await database.write(changes);
  expect(await entriesOf(database)).toEqual({ 0: [first], 7: [third] });
  const all = await pages.all(records);
  expect(ids.map((id) => all.get(id)?.verification.asOf)).toEqual([
    "2026-11-01T00:00:00Z",
    "2026-10-02T00:00:00Z",
    "2026-11-01T00:00:00Z",
    "2026-10-04T00:00:00Z",
  ]);
  await database.close();
});

test("what is no longer among the records is dropped from its page with the next change of it", async () => {
  const { database, records, pages } = await databaseWith(four);
  await pages.all(records);
  const [, second = ""] = ids;
  const left = records.filter(({ id }) => id !== ids[0]);
  await database.write(await pages.change(new Map([[String(ids[0]), undefined]]), left));
  expect((await entriesOf(database))[0]).toEqual([second]);
  await database.close();
});
