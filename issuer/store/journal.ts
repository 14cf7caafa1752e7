import { createReadStream } from "node:fs";
import { type FileHandle, open, stat, truncate } from "node:fs/promises";
import { dirname } from "node:path";
import { beginningOfJournal, checkJournalLine, type JournalLine, parseJournalLine } from "./journal-line.ts";

/** Where a chain of commits stands: after its line `seq`. */
export interface Head {
  seq: number;
  hash: string;
  digest: string;
}

/** What a look at a journal file found. */
export type JournalReading =
  | { state: "missing" }
  /** Every complete line fits; `tornTail` holds what a write cut short left behind the last of them. */
  | { state: "whole"; head: Head | undefined; sizeBytes: number; tornTail: Uint8Array }
  | { state: "broken"; atLine: number };

/**
 * Reads a journal from its beginning and checks each line's hash, number and predecessor.
 *
 * @param onLine - Called with each good line, in order. Without it, no line is parsed.
 */
export async function readJournal(
  path: string,
  onLine?: (line: JournalLine) => Promise<void>,
): Promise<JournalReading> {
  if (!(await exists(path))) return { state: "missing" };
  let head: Head | undefined;
  let sizeBytes = 0;
  let rest: Buffer[] = [];
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      const part = chunk.subarray(start, end);
      const bytes = rest.length === 0 ? part : Buffer.concat([...rest, part]);
      const parsed = onLine && parseJournalLine(bytes);
      const line = onLine ? parsed : checkJournalLine(bytes);
      if (!line || line.seq !== (head?.seq ?? 0) + 1 || line.prev !== (head?.hash ?? beginningOfJournal)) {
        return { state: "broken", atLine: (head?.seq ?? 0) + 1 };
      }
      if (parsed) await onLine?.(parsed);
      head = { seq: line.seq, hash: line.hash, digest: line.digest };
      sizeBytes += bytes.length + 1;
      rest = [];
      start = end + 1;
    }
    rest.push(chunk.subarray(start));
  }
  return { state: "whole", head, sizeBytes, tornTail: Buffer.concat(rest) };
}

/** A journal open for appending: `append` resolves when the bytes are on the disk. */
export interface JournalFile {
  append(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** Opens a journal for appending, making the file (mode 0600) when there is none. */
export async function openJournal(path: string): Promise<JournalFile> {
  const isNew = !(await exists(path));
  const file = await open(path, "a", 0o600);
  if (isNew) await syncDirectory(dirname(path));
  return {
    append: (bytes) => appendDurably(file, bytes),
    close: () => file.close(),
  };
}

/** Cuts off what an interrupted append left behind the last complete line. */
export async function cutTornTail(path: string, sizeBytes: number): Promise<void> {
  await truncate(path, sizeBytes);
}

/** Makes the entries of a folder durable: without it a new or renamed file can vanish in a power cut. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

async function appendDurably(file: FileHandle, bytes: Uint8Array): Promise<void> {
  await file.appendFile(bytes);
  await file.datasync();
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
