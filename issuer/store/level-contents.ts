import { mkdir } from "node:fs/promises";
import { Level } from "level";
import { checkTables } from "./check-tables.ts";
import { emptyContentDigest, updateContentDigest } from "./content-digest.ts";
import type { Head } from "./journal.ts";
import type { JournalLine, Operation } from "./journal-line.ts";

/** The embedded database under the issuer's store: text keys, text values. */
export type Contents = Level<string, string>;

/** Where the store says how far its own journal reaches. */
export const headKey = "meta/head";

/** Begins the keys of journal lines that are committed here and perhaps not yet in the file. */
export const outboxPrefix = "outbox/";

/** Whether a key belongs to a record, and not to the store's own bookkeeping. */
export function isRecordKey(key: string): boolean {
  return key !== headKey && !key.startsWith(outboxPrefix);
}

/** What a scan of every record found. */
export interface ContentsReading {
  head: Head | undefined;
  outbox: Map<string, string>;
  /** The digest of the records as they are now; equal to `head.digest` unless something is damaged. */
  digest: string;
  records: number;
}

/** Opens the database folder, or makes it, once its tables are known to be whole. Throws Error for damage. */
export async function openContents(path: string, options: { create: boolean }): Promise<Contents> {
  if (options.create) await mkdir(path, { recursive: true, mode: 0o700 });
  else await checkTables(path);
  const contents: Contents = new Level(path, { createIfMissing: options.create, compression: false });
  await contents.open();
  return contents;
}

/** Reads every record and computes their digest. Throws whatever level throws for damage that it notices itself. */
export async function scanContents(contents: Contents): Promise<ContentsReading> {
  const reading: ContentsReading = {
    head: undefined,
    outbox: new Map(),
    digest: emptyContentDigest,
    records: 0,
  };
  const iterator = contents.iterator({ fillCache: false });
  try {
    for (let batch = await iterator.nextv(512); batch.length > 0; batch = await iterator.nextv(512)) {
      const byKey = await contents.getMany(batch.map(([key]) => key));
      if (batch.some(([, value], index) => byKey[index] !== value))
        throw new Error("a record cannot be looked up");
      for (const [key, value] of batch) addRecord(reading, key, value);
    }
  } finally {
    await iterator.close();
  }
  return reading;
}

/**
 * Applies one commit, all or nothing: its changes, how far the store now is, and the journal line itself, which
 * stays until the next commit shows that the file has it.
 */
export async function applyLine(
  contents: Contents,
  line: JournalLine,
  options: { sync: boolean },
): Promise<void> {
  const head: Head = { seq: line.seq, hash: line.hash, digest: line.digest };
  await contents.batch(
    [
      ...line.ops.map(({ key, value }) =>
        value === null ? ({ type: "del", key } as const) : ({ type: "put", key, value } as const),
      ),
      { type: "put", key: headKey, value: JSON.stringify(head) },
      { type: "put", key: outboxKey(line.seq), value: JSON.stringify(line) },
      { type: "del", key: outboxKey(line.seq - 1) },
    ],
    options,
  );
}

/** The content digest after these operations, given the one before them. */
export async function digestAfter(contents: Contents, ops: Operation[], digest: string): Promise<string> {
  const before = await contents.getMany(ops.map(({ key }) => key));
  const changes = ops.map(({ key, value }, index) => ({ key, before: before[index], after: value }));
  return updateContentDigest(digest, changes);
}

function addRecord(reading: ContentsReading, key: string, value: string): void {
  if (key === headKey) {
    reading.head = JSON.parse(value) as Head;
  } else if (key.startsWith(outboxPrefix)) {
    reading.outbox.set(key, value);
  } else {
    reading.digest = updateContentDigest(reading.digest, [{ key, before: undefined, after: value }]);
    reading.records += 1;
  }
}

/** The key of the journal line `seq` while it waits to be in the file. */
export function outboxKey(seq: number): string {
  return `${outboxPrefix}${String(seq).padStart(12, "0")}`;
}
