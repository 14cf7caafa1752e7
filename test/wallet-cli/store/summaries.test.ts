import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openDatabase, readSalt, SealedDatabase } from "../../../wallet-cli/store/sealed-database.ts";
import { summaryForm, summaryOf } from "../../../wallet-cli/store/summaries/credential-summary.ts";
import { decodeRecord, encodeRecord, identityRecordId } from "../../../wallet-cli/store/wallet-records.ts";
import { quickSealingKey } from "../../support/quick-sealing-key.ts";
import { type Bench, benchWithWallet, issuedTo, passphrase } from "../../support/stint.ts";

const ids = [1, 2, 3].map((digit) => `urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f000${digit}`);

let desk: Bench & { did: string };
beforeEach(async () => {
  desk = await benchWithWallet();
  for (const id of ids) await add({ id });
});
afterEach(() => desk.remove());

const add = async (changes = {}) =>
  desk.stint(["add", await desk.file("credential.json", await issuedTo(desk.did, changes))]);
const said = async () => [await desk.stint(["list"]), await desk.stint(["list", "--json"])];

interface Entry {
  id: string;
  digest: string;
  summary: { verification: { work?: { title?: string } } };
}

type Page = { form: number; entries: Entry[] };

/** Opens the wallet's files with its key. */
async function within<T>(use: (database: SealedDatabase, ids: string[]) => Promise<T>): Promise<T> {
  const level = await openDatabase(desk.wallet, { create: false });
  try {
    const key = await quickSealingKey(passphrase, await readSalt(level, identityRecordId));
    return await use(new SealedDatabase(level, key, randomBytes), await level.keys().all());
  } finally {
    await level.close();
  }
}

/** The sealed pages of summaries, by their ids. */
const pages = () =>
  within(async (database, all) => {
    const found = all.filter((id) => id.startsWith("index-"));
    return new Map(await Promise.all(found.map(async (id) => [id, await database.read(id)] as const)));
  });

/** Changes what the pages say, with the wallet's own key. */
const rewrite = (change: (page: Page) => Page) =>
  within(async (database, all) => {
    for (const id of all.filter((id) => id.startsWith("index-"))) {
      const page = decodeRecord<Page>(database.open(id, (await database.read(id)) ?? new Uint8Array()));
      await database.write(new Map([[id, database.seal(id, encodeRecord(change(page)))]]));
    }
  });

const put = (changes: Map<string, Uint8Array | undefined>) => within((database) => database.write(changes));

const retitled = (page: Page, change: (entry: Entry) => Partial<Entry>): Page => ({
  ...page,
  entries: page.entries.map((entry) => ({
    ...entry,
    summary: {
      ...entry.summary,
      verification: { ...entry.summary.verification, work: { title: "Another" } },
    },
    ...change(entry),
  })),
});

describe("a wallet of an earlier version, which kept no summaries", () => {
  test("lists the same, and keeps them from then on", async () => {
    const before = await said();
    const written = [...(await pages()).keys()];
    expect(written.length).toBeGreaterThan(0);
    await put(new Map(written.map((id) => [id, undefined])));
    expect(await said()).toEqual(before);
    expect([...(await pages()).keys()]).toEqual(written);
  });

  test("may use the wallet in between: what it added, replaced and removed shows", async () => {
    const earlier = await pages();
    await add({ id: ids[0], validFrom: "2026-11-01T00:00:00Z", validUntil: "2026-11-02T00:00:00Z" });
    await desk.stint(["add", "--anyway", `${desk.folder}/credential.json`]);
    await desk.stint(["remove", ids[1] ?? "", "--yes"]);
    await add({ id: `${ids[0]}9` });
    const now = await said();
    expect(now[0]?.out).toContain("expired");
    await put(earlier);
    expect(await said()).toEqual(now);
  });
});

describe("a summary counts for the very bytes that it was made from", () => {
  test("so that one with another digest is made anew", async () => {
    const before = await said();
    await rewrite((page) => retitled(page, ({ digest }) => ({ digest: [...digest].reverse().join("") })));
    expect(await said()).toEqual(before);
  });

  test("and one of another form is, too", async () => {
    const before = await said();
    await rewrite((page) => ({ ...retitled(page, () => ({})), form: page.form + 1 }));
    expect(await said()).toEqual(before);
  });

  test("and else it is what list says: nothing else is opened for that, and one credential to show one", async () => {
    const open = vi.spyOn(SealedDatabase.prototype, "open");
    const opened = () => open.mock.calls.map(([id]) => id).filter((id) => id.startsWith("r-"));
    await desk.stint(["list"]);
    expect(opened()).toEqual([]);
    await desk.stint(["show", "2"]);
    expect(opened()).toHaveLength(1);
    open.mockRestore();
  });
});

test("a summary of this form has these parts: others want another form, or earlier wallets would not show them", () => {
  const member = {
    id: "1",
    types: [],
    issuer: "2",
    issuerName: "3",
    achievement: "4",
    validFrom: "5",
    validUntil: "6",
  };
  const work = { title: "7", issuerName: "8", startDate: "9", endDate: "10" };
  const [status, proof] = (["status", "proof"] as const).map((name) => ({
    name,
    outcome: "passed" as const,
  }));
  const verification = {
    verified: true,
    checks: [proof, status].filter((check) => check !== undefined),
    validation: { issuer: { outcome: "unknown" as const } },
    asOf: "11",
    statement: { ...member, subjects: ["other"], issuerUrl: "other", endorsementComment: "other" },
    work: { ...work, description: "other", results: [], skills: [], evidence: [] },
  };
  const held = { credential: {}, ownership: "mine" as const, addedAt: "12", verification };
  expect([summaryForm, summaryOf(held)]).toEqual([
    1,
    {
      ownership: "mine",
      addedAt: "12",
      verification: { asOf: "11", checks: [status], statement: member, work },
    },
  ]);
});

describe("damage is noticed though nothing is opened", () => {
  const commands = () => [
    ["list", "--json"],
    ["show", "1", "--json"],
    ["add", "--json", `${desk.folder}/credential.json`],
  ];

  test.each([
    ["a credential that vanished", "STORE_DAMAGED", () => undefined],
    ["a changed byte in a credential", "CANNOT_OPEN", flipped],
  ])("%s", async (_, code, change) => {
    const [id = "", sealed] = await within(async (database, all) => {
      const last = all.filter((one) => one.startsWith("r-")).at(-1) ?? "";
      return [last, await database.read(last)] as const;
    });
    await put(new Map([[id, change(sealed)]]));
    for (const args of commands())
      expect(JSON.parse((await desk.stint(args)).error).code, args[0]).toBe(code);
  });

  test("a changed byte in a page of summaries, and a page in place of another", async () => {
    const [[first = "", sealed] = []] = await pages();
    await put(new Map([[first, flipped(sealed)]]));
    for (const args of commands())
      expect(JSON.parse((await desk.stint(args)).error).code).toBe("CANNOT_OPEN");
    await put(
      new Map([
        [first, sealed],
        [first === "index-0" ? "index-1" : "index-0", sealed],
      ]),
    );
    expect(JSON.parse((await desk.stint(["list", "--json"])).error).code).toBe("CANNOT_OPEN");
  });
});

test("what is removed is in no summary any more", async () => {
  for (const _ of ids) await desk.stint(["remove", "1", "--yes"]);
  const left: Entry[] = [];
  await rewrite((page) => {
    left.push(...page.entries);
    return page;
  });
  expect(left).toEqual([]);
});

function flipped(sealed: Uint8Array | undefined): Uint8Array {
  const bytes = Uint8Array.from(sealed ?? []);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return bytes;
}
