import type { SealingKey } from "../../core/keys/seal.ts";
import { Problem } from "../../core/problem/problem.ts";
import { checkAnchor, writeAnchor } from "./anchor.ts";
import { type Changes, databaseExists, openDatabase, readSalt, SealedDatabase } from "./sealed-database.ts";
import {
  decodeRecord,
  digestOf,
  emptyInventory,
  encodeRecord,
  type Identity,
  type Inventory,
  type InventoryEntry,
  identityRecordId,
  inventoryRecordId,
  type RecordKind,
  type RecordKinds,
} from "./wallet-records.ts";

interface StoreOptions {
  readonly folder: string;
  readonly random: (size: number) => Uint8Array;
  /** Turns the salt of the wallet into its key; called once. */
  readonly deriveKey: (salt: Uint8Array) => Promise<SealingKey>;
}

/** Records of every kind, by record id. */
type AllRecords = { [Kind in RecordKind]: ReadonlyMap<string, RecordKinds[Kind]> };

/** Bytes by record id. */
type Files = ReadonlyMap<string, Uint8Array>;

const saltBytes = 32;

/** The encrypted records of one wallet. Every change is one atomic write, and a damaged or older record is noticed. */
export class WalletStore {
  readonly identity: Identity;
  readonly #folder: string;
  readonly #database: SealedDatabase;
  #inventory: Inventory;

  private constructor(folder: string, database: SealedDatabase, identity: Identity, inventory: Inventory) {
    this.#folder = folder;
    this.#database = database;
    this.identity = identity;
    this.#inventory = inventory;
  }

  static exists(folder: string): Promise<boolean> {
    return databaseExists(folder);
  }

  /** Makes a wallet with everything that is to be in it, or none. */
  static async create(
    identity: Identity,
    contents: Partial<AllRecords>,
    { files, ...options }: StoreOptions & { readonly files?: Files },
  ): Promise<WalletStore> {
    const key = await options.deriveKey(options.random(saltBytes));
    const level = await openDatabase(options.folder, { create: true });
    const database = new SealedDatabase(level, key, options.random);
    try {
      // Somebody else's wallet may have come into being since we looked.
      if ((await database.read(identityRecordId)) !== undefined) {
        throw new Problem("ALREADY_EXISTS", "There is a wallet in this folder already.");
      }
      await writeAnchor(options.folder, 0, database);
      const store = new WalletStore(options.folder, database, identity, emptyInventory);
      const changes: Changes = new Map([
        [identityRecordId, database.seal(identityRecordId, encodeRecord(identity))],
      ]);
      await store.#commit(changes, contents, files);
      return store;
    } catch (error) {
      await database.close();
      throw error;
    }
  }

  /** @throws {@link Problem} `CANNOT_OPEN`, `CONFLICT`, `STORE_DAMAGED`. */
  static async open(options: StoreOptions): Promise<WalletStore> {
    const level = await openDatabase(options.folder, { create: false });
    try {
      const key = await options.deriveKey(await readSalt(level, identityRecordId));
      const database = new SealedDatabase(level, key, options.random);
      const identity = decodeRecord<Identity>(await openOrDamaged(database, identityRecordId));
      const inventory = decodeRecord<Inventory>(await openOrDamaged(database, inventoryRecordId));
      await checkAnchor(options.folder, inventory.revision, database);
      return new WalletStore(options.folder, database, identity, inventory);
    } catch (error) {
      await level.close();
      throw error;
    }
  }

  /** Every record of a kind in the order in which they came, by record id. */
  async all<Kind extends RecordKind>(kind: Kind): Promise<Map<string, RecordKinds[Kind]>> {
    const all = new Map<string, RecordKinds[Kind]>();
    for (const { id, digest } of entriesOf(this.#inventory, kind)) {
      const sealed = await this.#database.read(id);
      if (sealed === undefined)
        throw new Problem("STORE_DAMAGED", "A record is missing from the wallet's files.");
      const record = decodeRecord<RecordKinds[Kind]>(this.#database.open(id, sealed));
      if (digestOf(sealed) !== digest)
        throw new Problem("STORE_DAMAGED", "A record was replaced by an older one.");
      all.set(id, record);
    }
    return all;
  }

  /** The bytes of a file. @throws {@link Problem} `STORE_DAMAGED`, `CANNOT_OPEN`. */
  async file(id: string): Promise<Uint8Array> {
    const sealed = await this.#database.read(id);
    const entry = entriesOf(this.#inventory, "files").find((candidate) => candidate.id === id);
    if (sealed === undefined || entry?.digest !== digestOf(sealed))
      throw new Problem("STORE_DAMAGED", "A kept file is missing from the wallet's files, or was replaced.");
    return this.#database.open(id, sealed);
  }

  /** Adds records and files, or replaces those with the same record id in their place, in one step. */
  save(records: Partial<AllRecords>, files?: Files): Promise<void> {
    return this.#commit(new Map(), records, files);
  }

  remove(...ids: string[]): Promise<void> {
    return this.#commit(new Map(ids.map((id) => [id, undefined])), {});
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  async #commit(changes: Changes, records: Partial<AllRecords>, files: Files = new Map()): Promise<void> {
    const removed = [...changes].filter(([, value]) => value === undefined).map(([id]) => id);
    const update = (kind: RecordKind | "files", incoming: Files): InventoryEntry[] => {
      const digests = new Map(entriesOf(this.#inventory, kind).map(({ id, digest }) => [id, digest]));
      for (const id of removed) digests.delete(id);
      for (const [id, plaintext] of incoming) {
        const sealed = this.#database.seal(id, plaintext);
        changes.set(id, sealed);
        digests.set(id, digestOf(sealed));
      }
      return [...digests].map(([id, digest]) => ({ id, digest }));
    };
    const updateRecords = (kind: RecordKind) =>
      update(kind, new Map([...(records[kind] ?? [])].map(([id, record]) => [id, encodeRecord(record)])));
    const inventory: Inventory = {
      revision: this.#inventory.revision + 1,
      records: updateRecords("credentials"),
      shares: updateRecords("shares"),
      pending: updateRecords("pending"),
      evidence: updateRecords("evidence"),
      files: update("files", files),
    };
    changes.set(inventoryRecordId, this.#database.seal(inventoryRecordId, encodeRecord(inventory)));
    await this.#database.write(changes);
    this.#inventory = inventory;
    await writeAnchor(this.#folder, inventory.revision, this.#database);
  }
}

function entriesOf(inventory: Inventory, kind: RecordKind | "files"): readonly InventoryEntry[] {
  return (kind === "credentials" ? inventory.records : inventory[kind]) ?? [];
}

async function openOrDamaged(database: SealedDatabase, id: string): Promise<Uint8Array> {
  const sealed = await database.read(id);
  if (sealed === undefined) throw new Problem("STORE_DAMAGED", "The wallet has lost one of its records.");
  return database.open(id, sealed);
}
