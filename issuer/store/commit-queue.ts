import { Problem } from "../../core/problem/problem.ts";
import type { Key, Transaction } from "./issuer-store.ts";
import { createShortTurns, type ShareTurns } from "./short-turns.ts";

const maximumWaiting = 2_000;
const maximumGroup = 128;
/** So long may transactions run before other requests have their turn. */
const turnMilliseconds = 1;

interface Waiting {
  run(changes: Changes): Promise<() => void>;
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

/** Runs transactions one after the other and makes those that wait durable together (group commit). */
export interface CommitQueue {
  commit<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** Makes the single writer of a store. */
export function createCommitQueue(target: CommitTarget): CommitQueue {
  let waiting: Waiting[] = [];
  let running: Promise<void> | undefined;
  const shareTurns = createShortTurns(turnMilliseconds);

  async function runAll(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting.slice(0, maximumGroup);
      waiting = waiting.slice(maximumGroup);
      await runGroup(group, target, shareTurns);
    }
    running = undefined;
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
          run: async (changes) => {
            const own: Changes = new Map();
            const result = await work(createTransaction([own, changes], target));
            for (const [key, value] of own) changes.set(key, value);
            return () => resolve(result);
          },
        });
        // Started a turn later, so that what arrives in the same turn is written together.
        running ??= Promise.resolve().then(runAll);
      }),
    idle: () => running ?? Promise.resolve(),
  };
}

async function runGroup(group: Waiting[], target: CommitTarget, shareTurns: ShareTurns): Promise<void> {
  const changes: Changes = new Map();
  const done: { settle: () => void; fail: (reason: unknown) => void }[] = [];
  for (const one of group) {
    try {
      done.push({ settle: await shareTurns(() => one.run(changes)), fail: one.fail });
    } catch (error) {
      one.fail(error);
    }
  }
  try {
    if (changes.size > 0) await target.write(changes);
    for (const { settle } of done) settle();
  } catch (error) {
    for (const { fail } of done) fail(error);
  }
}

function createTransaction([own, group]: [Changes, Changes], target: CommitTarget): Transaction {
  return {
    async get<Value>(key: Key<Value>): Promise<Value | undefined> {
      const overlay = own.has(key) ? own : group;
      const text = overlay.has(key) ? (overlay.get(key) ?? undefined) : await target.read(key);
      return text === undefined ? undefined : (JSON.parse(text) as Value);
    },
    put: (key, value) => void own.set(key, JSON.stringify(value)),
    remove: (key) => void own.set(key, null),
  };
}
