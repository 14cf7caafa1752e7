import { Problem } from "../../core/problem/problem.ts";
import type { Key, Transaction } from "./issuer-store.ts";
import { createShortTurns } from "./short-turns.ts";

const maximumWaiting = 2_000;
const maximumGroup = 128;
/** So long may transactions run before other requests have their turn. */
const turnMilliseconds = 1;

interface Waiting {
  /** Runs on top of these changes, the youngest first, and adds its own to the first of them. */
  run(changes: [Changes, Changes]): Promise<() => void>;
  fail(reason: unknown): void;
}

/** Values by key as JSON text; null removes. */
export type Changes = Map<string, string | null>;

/** What the queue needs of the database under it. */
export interface CommitTarget {
  read(key: string): Promise<string | undefined>;
  /** Makes the changes durable, all or none of them. */
  write(changes: Changes): Promise<void>;
}

/**
 * Runs transactions one after the other and makes those that wait durable together (group commit). While one group is written the
 * transactions of the next one run, on what the first will leave behind; they are answered after it, and fail when it does.
 */
export interface CommitQueue {
  commit<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** Transactions that have run, and what all of them change. */
interface Group {
  changes: Changes;
  done: { settle: () => void; fail: (reason: unknown) => void }[];
}

/** A group on its way to the disk. */
interface Writing {
  group: Group;
  isOver: boolean;
  /** Resolves when it is over: to the reason why it could not be written, if there is one. */
  over: Promise<{ failure: unknown } | undefined>;
}

/** Makes the single writer of a store. */
export function createCommitQueue(target: CommitTarget): CommitQueue {
  const waiting: Waiting[] = [];
  let running: Promise<void> | undefined;
  let arrived = () => {};
  const shareTurns = createShortTurns(turnMilliseconds);
  const somethingArrives = () =>
    new Promise<void>((resolve) => {
      arrived = resolve;
    });

  async function runAll(): Promise<void> {
    let earlier = startWriting({ changes: new Map(), done: [] });
    for (;;) {
      if (waiting.length === 0) await Promise.race([earlier.over, somethingArrives()]);
      if (waiting.length === 0) break;
      const group = await gather(earlier);
      const failed = await earlier.over;
      if (failed) for (const { fail } of group.done) fail(failed.failure);
      earlier = startWriting(failed ? { changes: new Map(), done: [] } : group);
    }
    running = undefined;
  }

  /** Runs what waits, and what comes until the disk is free. */
  async function gather(earlier: Writing): Promise<Group> {
    const group: Group = { changes: new Map(), done: [] };
    for (let left = maximumGroup; left > 0; ) {
      const isLast = earlier.isOver;
      const next = waiting.splice(0, left);
      left -= next.length;
      for (const one of next) await runInto(group, one, earlier.group.changes);
      if (isLast) break;
      if (waiting.length === 0) await Promise.race([earlier.over, somethingArrives()]);
    }
    return group;
  }

  async function runInto(group: Group, { run, fail }: Waiting, before: Changes): Promise<void> {
    try {
      group.done.push({ settle: await shareTurns(() => run([group.changes, before])), fail });
    } catch (error) {
      // What it refuses may rest on what is not on the disk yet, and may never be.
      group.done.push({ settle: () => fail(error), fail });
    }
  }

  function startWriting(group: Group): Writing {
    const writing: Writing = {
      group,
      isOver: false,
      over: write(group, target).finally(() => {
        writing.isOver = true;
      }),
    };
    return writing;
  }

  return {
    commit: (work) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= maximumWaiting) {
          reject(new Problem("OVERLOADED", "Too many changes are waiting; try again."));
          return;
        }
        waiting.push({
          fail: reject,
          run: async ([changes, before]) => {
            const own: Changes = new Map();
            const result = await work(createTransaction([own, changes, before], target));
            for (const [key, value] of own) changes.set(key, value);
            return settling(resolve, result);
          },
        });
        arrived();
        // Started a turn later, so that what arrives in the same turn is written together.
        running ??= Promise.resolve().then(runAll);
      }),
    idle: () => running ?? Promise.resolve(),
  };
}

/** Not made where the transaction is seen, which it would keep in memory until it is answered. */
function settling<Result>(resolve: (result: Result) => void, result: Result): () => void {
  return () => resolve(result);
}

async function write(
  { changes, done }: Group,
  target: CommitTarget,
): Promise<{ failure: unknown } | undefined> {
  try {
    if (changes.size > 0) await target.write(changes);
    for (const { settle } of done) settle();
    return undefined;
  } catch (failure) {
    for (const { fail } of done) fail(failure);
    return { failure };
  }
}

/** @param layers - Changes that are not on the disk yet, the youngest first. */
function createTransaction(
  layers: [own: Changes, group: Changes, before: Changes],
  target: CommitTarget,
): Transaction {
  const [own] = layers;
  return {
    async get<Value>(key: Key<Value>): Promise<Value | undefined> {
      const layer = layers.find((changes) => changes.has(key));
      const text = layer ? (layer.get(key) ?? undefined) : await target.read(key);
      return text === undefined ? undefined : (JSON.parse(text) as Value);
    },
    put: (key, value) => void own.set(key, JSON.stringify(value)),
    putText: (key, text) => void own.set(key, text),
    remove: (key) => void own.set(key, null),
  };
}
