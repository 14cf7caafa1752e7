import { createHash } from "node:crypto";

const modulus = 1n << 256n;

/** The digest of an empty store. */
export const emptyContentDigest = "0".repeat(64);

/** A change of one record: the value before (undefined: none) and after (null: removed). */
export interface ContentChange {
  key: string;
  before: string | undefined;
  after: string | null;
}

/**
 * Carries a content digest over changes of single records.
 *
 * The digest is the sum, modulo 2^256, of SHA-256(key NUL value) over all records: whatever the order, equal
 * contents have an equal digest, and one change costs two hashes. It finds damage, not a deliberate forger.
 */
export function updateContentDigest(digest: string, changes: Iterable<ContentChange>): string {
  let sum = BigInt(`0x${digest}`);
  for (const { key, before, after } of changes) {
    if (before !== undefined) sum += modulus - recordDigest(key, before);
    if (after !== null) sum += recordDigest(key, after);
  }
  return (sum % modulus).toString(16).padStart(64, "0");
}

function recordDigest(key: string, value: string): bigint {
  return BigInt(`0x${createHash("sha256").update(`${key}\0${value}`).digest("hex")}`);
}
