import { mkdir } from "node:fs/promises";
import { Level } from "level";
import { checkTables } from "./check-tables.ts";
import { type ContentChange, emptyContentDigest, updateContentDigest } from "./content-digest.ts";
import type { Head } from "./journal.ts";
import { createJournalLine, type JournalLine, type Operation, parseJournalLine } from "./journal-line.ts";
import type { RecentValues } from "./recent-values.ts";

/** The embedded database under the issuer's store: text keys, text values. */
export type Contents = Level<string, string>;

/** LevelDB maps the tables that it has open into memory, each with two megabytes: a thousand, as it would, once all of them were read. */
const maxOpenFiles = 64;
/** Beside the largest tables, those that are read one after the other at the start. */
const maxOpenFilesAtStart = 20;
/** So much is gathered in memory before it becomes a table: with 4 MiB, as LevelDB would, tables are rewritten more often. */
const writeBufferSize = 16 * 1024 * 1024;

/** So much of the records is in memory at a time while all of them are read. */
const scanBytes = 1024 * 1024;

/** Where the store says how far its own journal reaches. */
export const headKey = "meta/head";

/** Begins the keys of what is known of journal lines that are committed here and perhaps not yet in the file. */
export const outboxPrefix = "outbox/";

/**
 * Marks a store in which signatures lie beside what was intended. A version that knows no such records takes the mark for one, finds the
 * digest wrong, and refuses the store; it would sign anew, and revoke, whatever it is asked for again.
 */
const markKey = "meta/signatures-apart";

/** Whether a key belongs to a record, and not to the store's own bookkeeping. */
export function isRecordKey(key: string): boolean {
  return key !== headKey && key !== markKey && !key.startsWith(outboxPrefix);
}

/** What a scan of every record found. */
export interface ContentsReading {
  head: Head | undefined;
  /** The last commit, as its line stands in the journal or should; undefined when what is here does not make it up. */
  lastLine: JournalLine | undefined;
  /** How many commits the outbox names: none in an empty store, else one. */
  outboxSize: number;
  /** The digest of the records as they are now; equal to `head.digest` unless something is damaged. */
  digest: string;
}

/** A commit in the outbox: its line without the values, which are those that the store holds. */
interface OutboxEntry extends Omit<JournalLine, "ops" | "bytes"> {
  keys: string[];
}

/** Opens the database folder, or makes it, once its tables are known to be whole. Throws Error for damage. */
export async function openContents(path: string, options: { create: boolean }): Promise<Contents> {
  if (options.create) await mkdir(path, { recursive: true, mode: 0o700 });
  else await checkTables(path);
  const contents: Contents = new Level(path, {
    createIfMissing: options.create,
    compression: false,
    maxOpenFiles: maxOpenFilesAtStart,
    writeBufferSize,
  });
  await contents.open();
  return contents;
}

/**
 * Reads every record and computes their digest. Throws whatever level throws for damage that it notices itself.
 *
 * That a record is found by its key too is not tried: it rests on the tables' indexes and filters, which have passed their checksums.
 */
export async function scanContents(contents: Contents): Promise<ContentsReading> {
  let head: Head | undefined;
  let digest = emptyContentDigest;
  const outbox = new Map<string, string>();
  const iterator = contents.iterator({ fillCache: false, highWaterMarkBytes: scanBytes });
  try {
    for (let batch = await iterator.nextv(4096); batch.length > 0; batch = await iterator.nextv(4096)) {
      const records: ContentChange[] = [];
      for (const [key, value] of batch) {
        if (key === headKey) head = JSON.parse(value) as Head;
        else if (key.startsWith(outboxPrefix)) outbox.set(key, value);
        else if (isRecordKey(key)) records.push({ key, before: undefined, after: value });
      }
      digest = updateContentDigest(digest, records);
    }
  } finally {
    await iterator.close();
  }
  // Lets go of the tables that were read, which LevelDB keeps mapped into memory.
  await contents.close();
  await contents.open({ maxOpenFiles });
  const entry = head && outbox.get(outboxKey(head.seq));
  const lastLine = entry === undefined ? undefined : await lineOfOutbox(contents, entry);
  return { head, lastLine, outboxSize: outbox.size, digest };
}

/**
 * Applies one commit, all or nothing: its changes, how far the store now is, and what of the journal line is not in the changes, which
 * stays until the next commit shows that the file has it.
 */
export async function applyLine(
  contents: Contents,
  { ops, bytes: _bytes, ...line }: JournalLine,
  options: { sync: boolean },
): Promise<void> {
  const head: Head = { seq: line.seq, hash: line.hash, digest: line.digest };
  const entry: OutboxEntry = { ...line, keys: ops.map(({ key }) => key) };
  // Put one by one: an array of operations takes ten times as long to hand over.
  const batch = contents.batch();
  for (const { key, value } of ops) {
    if (value === null) batch.del(key);
    else batch.put(key, value);
  }
  batch.put(headKey, JSON.stringify(head)).put(outboxKey(line.seq), JSON.stringify(entry)).put(markKey, "1");
  await batch.del(outboxKey(line.seq - 1)).write(options);
}

/**
 * The content digest after these operations, given the one before them.
 *
 * @param source.find - Values that are known already; null: none; undefined: to be looked up.
 */
export async function digestAfter(
  { contents, find = () => undefined }: { contents: Contents; find?: RecentValues["find"] },
  ops: Operation[],
  digest: string,
): Promise<string> {
  const changes = ops.map(({ key, value }) => ({ key, before: find(key), after: value }));
  const unknown = changes.filter(({ before }) => before === undefined).map(({ key }) => key);
  const found = (await contents.getMany(unknown)).values();
  return updateContentDigest(
    digest,
    changes.map(({ key, before, after }) => ({
      key,
      before: before === undefined ? found.next().value : (before ?? undefined),
      after,
    })),
  );
}

/** The last line, made up from what the outbox names; one of an earlier version of Stint stands there whole. */
async function lineOfOutbox(contents: Contents, text: string): Promise<JournalLine | undefined> {
  const entry = JSON.parse(text) as OutboxEntry | JournalLine;
  if ("ops" in entry) return parseJournalLine(Buffer.from(text));
  const { keys, hash, ...content } = entry;
  const values = await contents.getMany(keys);
  const ops = keys.map((key, index) => ({ key, value: values[index] ?? null }));
  const line = createJournalLine({ ...content, ops });
  return line.hash === hash ? line : undefined;
}

/** The key of the journal line `seq` while it waits to be in the file. */
export function outboxKey(seq: number): string {
  return `${outboxPrefix}${String(seq).padStart(12, "0")}`;
}
