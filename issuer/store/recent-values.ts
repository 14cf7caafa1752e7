/** What a value costs besides its text: the key, and its place in the map. */
const overheadCharacters = 200;

/** The values of some keys as they are on the disk; null means that there is none. */
export interface RecentValues {
  /** Undefined: not known here. */
  find(key: string): string | null | undefined;
  /** Notes what is on the disk from now on. */
  note(key: string, value: string | null): void;
}

/**
 * Makes a memory of the values that were read or written last, so that what each request asks for (the API key, the tenant, the counters)
 * is not looked up each time. There is one writer, which notes whatever it writes: what is found here is what the disk would give.
 *
 * @param maximumCharacters - It holds at most so much text, and one value more, whatever the number of records in the store.
 */
export function createRecentValues(maximumCharacters: number): RecentValues {
  // Two generations: when the younger one is full the older one is forgotten, but for what was asked for meanwhile. A key is in one of them.
  let young = new Map<string, string | null>();
  let old = new Map<string, string | null>();
  let characters = 0;

  const note = (key: string, value: string | null) => {
    old.delete(key);
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
      if (value !== undefined) note(key, value);
      return value;
    },
    note,
  };
}
