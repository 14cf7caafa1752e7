import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ByteReader } from "./byte-reader.ts";
import { maskedCrc32c } from "./crc32c.ts";

/** A table file that belongs to the database; other table files are leftovers of an interrupted compaction. */
export interface LiveTable {
  number: number;
  sizeBytes: number;
}

const blockSize = 32_768;
const headerSize = 7;

/**
 * Reads which tables make up a LevelDB database: CURRENT names the manifest, a log of changes to the set of tables.
 *
 * @throws Error when one of the two is damaged.
 * @see {@link https://github.com/google/leveldb/blob/main/doc/impl.md}
 */
export async function liveTables(folder: string): Promise<LiveTable[]> {
  const current = await readFile(join(folder, "CURRENT"), "latin1");
  if (!/^MANIFEST-[0-9]{6,}\n$/.test(current)) throw new Error("CURRENT is damaged");
  const tables = new Map<number, LiveTable>();
  for (const record of logRecords(await readFile(join(folder, current.trim())))) {
    applyEdit(new ByteReader(record), tables);
  }
  return [...tables.values()];
}

/** The records of a LevelDB log; a record cut short at its end was never written wholly and does not count. */
function* logRecords(log: Buffer): Generator<Buffer> {
  let fragments: Buffer[] = [];
  for (let start = 0; start < log.length; start += blockSize) {
    const block = log.subarray(start, start + blockSize);
    for (let at = 0; at + headerSize <= block.length; ) {
      const length = block.readUInt16LE(at + 4);
      const type = block.readUInt8(at + 6);
      const end = at + headerSize + length;
      if (end > block.length && start + blockSize >= log.length) return;
      const body = block.subarray(at + 6, end);
      if (type < 1 || type > 4 || block.readUInt32LE(at) !== maskedCrc32c(body))
        throw new Error("A log is damaged");
      fragments.push(body.subarray(1));
      if (type === 1 || type === 4) {
        yield Buffer.concat(fragments);
        fragments = [];
      }
      at = end;
    }
  }
}

function applyEdit(edit: ByteReader, tables: Map<number, LiveTable>): void {
  while (!edit.isAtEnd) {
    switch (edit.varint()) {
      case 1: // comparator
        edit.slice();
        break;
      case 2: // log number, next file number, last sequence number, earlier log number
      case 3:
      case 4:
      case 9:
        edit.varint();
        break;
      case 5: // where the next compaction of a level begins
        edit.varint();
        edit.slice();
        break;
      case 6: // table removed from a level
        edit.varint();
        tables.delete(edit.varint());
        break;
      case 7: // table added to a level, with its smallest and largest key
        edit.varint();
        addTable(edit, tables);
        break;
      default:
        throw new Error("The manifest is damaged");
    }
  }
}

function addTable(edit: ByteReader, tables: Map<number, LiveTable>): void {
  const number = edit.varint();
  tables.set(number, { number, sizeBytes: edit.varint() });
  edit.slice();
  edit.slice();
}
