import type { Level } from "level";
import { readRecord } from "./read-record.ts";
import type { SealedDatabase } from "./sealed-database.ts";
import { digestOf, type InventoryEntry } from "./wallet-records.ts";

/** At most so much is read ahead, and so many: what is in memory at once is about twice that. */
const bytesAtOnce = 64 * 1024;
const recordsAtOnce = 64;

/**
 * What every sealed credential in a database hashes to, by record id, as it lies on the disk. No key is needed, so it can be found out
 * while the key is made.
 */
export async function digestsOfCredentials(
  database: Level<string, Uint8Array>,
): Promise<ReadonlyMap<string, string>> {
  const digests = new Map<string, string>();
  // One pass over the files: to read the keys first would be to go through the values, too.
  const records = database.iterator({ gt: "r-", lt: "r.", highWaterMarkBytes: bytesAtOnce });
  try {
    let next = records.nextv(recordsAtOnce);
    for (let read = await next; read.length > 0; read = await next) {
      next = records.nextv(recordsAtOnce); // level reads on while these are hashed
      for (const [id, sealed] of read) digests.set(id, digestOf(sealed));
    }
  } finally {
    await records.close();
  }
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
