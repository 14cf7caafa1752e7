import { hash } from "node:crypto";

/** The digest of an empty store. */
export const emptyContentDigest = "0".repeat(64);

/** A change of one record: the value before (undefined: none) and after (null: removed). */
export interface ContentChange {
  key: string;
  before: string | undefined;
  after: string | null;
}

const limbCount = 8;
const limbSize = 2 ** 32;

/**
 * Carries a content digest over changes of single records, at most a million at a time.
 *
 * The digest is the sum, modulo 2^256, of SHA-256(key NUL value) over all records: whatever the order, equal
 * contents have an equal digest, and one change costs two hashes. It finds damage, not a deliberate forger.
 */
export function updateContentDigest(digest: string, changes: Iterable<ContentChange>): string {
  // The sum in parts of 32 bits, the highest first. A double holds the sum of two million of them exactly, so carries can wait.
  const sum = Array.from({ length: limbCount }, (_, limb) =>
    Number.parseInt(digest.slice(limb * 8, limb * 8 + 8), 16),
  );
  for (const { key, before, after } of changes) {
    if (before !== undefined) addRecord(sum, -1, `${key}\0${before}`);
    if (after !== null) addRecord(sum, 1, `${key}\0${after}`);
  }
  let carry = 0;
  let text = "";
  for (let limb = limbCount - 1; limb >= 0; limb--) {
    const value = (sum[limb] as number) + carry;
    carry = Math.floor(value / limbSize);
    text = (value - carry * limbSize).toString(16).padStart(8, "0") + text;
  }
  return text;
}

function addRecord(sum: number[], sign: 1 | -1, record: string): void {
  // A text of a character a byte: Node makes one in half the time that a Buffer takes.
  const bytes = hash("sha256", record, "binary");
  for (let limb = 0; limb < limbCount; limb++) {
    const at = limb * 4;
    const value =
      bytes.charCodeAt(at) * 2 ** 24 +
      bytes.charCodeAt(at + 1) * 2 ** 16 +
      bytes.charCodeAt(at + 2) * 2 ** 8 +
      bytes.charCodeAt(at + 3);
    sum[limb] = (sum[limb] as number) + sign * value;
  }
}
