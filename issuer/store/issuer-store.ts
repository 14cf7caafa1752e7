declare const valueOfKey: unique symbol;
declare const valueOfPrefix: unique symbol;

/** Where one record lies; the type parameter says what lies there. */
export type Key<Value> = string & { readonly [valueOfKey]: Value };

/** The common beginning of the keys of one kind of record. */
export type Prefix<Value> = string & { readonly [valueOfPrefix]: Value };

/** What a transaction sees: what is committed, and what it has itself put or removed. */
export interface Transaction {
  get<Value>(key: Key<Value>): Promise<Value | undefined>;
  put<Value>(key: Key<Value>, value: Value): void;
  /** {@link put} for a value whose JSON text is there already. That it is JSON, and of such a value, is NOT checked. */
  putText<Value>(key: Key<Value>, text: string): void;
  remove<Value>(key: Key<Value>): void;
}

/** A part of the records under a prefix, in the order of their keys. */
export interface Range {
  /** At most so many records. */
  limit: number;
  /** Begin after this key (before it, when `newestFirst`); the key itself is left out. */
  after?: string;
  newestFirst?: boolean;
}

export interface Entry<Value> {
  key: string;
  value: Value;
}

/** Whether the store may be believed. `repairs` tells what an interrupted write had left open and was completed. */
export type StoreCondition = { sound: true; repairs: string[] } | { sound: false; reason: string };

/**
 * The issuer's memory.
 *
 * Transactions run one after the other (serializable); several that wait are written to disk together. When
 * `commit` resolves, the changes are on disk twice: in the store and in the journal. Every method throws
 * {@link Problem} `STORE_DAMAGED` while the store is not sound.
 */
export interface IssuerStore {
  readonly condition: StoreCondition;
  get<Value>(key: Key<Value>): Promise<Value | undefined>;
  list<Value>(prefix: Prefix<Value>, range: Range): Promise<Entry<Value>[]>;
  /** Runs `work` alone; when it throws, nothing of it is kept. Throws `OVERLOADED` when too many wait. */
  commit<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  /** Has a listener told of the changes of each commit, as JSON text by key (null: removed): once they are on disk, before anybody is answered. */
  watch(listener: (changes: ReadonlyMap<string, string | null>) => void): void;
  close(): Promise<void>;
}
