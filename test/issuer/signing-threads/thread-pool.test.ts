import type { Worker } from "node:worker_threads";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import type { DisclosureKey } from "../../../issuer/signing-keys/disclosure-key.ts";
import type { SigningJob } from "../../../issuer/signing-threads/signing-job.ts";
import {
  createThreadPool,
  type ThreadPool,
  type ThreadPoolOptions,
} from "../../../issuer/signing-threads/thread-pool.ts";

const workerFile = new URL("../../support/workers/misbehaving-signer.mjs", import.meta.url);
const lost: string[] = [];
/** All that a test started. */
const started: Worker[] = [];
const note = (worker: Worker) => started.push(worker);
process.on("worker", note);
afterAll(() => process.off("worker", note));

let pool: ThreadPool;
afterEach(async () => {
  await pool.close();
  lost.length = 0;
  started.length = 0;
});

function open(changes: Partial<ThreadPoolOptions> = {}): ThreadPool {
  pool = createThreadPool({
    workerFile,
    threads: 1,
    idleMilliseconds: 60_000,
    limitMilliseconds: 5_000,
    onLost: ({ message }) => lost.push(message),
    ...changes,
  });
  return pool;
}

const keyOf = (): DisclosureKey => ({
  type: "P-256",
  verificationMethod: "did:example:1#key",
  secret: new Uint8Array(32).fill(5),
  seed: new Uint8Array(32).fill(6),
});

const jobOf = (deed: string, key = keyOf()): SigningJob => ({
  text: JSON.stringify({ deed }),
  cryptosuite: "ecdsa-sd-2023",
  created: new Date(0),
  key,
});

/** What the thread told of itself. */
async function ask(deed: string, { isUrgent = false, key = keyOf() } = {}) {
  const result = await pool.run({ isUrgent, prepare: async () => jobOf(deed, key) });
  if (result.outcome !== "signed") throw new Error(result.outcome);
  return JSON.parse(result.text) as { threadId: number; secret: string; environment: string[] };
}

describe("a signing thread", () => {
  test.each([
    ["runs without end", "spin", /too long/],
    ["eats the memory", "eat", /memory/],
    ["dies", "die", /ended by itself/],
    ["throws", "throw", /a bug/],
  ])(
    "that %s is ended and replaced, and nothing is said about the document: OVERLOADED",
    async (_, deed, words) => {
      open({ limitMilliseconds: deed === "spin" ? 100 : 15_000 });
      const bad = ask(deed);
      const good = ask("work");
      await expect(bad).rejects.toMatchObject({ code: "OVERLOADED", status: 503 });
      expect(await good).toMatchObject({ deed: "work" });
      expect(lost).toEqual([expect.stringMatching(words)]);
    },
  );

  test("is another one than the main thread, without its environment, and has no key but the one that comes with the job", async () => {
    open();
    const key = keyOf();
    const told = await ask("work", { key });
    expect(told.threadId).toBeGreaterThan(0);
    expect([told.environment, told.secret]).toEqual([[], "05".repeat(32)]);
    // Moved, not copied.
    expect([key.secret.length, key.seed.length]).toEqual([0, 0]);
  });
});

describe("a pool of signing threads", () => {
  test("starts no thread before there is something to sign, and no more than it needs", async () => {
    open({ threads: 3 });
    const threads = new Set<number>();
    for (let time = 0; time < 4; time += 1) threads.add((await ask("work")).threadId);
    expect(threads.size).toBe(1);
    const many = await Promise.all(Array.from({ length: 9 }, () => ask("wait")));
    expect(new Set(many.map(({ threadId }) => threadId)).size).toBe(3);
  });

  test("ends a thread that has had nothing to do for a while, and starts another one when it has", async () => {
    open({ idleMilliseconds: 40 });
    const first = await ask("work");
    await expect.poll(async () => (await ask("work")).threadId, { interval: 150 }).not.toBe(first.threadId);
    expect(lost).toEqual([]);
  });

  test("asks for the key when a thread takes the job, takes the urgent first, and keeps the order among them", async () => {
    open();
    const turns: string[] = [];
    const named = (name: string, isUrgent: boolean) =>
      pool.run({
        isUrgent,
        prepare: async () => {
          turns.push(name);
          return jobOf("work");
        },
      });
    const all = [
      named("first", false),
      named("second", false),
      named("urgent", true),
      named("urgent too", true),
    ];
    expect(turns).toEqual([]);
    await Promise.all(all);
    expect(turns).toEqual(["urgent", "urgent too", "first", "second"]);
  });

  test("gives what asking for the key throws to whoever asked, and goes on", async () => {
    open();
    const withoutKey = pool.run({
      isUrgent: false,
      prepare: async () => {
        throw new TypeError("Not a signing key of this issuer");
      },
    });
    await expect(withoutKey).rejects.toThrow("Not a signing key");
    expect(await ask("work")).toMatchObject({ deed: "work" });
  });

  test("refuses when no thread can be started: OVERLOADED, each time", async () => {
    open({ workerFile: new URL("./missing.mjs", import.meta.url) });
    for (let time = 0; time < 2; time += 1)
      await expect(ask("work")).rejects.toMatchObject({ code: "OVERLOADED" });
    expect(lost).toHaveLength(2);
  });

  test("refuses what waits and what is under way when it is closed, and leaves no thread behind", async () => {
    open();
    await ask("work");
    const under = ask("spin").catch((error: unknown) => error);
    const behind = ask("work").catch((error: unknown) => error);
    await pool.close();
    for (const outcome of [await under, await behind]) expect(outcome).toMatchObject({ code: "OVERLOADED" });
    await expect(ask("work")).rejects.toMatchObject({ code: "OVERLOADED" });
    expect([lost, started.map(({ threadId }) => threadId)]).toEqual([[], [-1]]);
  });

  test("can be closed while its first thread is starting", async () => {
    open();
    const first = ask("work").catch((error: unknown) => error);
    await pool.close();
    expect(await first).toMatchObject({ code: "OVERLOADED", message: "The service is stopping." });
    // So Node numbers those that have ended.
    expect(started.map(({ threadId }) => threadId)).toEqual([-1]);
  });
});
