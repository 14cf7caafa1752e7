/** Remembers how new the newest list seen at each URL was, so that an older one is not believed again. */
export interface StatusListMemory {
  /** Takes note of a verified list; `false` when a newer one was seen before. */
  accept(url: string, madeAtMilliseconds: number): boolean;
}

const maximumLists = 10_000;

/** Makes an empty memory, kept by whoever verifies for as long as it runs. The oldest notes go first. */
export function createStatusListMemory(): StatusListMemory {
  const newest = new Map<string, number>();
  return {
    accept(url, madeAtMilliseconds) {
      const seen = newest.get(url);
      if (seen !== undefined && seen > madeAtMilliseconds) return false;
      newest.delete(url);
      newest.set(url, madeAtMilliseconds);
      const [oldest] = newest.keys();
      if (newest.size > maximumLists && oldest !== undefined) newest.delete(oldest);
      return true;
    },
  };
}
