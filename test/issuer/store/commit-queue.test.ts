import { expect, test } from "vitest";
import { type Changes, createCommitQueue } from "../../../issuer/store/commit-queue.ts";
import type { Key, Transaction } from "../../../issuer/store/issuer-store.ts";

const count = "count" as Key<number>;

/** A disk whose writes end when they are told to. */
function slowDisk() {
  const records = new Map<string, string>();
  const writes: { changes: Changes; end: (error?: Error) => void }[] = [];
  return {
    records,
    writes,
    read: async (key: string) => records.get(key),
    write: (changes: Changes) =>
      new Promise<void>((resolve, reject) => {
        const end = (error?: Error) => {
          if (error) return reject(error);
          for (const [key, value] of changes) if (value !== null) records.set(key, value);
          resolve();
        };
        writes.push({ changes, end });
      }),
  };
}

const turns = () => new Promise((resolve) => setTimeout(resolve, 5));

async function increment(transaction: Transaction): Promise<number> {
  const next = ((await transaction.get(count)) ?? 0) + 1;
  transaction.put(count, next);
  return next;
}

test("while a group is written the next one runs on top of it, and is written after it", async () => {
  const disk = slowDisk();
  const queue = createCommitQueue(disk);
  const answered: number[] = [];
  const first = queue.commit(increment).then((value) => answered.push(value));
  await turns();
  const ran: number[] = [];
  const others = [1, 2].map(() =>
    queue
      .commit(async (transaction) => {
        const value = await increment(transaction);
        ran.push(value);
        return value;
      })
      .then((value) => answered.push(value)),
  );
  await turns();
  expect(ran).toEqual([2, 3]);
  expect(disk.writes).toHaveLength(1);
  expect(answered).toEqual([]);
  disk.writes[0]?.end();
  await first;
  await turns();
  expect(answered).toEqual([1]);
  expect(disk.writes.map(({ changes }) => [...changes])).toEqual([[["count", "1"]], [["count", "3"]]]);
  disk.writes[1]?.end();
  await Promise.all(others);
  await queue.idle();
  expect(disk.records.get("count")).toBe("3");
});

test("what comes while the disk is busy is written together, and who only reads is answered after what was read is there", async () => {
  const disk = slowDisk();
  const queue = createCommitQueue(disk);
  const answered: string[] = [];
  void queue.commit(increment);
  await turns();
  void queue.commit((transaction) => transaction.get(count)).then((value) => answered.push(`read ${value}`));
  await turns();
  for (const name of ["a", "b"]) {
    void queue.commit(increment).then(() => answered.push(name));
    await turns();
  }
  expect(answered).toEqual([]);
  disk.writes[0]?.end();
  await turns();
  expect(disk.writes).toHaveLength(2);
  disk.writes[1]?.end();
  await queue.idle();
  expect(answered).toEqual(["read 1", "a", "b"]);
});

test("when a group cannot be written those that ran on top of it fail too, and leave nothing to those after them", async () => {
  const disk = slowDisk();
  const queue = createCommitQueue(disk);
  const first = queue.commit(increment);
  await turns();
  const second = queue.commit(increment);
  const reader = queue.commit((transaction) => transaction.get(count));
  await turns();
  disk.writes[0]?.end(new Error("The disk is full"));
  const results = await Promise.allSettled([first, second, reader]);
  expect(results.map((result) => result.status === "rejected" && result.reason.message)).toEqual(
    Array(3).fill("The disk is full"),
  );
  const later = queue.commit(increment);
  await turns();
  expect(disk.writes).toHaveLength(2);
  disk.writes[1]?.end();
  expect(await later).toBe(1);
});

test("a refusal that rests on what is being written is told after that, or why that could not be written", async () => {
  const disk = slowDisk();
  const queue = createCommitQueue(disk);
  const told: string[] = [];
  const refuse = (name: string) =>
    queue
      .commit(async (transaction) => {
        if ((await transaction.get(count)) !== undefined) throw new Error("It is there already");
      })
      .catch((error: Error) => told.push(`${name}: ${error.message}`));
  const first = queue.commit(increment);
  await turns();
  const refused = refuse("a");
  await turns();
  expect(told).toEqual([]);
  disk.writes[0]?.end();
  await Promise.all([first, refused]);
  expect(told).toEqual(["a: It is there already"]);
  const second = queue.commit(increment).catch(() => undefined);
  await turns();
  const other = refuse("b");
  await turns();
  disk.writes[1]?.end(new Error("The disk is full"));
  await Promise.all([second, other]);
  expect(told.at(-1)).toBe("b: The disk is full");
});
