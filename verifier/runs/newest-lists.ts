/** How new the newest status list seen at each URL is, across all threads. */
export interface NewestLists {
  /** Milliseconds since the epoch. */
  at(url: string): number | undefined;
  note(url: string, madeAtMilliseconds: number): void;
}

const maximumLists = 10_000;

/** Makes an empty record, kept for as long as the service runs. The oldest notes go first. */
export function createNewestLists(): NewestLists {
  const newest = new Map<string, number>();
  return {
    at: (url) => newest.get(url),
    note: (url, madeAtMilliseconds) => {
      const known = newest.get(url) ?? 0;
      newest.delete(url);
      newest.set(url, Math.max(known, madeAtMilliseconds));
      const [oldest] = newest.keys();
      if (newest.size > maximumLists && oldest !== undefined) newest.delete(oldest);
    },
  };
}
