import { Problem } from "../../core/problem/problem.ts";
import type { SealedDatabase } from "./sealed-database.ts";
import {
  decodeRecord,
  digestOf,
  type InventoryEntry,
  type RecordKind,
  type RecordKinds,
} from "./wallet-records.ts";

/**
 * Reads one record of a database, which must be the one that the inventory says.
 *
 * @throws {@link Problem} `STORE_DAMAGED` when it is missing, or an older one; `CANNOT_OPEN` when a byte of it was changed.
 */
export async function readRecord<Kind extends RecordKind>(
  database: SealedDatabase,
  { id, digest }: InventoryEntry,
): Promise<RecordKinds[Kind]> {
  const sealed = await database.read(id);
  if (sealed === undefined)
    throw new Problem("STORE_DAMAGED", "A record is missing from the wallet's files.");
  const record = decodeRecord<RecordKinds[Kind]>(database.open(id, sealed));
  if (digestOf(sealed) !== digest)
    throw new Problem("STORE_DAMAGED", "A record was replaced by an older one.");
  return record;
}
