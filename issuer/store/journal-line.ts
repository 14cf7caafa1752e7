import { createHash } from "node:crypto";

/** One change of the store; null removes the record. */
export interface Operation {
  key: string;
  value: string | null;
}

/** One commit in the journal: enough to rebuild the store from the first line on. */
export interface JournalLine {
  /** 1 for the first line, then without a gap. */
  seq: number;
  /** When it was committed (XSD dateTimeStamp). */
  at: string;
  /** The hash of the line before, or {@link beginningOfJournal}. */
  prev: string;
  ops: Operation[];
  /** The content digest of the whole store after this commit. */
  digest: string;
  /** SHA-256 over the line's JSON text without this member. */
  hash: string;
}

/** What the first line names as the hash of the line before. */
export const beginningOfJournal = "0".repeat(64);

/** Makes the next line of a journal. */
export function createJournalLine(content: Omit<JournalLine, "hash">): JournalLine {
  const { seq, at, prev, ops, digest } = content;
  const hashed = { seq, at, prev, ops: ops.map(({ key, value }) => ({ key, value })), digest };
  return { ...hashed, hash: createHash("sha256").update(JSON.stringify(hashed)).digest("hex") };
}

/** The text of a line as it stands in the file, with its line feed. */
export function formatJournalLine(line: JournalLine): string {
  return `${JSON.stringify(line)}\n`;
}

/**
 * Reads one line, without its line feed; undefined when a single byte of it is not as it was written.
 * Whether it continues the line before is for the reader of the journal to check.
 */
export function parseJournalLine(bytes: Uint8Array): JournalLine | undefined {
  try {
    const line = createJournalLine(JSON.parse(Buffer.from(bytes).toString("utf8")) as JournalLine);
    return Buffer.from(JSON.stringify(line)).equals(bytes) ? line : undefined;
  } catch {
    return undefined;
  }
}
