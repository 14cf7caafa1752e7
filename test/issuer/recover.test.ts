import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../core/json/json-value.ts";
import type { Prefix } from "../../issuer/store/issuer-store.ts";
import { isRecordKey } from "../../issuer/store/level-contents.ts";
import { openLevelStore } from "../../issuer/store/level-store.ts";
import { prefixOf } from "../../issuer/store/record-keys.ts";
import { recoverStore } from "../../issuer/store/recover.ts";
import { draftBy, runIssuer, statusOf, type Tenant } from "../support/running-issuer.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const now = () => new Date("2026-11-22T12:00:00Z");
const everything = "" as Prefix<unknown>;

interface Filled {
  directory: string;
  journal: string;
  tenant: Tenant;
  /** A place in the status list that was in use. */
  entry: ReturnType<typeof statusOf>;
  /** What the store holds, without the pointers that recovery drops. */
  records: string[];
}

let original: Filled;

beforeAll(async () => {
  const directory = await mkdtemp(join(tmpdir(), "stint-recover-"));
  const issuer = await runIssuer({ directory });
  const tenant = await issuer.createTenant("acme");
  const entry = statusOf(await issuer.issue(tenant, draftBy(tenant)));
  for (let index = 0; index < 5; index++) await issuer.issue(tenant, draftBy(tenant));
  await issuer.stop();
  // Opening it once more moves the records into a table.
  const records = (await recordsIn(directory)).filter(
    (text) => !text.startsWith(prefixOf.statusListsInUse()),
  );
  original = { directory, tenant, entry, records, journal: join(directory, "journal.jsonl") };
});
afterAll(() => rm(original.directory, { recursive: true }));

/** A copy of one issuer's folder, with a tenant and some credentials. */
async function filledFolder(): Promise<Filled> {
  const directory = await temporaryFolder();
  await cp(original.directory, directory, { recursive: true });
  return { ...original, directory, journal: join(directory, "journal.jsonl") };
}

const recover = (directory: string, fromStore = false) =>
  recoverStore({ directory, now, fromStore, forget: prefixOf.statusListsInUse() });

async function breakStore(directory: string): Promise<void> {
  const store = join(directory, "store");
  const table = (await readdir(store)).find((name) => name.endsWith(".ldb")) ?? "";
  const bytes = await readFile(join(store, table));
  bytes[40] = (bytes[40] ?? 0) ^ 1;
  await writeFile(join(store, table), bytes);
}

/** Every record as text, without the store's own bookkeeping. */
async function recordsIn(directory: string): Promise<string[]> {
  const store = await openLevelStore({ directory, now });
  expect(store.condition.sound).toBe(true);
  const entries = await store.list(everything, { limit: 10_000 });
  await store.close();
  return entries
    .filter(({ key }) => isRecordKey(key))
    .map(({ key, value }) => `${key} ${JSON.stringify(value)}`);
}

