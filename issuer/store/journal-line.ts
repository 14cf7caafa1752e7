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
  /** The line as it stands in the file, with its line feed. */
  bytes: Buffer;
}

/** What ties a line to those before and after it. */
export type LineLink = Pick<JournalLine, "seq" | "prev" | "digest" | "hash">;

/** What the first line names as the hash of the line before. */
export const beginningOfJournal = "0".repeat(64);

const closingBrace = Buffer.from("}");
/** The last member, `hash`, with the brace behind it. */
const hashMemberLength = 75;
const beginning = /^\{"seq":([1-9][0-9]{0,14}),"at":"[^"\\]{0,40}","prev":"([0-9a-f]{64})","ops":\[/;
const end = /\],"digest":"([0-9a-f]{64})","hash":"([0-9a-f]{64})"\}$/;

/** Makes the next line of a journal. */
export function createJournalLine(content: Omit<JournalLine, "hash" | "bytes">): JournalLine {
  const { seq, at, prev, ops, digest } = content;
  const hashed = { seq, at, prev, ops: ops.map(({ key, value }) => ({ key, value })), digest };
  const text = Buffer.from(JSON.stringify(hashed));
  const hash = createHash("sha256").update(text).digest("hex");
  // `hash` is its last member, so its text is that of the others and this one.
  const bytes = Buffer.concat([text.subarray(0, -1), Buffer.from(`,"hash":"${hash}"}\n`)]);
  return { ...hashed, hash, bytes };
}

/**
 * Reads one line, without its line feed; undefined when a single byte of it is not as it was written.
 * Whether it continues the line before is for the reader of the journal to check.
 */
export function parseJournalLine(bytes: Uint8Array): JournalLine | undefined {
  try {
    const line = createJournalLine(JSON.parse(Buffer.from(bytes).toString("utf8")) as JournalLine);
    return line.bytes.subarray(0, -1).equals(bytes) ? line : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Checks one line, without its line feed, as {@link parseJournalLine} does, and reads no more of it than its links: its hash is over
 * these very bytes, so what stands between them need not be parsed to know that it is as it was written.
 */
export function checkJournalLine(bytes: Buffer): LineLink | undefined {
  const [, seq, prev] = beginning.exec(bytes.toString("latin1", 0, 256)) ?? [];
  const [, digest, hash] = end.exec(bytes.toString("latin1", Math.max(0, bytes.length - 256))) ?? [];
  if (prev === undefined || digest === undefined || hash === undefined) return undefined;
  const hashed = createHash("sha256").update(bytes.subarray(0, -hashMemberLength)).update(closingBrace);
  return hashed.digest("hex") === hash ? { seq: Number(seq), prev, digest, hash } : undefined;
}
