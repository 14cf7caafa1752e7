import { link, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Problem } from "../../core/problem/problem.ts";
import { emptyContentDigest } from "./content-digest.ts";
import { lockDirectory } from "./directory-lock.ts";
import { examine, flawOfContents } from "./examine.ts";
import type { Key, Prefix } from "./issuer-store.ts";
import { type JournalReading, openJournal, readJournal, syncDirectory } from "./journal.ts";
import { beginningOfJournal, createJournalLine } from "./journal-line.ts";
import {
  applyLine,
  type Contents,
  type ContentsReading,
  digestAfter,
  isRecordKey,
  openContents,
  scanContents,
} from "./level-contents.ts";
import { openStoreAt, type StorePaths, storePaths } from "./level-store.ts";

export interface Recovery {
  source: "journal" | "store";
  /** Where the damaged files are now; nothing is deleted. */
  keptAside: string[];
}

export interface RecoverOptions {
  directory: string;
  now: () => Date;
  /** Believe the store and begin a new journal from it: for a lost or damaged journal beside a whole store. */
  fromStore: boolean;
  /**
   * Records to drop before the repaired store is used. The issuer names its pointers to the status lists in use,
   * so that the next issuance opens new lists: whatever was lost, no status index is used twice.
   */
  forget: Prefix<unknown>;
}

/**
 * Repairs a damaged store: rebuilds the store from the journal, or with `fromStore` the journal from the store.
 * The damaged files are kept beside the new ones. Cut short at any point, it can be run again.
 *
 * @throws {@link Problem} `CONFLICT` when a service is running, when there is nothing to repair, when the other
 * source is the better one, or when neither is whole.
 */
export async function recoverStore(options: RecoverOptions): Promise<Recovery> {
  const lock = await lockDirectory(options.directory);
  try {
    return await recoverLocked(options);
  } finally {
    await lock.release();
  }
}

async function recoverLocked(options: RecoverOptions): Promise<Recovery> {
  const paths = storePaths(options.directory);
  assertWorthwhile(await readContents(paths.store), await readJournal(paths.journal), options.fromStore);
  const fresh: StorePaths = {
    store: `${paths.store}.recovering`,
    journal: options.fromStore ? `${paths.journal}.recovering` : paths.journal,
  };
  await rm(fresh.store, { recursive: true, force: true });
  if (options.fromStore) {
    await rm(fresh.journal, { force: true });
    await copyFromStore(paths.store, fresh, options.now());
  } else {
    await replayJournal(fresh);
  }
  await settle(fresh, options);
  const aside = `damaged-${options.now().toISOString().replaceAll(/[:.]/g, "-")}`;
  return { source: options.fromStore ? "store" : "journal", keptAside: await swap(paths, fresh, aside) };
}

function assertWorthwhile(
  contents: ContentsReading | undefined,
  journal: JournalReading,
  fromStore: boolean,
): void {
  const storeIsWhole = contents !== undefined && flawOfContents(contents) === undefined;
  if (storeIsWhole && examine(contents, journal).outcome !== "damaged") {
    throw new Problem("CONFLICT", "The store and its journal are sound; there is nothing to recover.");
  }
  const journalIsWhole =
    journal.state === "whole" && journal.head !== undefined && journal.tornTail.length === 0;
  const storeIsAhead =
    storeIsWhole && (!journalIsWhole || (contents.head?.seq ?? 0) > (journal.head?.seq ?? 0));
  if (fromStore && !storeIsWhole) {
    throw new Problem(
      "CONFLICT",
      "The store itself is damaged and cannot be the source; run without --from-store.",
    );
  }
  if (fromStore && !storeIsAhead) {
    throw new Problem(
      "CONFLICT",
      "The journal is whole and knows more than the store; run without --from-store.",
    );
  }
  if (fromStore || (journalIsWhole && !storeIsAhead)) return;
  throw storeIsWhole
    ? new Problem(
        "CONFLICT",
        "The journal is damaged or incomplete and the store is whole; run with --from-store.",
      )
    : new Problem(
        "CONFLICT",
        "Neither the journal nor the store is whole; restore a backup of the data directory.",
      );
}

async function readContents(path: string): Promise<ContentsReading | undefined> {
  let contents: Contents | undefined;
  try {
    contents = await openContents(path, { create: false });
    return await scanContents(contents);
  } catch {
    return undefined;
  } finally {
    await contents?.close();
  }
}

async function replayJournal(fresh: StorePaths): Promise<void> {
  const contents = await openContents(fresh.store, { create: true });
  await readJournal(fresh.journal, (line) => applyLine(contents, line, { sync: false }));
  await contents.close();
}

async function copyFromStore(damagedStore: string, fresh: StorePaths, at: Date): Promise<void> {
  const source = await openContents(damagedStore, { create: false });
  const target = await openContents(fresh.store, { create: true });
  const journal = await openJournal(fresh.journal);
  const iterator = source.iterator({ fillCache: false });
  let [seq, prev, digest] = [0, beginningOfJournal, emptyContentDigest];
  for (let batch = await iterator.nextv(512); batch.length > 0; batch = await iterator.nextv(512)) {
    const ops = batch.filter(([key]) => isRecordKey(key)).map(([key, value]) => ({ key, value }));
    if (ops.length === 0) continue;
    digest = await digestAfter({ contents: target }, ops, digest);
    const line = createJournalLine({ seq: ++seq, at: at.toISOString(), prev, ops, digest });
    prev = line.hash;
    await journal.append(line.bytes);
    await applyLine(target, line, { sync: false });
  }
  await iterator.close();
  await Promise.all([source.close(), target.close(), journal.close()]);
}

/** Opens what was rebuilt as the service would, which compares it with its journal record by record. */
async function settle(fresh: StorePaths, { forget, now }: RecoverOptions): Promise<void> {
  const store = await openStoreAt(fresh, now);
  try {
    if (!store.condition.sound) {
      throw new Problem("CONFLICT", "The journal does not add up to a whole store; restore a backup.");
    }
    const doomed = await store.list(forget, { limit: 100_000 });
    await store.commit(async (transaction) => {
      for (const { key } of doomed) transaction.remove(key as Key<unknown>);
    });
  } finally {
    await store.close();
  }
}

/** Puts the repaired files in place. Each step leaves something that another recovery can begin from. */
async function swap(paths: StorePaths, fresh: StorePaths, aside: string): Promise<string[]> {
  const keptAside: string[] = [];
  const keep = async (move: (from: string, to: string) => Promise<void>, path: string) => {
    const to = `${path}.${aside}`;
    await move(path, to).then(() => keptAside.push(to), ignoreMissing);
  };
  if (fresh.journal !== paths.journal) {
    await keep(link, paths.journal);
    await rename(fresh.journal, paths.journal);
  }
  await keep(rename, paths.store);
  await rename(fresh.store, paths.store);
  await syncDirectory(dirname(paths.store));
  return keptAside;
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}
