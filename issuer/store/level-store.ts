import { mkdir, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Problem } from "../../core/problem/problem.ts";
import { type Changes, createCommitQueue } from "./commit-queue.ts";
import { emptyContentDigest } from "./content-digest.ts";
import { describeDamage } from "./describe-damage.ts";
import { lockDirectory } from "./directory-lock.ts";
import { examine } from "./examine.ts";
import type { IssuerStore, StoreCondition } from "./issuer-store.ts";
import { cutTornTail, type Head, type JournalFile, openJournal, readJournal } from "./journal.ts";
import { beginningOfJournal, createJournalLine } from "./journal-line.ts";
import { applyLine, type Contents, digestAfter, openContents, scanContents } from "./level-contents.ts";
import { createRecentValues, type RecentValues } from "./recent-values.ts";

/** Some 4 MiB of text. */
const recentCharacters = 4 * 1024 * 1024;

export interface StorePaths {
  store: string;
  journal: string;
}

/** Where the store and its journal lie in a data directory. */
export function storePaths(directory: string): StorePaths {
  return { store: join(directory, "store"), journal: join(directory, "journal.jsonl") };
}

/**
 * Opens the store in a data directory, makes it when both store and journal are missing, and compares the two.
 *
 * A damaged store opens too, so that a service can say so: its `condition` tells why and all its methods throw
 * `STORE_DAMAGED`.
 *
 * @throws {@link Problem} `CONFLICT` when another process uses the directory.
 */
export async function openLevelStore(options: { directory: string; now: () => Date }): Promise<IssuerStore> {
  await mkdir(options.directory, { recursive: true, mode: 0o700 });
  const lock = await lockDirectory(options.directory);
  const store = await openStoreAt(storePaths(options.directory), options.now);
  return {
    get condition() {
      return store.condition;
    },
    get: (key) => store.get(key),
    list: (prefix, range) => store.list(prefix, range),
    commit: (work) => store.commit(work),
    watch: (listener) => store.watch(listener),
    close: () => store.close().finally(() => lock.release()),
  };
}

/** {@link openLevelStore} for a store and a journal that lie anywhere, in a directory that is locked already. */
export async function openStoreAt(paths: StorePaths, now: () => Date): Promise<IssuerStore> {
  let contents: Contents | undefined;
  try {
    contents = await openContents(paths.store, { create: await isFresh(paths) });
    const [reading, journal] = await Promise.all([scanContents(contents), readJournal(paths.journal)]);
    const examination = examine(reading, journal);
    if (examination.outcome === "damaged") return await refuse(contents, examination.reason);

    const repairs: string[] = [];
    if (examination.outcome === "repairable") await cutTornTail(paths.journal, examination.cutToBytes);
    const file = await openJournal(paths.journal);
    if (examination.outcome === "repairable") {
      await file.append(examination.missingLine.bytes);
      repairs.push(`commit ${examination.missingLine.seq} was completed in the journal`);
    }
    return createSoundStore({ contents, file, head: reading.head, repairs, now });
  } catch {
    return refuse(contents, "the files of the store cannot be read");
  }
}

interface SoundStoreParts {
  contents: Contents;
  file: JournalFile;
  head: Head | undefined;
  repairs: string[];
  now: () => Date;
}

function createSoundStore({ contents, file, now, ...start }: SoundStoreParts): IssuerStore {
  let head = start.head;
  const recent = createRecentValues(recentCharacters);
  const listeners: Parameters<IssuerStore["watch"]>[0][] = [];
  let condition: StoreCondition = { sound: true, repairs: start.repairs };

  async function write(changes: Changes): Promise<void> {
    assertSound(condition);
    try {
      head = await writeCommit({ contents, file, head, changes, at: now(), recent });
    } catch (error) {
      // How far the write came is not known until the next start compares store and journal.
      const reason = "the last change could not be written to the disk";
      condition = { sound: false, reason };
      throw storeDamaged(reason, error);
    }
    recent.update(changes);
    for (const listener of listeners) listener(changes);
  }

  async function read(key: string): Promise<string | undefined> {
    assertSound(condition);
    const known = recent.find(key);
    if (known !== undefined) return known ?? undefined;
    // A look into tables that are in memory is quicker than the way to another thread and back; and nothing is written in between.
    const value = contents.getSync(key);
    recent.keep(key, value ?? null);
    return value;
  }

  const queue = createCommitQueue({ read, write });
  return {
    get condition() {
      return condition;
    },
    async get(key) {
      const text = await read(key);
      return text === undefined ? undefined : JSON.parse(text);
    },
    async list(prefix, { limit, after, newestFirst = false }) {
      assertSound(condition);
      const from = after ?? (newestFirst ? `${prefix}\uffff` : prefix);
      const bounds = newestFirst ? { gte: prefix, lt: from } : { gt: from, lt: `${prefix}\uffff` };
      const entries = await contents.iterator({ ...bounds, limit, reverse: newestFirst }).all();
      return entries.map(([key, value]) => ({ key, value: JSON.parse(value) }));
    },
    commit: (work) => queue.commit(work),
    watch: (listener) => void listeners.push(listener),
    async close() {
      await queue.idle();
      await contents.close();
      await file.close();
    },
  };
}

/** Store first, with the line kept in its outbox; journal second: whatever is cut short can be completed. */
async function writeCommit(commit: {
  contents: Contents;
  file: JournalFile;
  head: Head | undefined;
  changes: Changes;
  at: Date;
  recent: RecentValues;
}): Promise<Head> {
  const { contents, file, head, recent } = commit;
  const ops = [...commit.changes].map(([key, value]) => ({ key, value }));
  const digest = await digestAfter({ contents, find: recent.find }, ops, head?.digest ?? emptyContentDigest);
  const line = createJournalLine({
    seq: (head?.seq ?? 0) + 1,
    at: commit.at.toISOString(),
    prev: head?.hash ?? beginningOfJournal,
    ops,
    digest,
  });
  await applyLine(contents, line, { sync: true });
  await file.append(line.bytes);
  return { seq: line.seq, hash: line.hash, digest };
}

async function refuse(contents: Contents | undefined, reason: string): Promise<IssuerStore> {
  await contents?.close().catch(() => {});
  const fail = async (): Promise<never> => {
    throw storeDamaged(reason);
  };
  return {
    condition: { sound: false, reason },
    get: fail,
    list: fail,
    commit: fail,
    watch: () => {},
    close: async () => {},
  };
}

function assertSound(condition: StoreCondition): void {
  if (!condition.sound) throw storeDamaged(condition.reason);
}

function storeDamaged(reason: string, cause?: unknown): Problem {
  return new Problem("STORE_DAMAGED", describeDamage(reason), { cause });
}

/** Only where there is neither journal nor store may a store begin: level would make a new one in a damaged folder. */
async function isFresh(paths: StorePaths): Promise<boolean> {
  const names = await readdir(paths.store).catch(() => []);
  return names.length === 0 && !(await exists(paths.journal));
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
