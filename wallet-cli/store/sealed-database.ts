import { chmod, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { Level } from "level";
import { openRecord, type SealingKey, saltOf, sealRecord } from "../../core/keys/seal.ts";
import { Problem } from "../../core/problem/problem.ts";

const nonceBytes = 12;

/** What changes in one atomic step: a value, or `undefined` to remove the record. */
export type Changes = Map<string, Uint8Array | undefined>;

/**
 * A `level` database in which every value is encrypted. Keys are not: callers use ids that say nothing.
 */
export class SealedDatabase {
  readonly #database: Level<string, Uint8Array>;
  readonly #key: SealingKey;
  readonly #random: (size: number) => Uint8Array;

  constructor(database: Level<string, Uint8Array>, key: SealingKey, random: (size: number) => Uint8Array) {
    this.#database = database;
    this.#key = key;
    this.#random = random;
  }

  /** The sealed bytes of a record as they lie on the disk. */
  read(id: string): Promise<Uint8Array | undefined> {
    return this.#database.get(id);
  }

  /** @throws {@link Problem} `CANNOT_OPEN` when the key does not fit, a byte was changed, or the record is another's. */
  open(id: string, sealed: Uint8Array): Uint8Array {
    return openRecord(this.#key, { id, sealed });
  }

  seal(id: string, plaintext: Uint8Array): Uint8Array {
    return sealRecord(this.#key, { id, plaintext, nonce: this.#random(nonceBytes) });
  }

  /** Writes sealed records in one atomic step that is on the disk when the promise is fulfilled. */
  async write(changes: Changes): Promise<void> {
    const operations = [...changes].map(([key, value]) =>
      value === undefined ? ({ type: "del", key } as const) : ({ type: "put", key, value } as const),
    );
    await this.#database.batch(operations, { sync: true });
  }

  close(): Promise<void> {
    return this.#database.close();
  }
}

/**
 * Whether a wallet lies in the folder, whole or not: `level` would begin a new one where its file CURRENT is missing, and delete what is left
 * of the old one, keys and all. What a first command left that was stopped before anything was stored is none.
 */
export async function databaseExists(folder: string): Promise<boolean> {
  const names = await readdir(join(folder, "store")).catch(() => []);
  return names.some((name) => /^CURRENT$|\.(?:ldb|log)$/u.test(name));
}

/**
 * Opens the `level` database of a wallet folder, which becomes readable for its owner only.
 *
 * @throws {@link Problem} `CONFLICT` when another process has it open, `STORE_DAMAGED` when level cannot read it.
 */
export async function openDatabase(
  folder: string,
  options: { create: boolean },
): Promise<Level<string, Uint8Array>> {
  const location = join(folder, "store");
  if (options.create) await mkdir(location, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const database = new Level<string, Uint8Array>(location, {
    keyEncoding: "utf8",
    valueEncoding: "view",
    createIfMissing: options.create,
  });
  try {
    await database.open();
  } catch (error) {
    throw openingProblem(error);
  }
  const files = await readdir(location);
  await Promise.all(files.map((file) => chmod(join(location, file), 0o600).catch(ignoreVanished)));
  return database;
}

/** The salt that the records of a database were sealed with, from one of them. */
export async function readSalt(database: Level<string, Uint8Array>, id: string): Promise<Uint8Array> {
  const sealed = await database.get(id);
  if (sealed === undefined) throw new Problem("STORE_DAMAGED", "The wallet has lost its first record.");
  return saltOf(sealed);
}

function openingProblem(error: unknown): Problem {
  const cause = error instanceof Error ? (error.cause as { code?: string } | undefined) : undefined;
  if (cause?.code === "LEVEL_LOCKED") {
    return new Problem("CONFLICT", "Another stint command is using this wallet.", { cause: error });
  }
  return new Problem("STORE_DAMAGED", "The wallet's files cannot be read.", { cause: error });
}

function ignoreVanished(): void {
  // level removes its old log while we look: what is gone needs no permission
}
