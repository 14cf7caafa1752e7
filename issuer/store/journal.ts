import { createReadStream } from "node:fs";
import { type FileHandle, open, stat, truncate } from "node:fs/promises";
import { dirname } from "node:path";
import { beginningOfJournal, type JournalLine, parseJournalLine } from "./journal-line.ts";

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
 * @param onLine - Called with each good line, in order.
 */
export async function readJournal(
  path: string,
  onLine: (line: JournalLine) => Promise<void> = async () => {},
): Promise<JournalReading> {
  if (!(await exists(path))) return { state: "missing" };
  let head: Head | undefined;
  let sizeBytes = 0;
  let rest: Buffer[] = [];
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      const bytes = Buffer.concat([...rest, chunk.subarray(start, end)]);
      const line = parseJournalLine(bytes);
      if (!line || line.seq !== (head?.seq ?? 0) + 1 || line.prev !== (head?.hash ?? beginningOfJournal)) {
        return { state: "broken", atLine: (head?.seq ?? 0) + 1 };
      }
      await onLine(line);
      head = { seq: line.seq, hash: line.hash, digest: line.digest };
      sizeBytes += bytes.length + 1;
      rest = [];
      start = end + 1;
    }
    rest.push(chunk.subarray(start));
  }
  return { state: "whole", head, sizeBytes, tornTail: Buffer.concat(rest) };
}

/** A journal open for appending: `append` resolves when the text is on the disk. */
export interface JournalFile {
  append(text: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens a journal for appending, making the file (mode 0600) when there is none. */
export async function openJournal(path: string): Promise<JournalFile> {
  const isNew = !(await exists(path));
  const file = await open(path, "a", 0o600);
  if (isNew) await syncDirectory(dirname(path));
  return {
    append: (text) => appendDurably(file, text),
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

async function appendDurably(file: FileHandle, text: string): Promise<void> {
  await file.appendFile(text);
  await file.datasync();
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
