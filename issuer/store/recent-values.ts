/** What a value costs besides its text: the key, and its place in the map. */
const overheadCharacters = 200;
/** Longer ones are rarely asked for twice, and cost more to keep than to read. */
const longestValue = 2_000;

/** The values of some keys as they are on the disk; null means that there is none. */
export interface RecentValues {
  /** Undefined: not known here. */
  find(key: string): string | null | undefined;
  /** Keeps what was read just now. */
  keep(key: string, value: string | null): void;
  /** Takes notice of what was written: what is known here is never other than what the disk would give. */
  update(changes: ReadonlyMap<string, string | null>): void;
}

/**
 * Makes a memory of the values that were read last, so that what each request asks for (the API key, the tenant, the counters) is not
 * looked up each time. There is one writer, which tells of whatever it writes.
 *
 * @param maximumCharacters - It holds at most so much text, and one value more, whatever the number of records in the store.
 */
export function createRecentValues(maximumCharacters: number): RecentValues {
  // Two generations: when the younger one is full the older one is forgotten, but for what was asked for meanwhile. A key is in one of them.
  let young = new Map<string, string | null>();
  let old = new Map<string, string | null>();
  let characters = 0;

  const keep = (key: string, value: string | null) => {
    old.delete(key);
    if (value !== null && value.length > longestValue) {
      young.delete(key);
      return;
    }
    young.set(key, value);
    characters += overheadCharacters + key.length + (value?.length ?? 0);
    if (characters < maximumCharacters / 2) return;
    old = young;
    young = new Map();
    characters = 0;
  };
  return {
    find(key) {
      const known = young.get(key);
      if (known !== undefined) return known;
      const value = old.get(key);
      if (value !== undefined) keep(key, value);
      return value;
    },
    keep,
    update(changes) {
      for (const [key, value] of changes) if (young.has(key) || old.has(key)) keep(key, value);
    },
  };
}