describe("stint-issuer recover", () => {
  test("rebuilds a damaged store from the journal, record for record, and keeps the damaged one", async () => {
    const { directory, records } = await filledFolder();
    await breakStore(directory);
    const { source, keptAside } = await recover(directory);
    expect(source).toBe("journal");
    expect(keptAside).toEqual([join(directory, "store.damaged-2026-11-22T12-00-00-000Z")]);
    expect(await readdir(keptAside[0] ?? "")).toContain("CURRENT");
    expect(await recordsIn(directory)).toEqual(records);
  });

  test("rebuilds a deleted store", async () => {
    const { directory, records } = await filledFolder();
    await rm(join(directory, "store"), { recursive: true });
    await recover(directory);
    expect(await recordsIn(directory)).toEqual(records);
  });

  test("after it, credentials get a new status list, so no index is used twice", async () => {
    const { directory, tenant, entry } = await filledFolder();
    await breakStore(directory);
    await recover(directory);
    const issuer = await runIssuer({ directory });
    const answer = await issuer.issue(tenant, draftBy(tenant));
    expect(answer.status).toBe(201);
    expect(statusOf(answer).statusListCredential).not.toBe(entry.statusListCredential);
    const path = entry.statusListCredential.replace("https://issuer.example", "");
    expect((await issuer.call("GET", path)).status).toBe(200);
    await issuer.stop();
  });

  test.each<[string, (journal: string) => Promise<void>]>([
    [
      "damaged",
      async (journal) => writeFile(journal, (await readFile(journal, "utf8")).replace("acme", "acne")),
    ],
    ["deleted", (journal) => rm(journal)],
    [
      "cut short by two lines",
      async (journal) => {
        const lines = (await readFile(journal, "utf8")).trim().split("\n");
        await writeFile(journal, `${lines.slice(0, -2).join("\n")}\n`);
      },
    ],
  ])(
    "with a journal that was %s, asks for --from-store, and begins a new journal from the whole store",
    async (_name, damage) => {
      const { directory, journal, records } = await filledFolder();
      await damage(journal);
      await expect(recover(directory)).rejects.toMatchObject({
        message: expect.stringContaining("--from-store"),
      });
      expect((await recover(directory, true)).source).toBe("store");
      expect(await recordsIn(directory)).toEqual(records);
      await rm(join(directory, "store"), { recursive: true });
      await recover(directory);
      expect(await recordsIn(directory)).toEqual(records);
    },
  );

  test("refuses when nothing is damaged, when the other source is better, and when neither is whole", async () => {
    const { directory, journal } = await filledFolder();
    await expect(recover(directory)).rejects.toMatchObject({
      message: expect.stringContaining("nothing to recover"),
    });
    await breakStore(directory);
    await expect(recover(directory, true)).rejects.toMatchObject({
      message: expect.stringContaining("without --from-store"),
    });
    await writeFile(journal, "nonsense\n");
    for (const fromStore of [false, true])
      await expect(recover(directory, fromStore)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("refuses while a service uses the directory, damaged or not", async () => {
    const { directory } = await filledFolder();
    await breakStore(directory);
    const refusing = await openLevelStore({ directory, now });
    expect(refusing.condition.sound).toBe(false);
    await expect(recover(directory)).rejects.toMatchObject({
      message: expect.stringContaining("Another process"),
    });
    await refusing.close();
    await recover(directory);
  });

  test("cut short while files were being swapped, it can be run again", async () => {
    const { directory, records } = await filledFolder();
    await breakStore(directory);
    await cp(join(directory, "store"), join(directory, "store.recovering"), { recursive: true });
    await rm(join(directory, "store"), { recursive: true });
    const refusing = await openLevelStore({ directory, now });
    expect(refusing.condition.sound).toBe(false);
    await refusing.close();
    await recover(directory);
    expect(await recordsIn(directory)).toEqual(records);
  });
});

test("a service on a damaged store is alive and not ready, and answers 503 STORE_DAMAGED with what to do", async () => {
  const { directory, tenant, entry } = await filledFolder();
  const { startIssuer } = await import("../../issuer/start.ts");
  const { createLogger } = await import("../../web/logger.ts");
  const { freePort } = await import("../support/spawned-issuer.ts");
  await breakStore(directory);
  const config = {
    host: "127.0.0.1",
    port: await freePort(),
    publicUrl: "https://issuer.example",
    dataDirectory: directory,
    adminToken: "the-admin-token-of-the-tests",
    keyPassphrase: "a passphrase for tests",
    mail: undefined,
    signingThreads: 1,
    logLevel: "silent",
    allowHttpOnLoopback: false,
    rateLimitPerMinute: 0,
    acceptDrafts: false,
    walletUrl: undefined,
  };
  const issuer = await startIssuer(config, {
    logger: createLogger({ name: "test", level: "silent" }),
    announce: () => {},
  });
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(issuer.url + path, init);
    return { status: response.status, body: (await response.json()) as JsonObject };
  };
  const authorized = (token: string, body: unknown) => ({
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const damaged = {
    status: 503,
    body: { code: "STORE_DAMAGED", detail: expect.stringContaining("stint-issuer recover") },
  };
  expect(await ask("/health/live")).toMatchObject({ status: 200 });
  expect(await ask("/health/ready")).toMatchObject(damaged);
  expect(
    await ask("/issuers/acme/credentials/issue", authorized(tenant.apiKey, { credential: draftBy(tenant) })),
  ).toMatchObject(damaged);
  expect(
    await ask("/issuers", authorized(config.adminToken, { slug: "new", profile: { name: "x" } })),
  ).toMatchObject(damaged);
  expect(await ask("/issuers/acme/keys", authorized(config.adminToken, { role: "admin" }))).toMatchObject(
    damaged,
  );
  expect(await ask("/issuers/acme/signing-keys/rotate", authorized(config.adminToken, {}))).toMatchObject(
    damaged,
  );
  expect(await ask(entry.statusListCredential.replace("https://issuer.example", ""))).toMatchObject(damaged);
  await issuer.stop();
});
