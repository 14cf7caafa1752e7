import type { Level } from "level";
import { readRecord } from "./read-record.ts";
import type { SealedDatabase } from "./sealed-database.ts";
import { digestOf, type InventoryEntry } from "./wallet-records.ts";

/** At most so many are in memory at once. */
const recordsAtOnce = 64;

/**
 * What every sealed credential in a database hashes to, by record id, as it lies on the disk. No key is needed, so it can be found out
 * while the key is made.
 */
export async function digestsOfCredentials(
  database: Level<string, Uint8Array>,
): Promise<ReadonlyMap<string, string>> {
  const ids = await database.keys({ gt: "r-", lt: "r." }).all();
  const digests = new Map<string, string>();
  const read = (start: number) => database.getMany(ids.slice(start, start + recordsAtOnce));
  let next = read(0);
  for (let start = 0; start < ids.length; start += recordsAtOnce) {
    const sealed = await next;
    next = read(start + recordsAtOnce); // level reads on while these are hashed
    sealed.forEach((bytes, index) => {
      const id = ids[start + index];
      if (id !== undefined && bytes !== undefined) digests.set(id, digestOf(bytes));
    });
  }
  await next;
  return digests;
}

/**
 * Compares what lies on the disk with what it must hash to.
 *
 * @param digests - By record id; a record that is not in it is read.
 * @throws {@link Problem} what {@link readRecord} throws for the first record that is not as it should be.
 */
export async function assertIntact(
  database: SealedDatabase,
  records: readonly InventoryEntry[],
  digests: ReadonlyMap<string, string>,
): Promise<void> {
  for (const entry of records) if (digests.get(entry.id) !== entry.digest) await readRecord(database, entry);
}
