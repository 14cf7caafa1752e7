import type { SealingKey } from "../../core/keys/seal.ts";
import { Problem } from "../../core/problem/problem.ts";
import { checkAnchor, writeAnchor } from "./anchor.ts";
import { readRecord } from "./read-record.ts";
import { type Changes, databaseExists, openDatabase, readSalt, SealedDatabase } from "./sealed-database.ts";
import { assertIntact, digestsOfCredentials } from "./stored-digests.ts";
import { type CredentialSummary, summaryOf } from "./summaries/credential-summary.ts";
import { SummaryPages } from "./summaries/summary-pages.ts";
import {
  decodeRecord,
  digestOf,
  emptyInventory,
  encodeRecord,
  type HeldCredential,
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

/** What a wallet is opened with. */
interface Opened {
  readonly identity: Identity;
  readonly inventory: Inventory;
  /** What the credentials on the disk hash to, by record id; those that are not in it are read before the first summary is given. */
  readonly digests?: ReadonlyMap<string, string> | undefined;
}

/** The encrypted records of one wallet. Every change is one atomic write, and a damaged or older record is noticed. */
export class WalletStore {
  readonly identity: Identity;
  readonly #folder: string;
  readonly #database: SealedDatabase;
  readonly #pages: SummaryPages;
  #inventory: Inventory;
  #summaries: ReadonlyMap<string, CredentialSummary> | undefined;
  /** Until the credentials were compared with what they must hash to. */
  #digests: ReadonlyMap<string, string> | undefined;

  private constructor(
    folder: string,
    database: SealedDatabase,
    { identity, inventory, digests = new Map() }: Opened,
  ) {
    this.#folder = folder;
    this.#database = database;
    this.#pages = new SummaryPages(database);
    this.identity = identity;
    this.#inventory = inventory;
    this.#digests = digests;
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
      const store = new WalletStore(options.folder, database, { identity, inventory: emptyInventory });
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

  /**
   * @param options - `summariesFollow`: {@link summaries} are asked for next, so their records are gone through while the key is made.
   * @throws {@link Problem} `CANNOT_OPEN`, `CONFLICT`, `STORE_DAMAGED`.
   */
  static async open(options: StoreOptions & { readonly summariesFollow?: boolean }): Promise<WalletStore> {
    const level = await openDatabase(options.folder, { create: false });
    try {
      const [key, digests] = await Promise.all([
        readSalt(level, identityRecordId).then(options.deriveKey),
        options.summariesFollow ? digestsOfCredentials(level) : undefined,
      ]);
      const database = new SealedDatabase(level, key, options.random);
      const identity = decodeRecord<Identity>(await openOrDamaged(database, identityRecordId));
      const inventory = decodeRecord<Inventory>(await openOrDamaged(database, inventoryRecordId));
      await checkAnchor(options.folder, inventory.revision, database);
      return new WalletStore(options.folder, database, { identity, inventory, digests });
    } catch (error) {
      await level.close();
      throw error;
    }
  }

  /** Every record of a kind in the order in which they came, by record id. */
  async all<Kind extends RecordKind>(kind: Kind): Promise<Map<string, RecordKinds[Kind]>> {
    const all = new Map<string, RecordKinds[Kind]>();
    for (const entry of entriesOf(this.#inventory, kind))
      all.set(entry.id, await readRecord<Kind>(this.#database, entry));
    return all;
  }

  /**
   * A summary of every credential in the order in which they came, by record id. That the records themselves are there, and are the ones
   * that were written last, is checked as in {@link all}; they are not opened.
   */
  async summaries(): Promise<ReadonlyMap<string, CredentialSummary>> {
    const { records } = this.#inventory;
    // Once is enough: nobody else can write while this is open.
    if (this.#digests !== undefined) await assertIntact(this.#database, records, this.#digests);
    this.#digests = undefined;
    this.#summaries ??= await this.#pages.all(records);
    return this.#summaries;
  }

  /** One credential; `undefined` when it is not held. */
  async credential(id: string): Promise<HeldCredential | undefined> {
    const entry = this.#inventory.records.find((candidate) => candidate.id === id);
    return entry && readRecord<"credentials">(this.#database, entry);
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
    const incoming = [...(records.credentials ?? [])].map(([id, held]) => [id, summaryOf(held)] as const);
    const summaries = new Map<string, CredentialSummary | undefined>(incoming);
    for (const { id } of this.#inventory.records) if (removed.includes(id)) summaries.set(id, undefined);
    const pages = await this.#pages.change(summaries, inventory.records);
    for (const [id, page] of pages) changes.set(id, page);
    changes.set(inventoryRecordId, this.#database.seal(inventoryRecordId, encodeRecord(inventory)));
    await this.#database.write(changes);
    this.#inventory = inventory;
    this.#summaries = undefined;
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
