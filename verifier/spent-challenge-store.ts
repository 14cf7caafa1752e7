import { Level } from "level";

/** Remembers which challenges were used, so that a restart does not revive them. */
export interface SpentChallengeStore {
  /** Everything spent and not yet expired; what has expired is removed. */
  load(now: Date): Promise<Map<string, Date>>;
  /** On disk when it resolves. */
  add(challenge: string, expires: Date): Promise<void>;
  remove(challenges: string[]): Promise<void>;
  close(): Promise<void>;
}

/** Opens the store in a folder that no other process may have open. */
export async function openSpentChallengeStore(directory: string): Promise<SpentChallengeStore> {
  const db = new Level<string, number>(directory, { valueEncoding: "json" });
  await db.open();
  const remove = (challenges: string[]) => db.batch(challenges.map((key) => ({ type: "del", key })));
  return {
    load: async (now) => {
      const entries = await db.iterator().all();
      await remove(entries.filter(([, expires]) => expires <= now.getTime()).map(([challenge]) => challenge));
      const live = entries.filter(([, expires]) => expires > now.getTime());
      return new Map(live.map(([challenge, expires]) => [challenge, new Date(expires)]));
    },
    add: (challenge, expires) => db.put(challenge, expires.getTime(), { sync: true }),
    remove,
    close: () => db.close(),
  };
}
