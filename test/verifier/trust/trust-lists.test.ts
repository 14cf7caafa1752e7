import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FetchDocument } from "../../../core/fetch-document.ts";
import { openSettingsList } from "../../../verifier/trust/settings-list.ts";
import { openTrustListStore } from "../../../verifier/trust/trust-list-store.ts";
import { openTrustLists } from "../../../verifier/trust/trust-lists.ts";

const acme = { did: "did:web:acme.example", name: "Acme", reason: "Partner" };
const text = JSON.stringify({ issuers: [acme] });
const hour = 60 * 60_000;

let folder: string;
let now: Date;
/** What an address holds at the moment, and how often it was asked. */
let remote: { status: number; body: string; asked: number };
const fetchDocument: FetchDocument = async () => {
  remote.asked++;
  return { status: remote.status, body: Buffer.from(remote.body), contentType: "application/json" };
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "stint-lists-"));
  now = new Date("2026-11-22T12:00:00Z");
  remote = { status: 200, body: text, asked: 0 };
});
afterEach(() => rm(folder, { recursive: true }));

async function open(countEndorsements = true) {
  const store = await openTrustListStore(folder);
  const world = { fetchDocument, clock: () => now, random: randomBytes };
  return openTrustLists({ store, settings: undefined, countEndorsements, ...world });
}

const outcome = async (lists: Awaited<ReturnType<typeof open>>, did = acme.did) =>
  (await lists.opinion())(did, []).outcome;

describe("trust lists", () => {
  it.each([
    ["of one's own", {}, true, true],
    ["of one's own, where the verifier counts no endorsements", {}, false, undefined],
    ["that is a copy of somebody else's", { url: "https://a.example/list" }, true, undefined],
  ])("on a list %s say whose endorsements count", async (_which, source, countEndorsements, expected) => {
    const endorsing = JSON.stringify({ issuers: [{ ...acme, endorses: true }] });
    remote.body = endorsing;
    const lists = await open(countEndorsements);
    await lists.create({ name: "Kept", ...("url" in source ? source : { text: endorsing }) });
    const { outcome, endorses } = (await lists.opinion())(acme.did, []);
    expect([outcome, endorses]).toEqual(["trusted", expected]);
  });

  it("are all there after a restart, whatever an interrupted write left behind", async () => {
    const before = await open();
    const { id } = await before.create({ name: "Kept", text });
    await writeFile(join(folder, `${id}.json.new`), '{"half');
    const after = await open();
    expect(await after.all()).toEqual(await before.all());
    expect(await outcome(after)).toBe("trusted");
    expect(await readdir(folder)).toEqual([`${id}.json`]);
    await after.remove(id);
    expect(await (await open()).all()).toEqual([]);
  });

  it.each([
    ["cut off", '{"id":"00112233aabbccdd","name":"x","iss'],
    ["altered", '{"id":"00112233aabbccdd","name":"x","issuers":[{"did":"nobody"}]}'],
  ])("do not open from a file that is %s: it may say whom they distrust", async (_how, damaged) => {
    await writeFile(join(folder, "00112233aabbccdd.json"), damaged);
    await expect(open()).rejects.toMatchObject({ code: "CONFIGURATION" });
    await expect(open()).rejects.toThrow(/00112233aabbccdd.json is damaged/);
  });

  it("keep what several changes at once do", async () => {
    const lists = await open();
    const { id } = await lists.create({ name: "Busy" });
    const dids = Array.from({ length: 20 }, (_, n) => `did:web:e${n}.example`);
    await Promise.all(dids.map((did) => lists.addIssuer(id, { ...acme, did })));
    const { issuers } = await (await open()).page(id, { offset: 0, limit: 100 });
    expect(issuers.map(({ did }) => did).toSorted()).toEqual(dids.toSorted());
  });

  it("have names of their own, and are at most twenty", async () => {
    const lists = await open();
    for (let n = 0; n < 20; n++) await lists.create({ name: `List ${n}` });
    await expect(lists.create({ name: "One more" })).rejects.toThrow(/20 lists/);
    const [first] = await lists.all();
    await expect(lists.rename(first?.id ?? "", "List 3")).rejects.toThrow(/has this name/);
    expect((await lists.rename(first?.id ?? "", "First")).name).toBe("First");
  });

  it("are copied again daily, hourly after a failure, and the last good copy stays", async () => {
    const lists = await open();
    const { id } = await lists.create({ name: "Copy", url: "https://registry.example/list.json" });
    const own = await lists.create({ name: "Own" });
    const later = async (milliseconds: number) => {
      now = new Date(now.getTime() + milliseconds);
      await lists.refreshDue();
      return [remote.asked, (await lists.all()).find((list) => list.id === id)?.trouble !== undefined];
    };
    expect(await later(23 * hour)).toEqual([1, false]);
    remote.status = 503;
    expect(await later(hour)).toEqual([2, true]);
    expect(await outcome(lists)).toBe("trusted");
    expect(await later(hour / 2)).toEqual([2, true]);
    expect(await later(hour / 2)).toEqual([3, true]);
    expect(await outcome(await open())).toBe("trusted");
    remote = { ...remote, status: 200, body: JSON.stringify({ issuers: [{ ...acme, distrusted: true }] }) };
    expect(await later(hour)).toEqual([4, false]);
    expect(await outcome(lists)).toBe("distrusted");
    await expect(lists.refresh(own.id)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("keep nothing of a list that cannot be read", async () => {
    const lists = await open();
    remote.body = "<html>";
    await expect(lists.create({ name: "Bad", url: "https://registry.example/" })).rejects.toThrow();
    await expect(lists.create({ name: "Bad", text: "[]" })).rejects.toThrow();
    expect([await lists.all(), await readdir(folder)]).toEqual([[], []]);
  });
});

describe("the file of the settings", () => {
  it("is noticed when it goes away, and told of once", async () => {
    const path = join(folder, "trusted.json");
    await writeFile(path, text);
    const troubles: string[] = [];
    const list = await openSettingsList({
      path,
      clock: () => now,
      onTrouble: (words) => troubles.push(words),
    });
    await rm(path);
    await list.current();
    expect(await list.current()).toMatchObject({
      issuers: [acme],
      trouble: expect.stringContaining("cannot be read"),
    });
    expect(troubles).toHaveLength(1);
    await writeFile(path, text);
    expect((await list.current()).trouble).toBeUndefined();
  });
});
