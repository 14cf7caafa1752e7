import { Level } from "level";
import type { JsonObject } from "../../core/json/json-value.ts";

/** What is known of a published presentation without reading it. Times in milliseconds since 1970. */
export interface ShareFacts {
  createdAt: number;
  expiresAt: number;
  sizeBytes: number;
  /** SHA-256 of the token that takes it back. */
  deletionTokenHash: string;
}

/** Keeps what students published, until it expires or is taken back. */
export interface ShareStore {
  /** The facts of every share, by id. */
  load(): Promise<Map<string, ShareFacts>>;
  /** On disk when it resolves. */
  add(id: string, facts: ShareFacts, presentation: JsonObject | string): Promise<void>;
  presentation(id: string): Promise<JsonObject | string | undefined>;
  /** Gone from the disk when it resolves. */
  remove(ids: string[]): Promise<void>;
  close(): Promise<void>;
}

type Value = ShareFacts | JsonObject | string;

const factsOf = (id: string) => `facts:${id}`;
const presentationOf = (id: string) => `presentation:${id}`;

/** Opens the store in a folder that no other process may have open. */
export async function openShareStore(directory: string): Promise<ShareStore> {
  const db = new Level<string, Value>(directory, { valueEncoding: "json" });
  await db.open();
  return {
    load: async () => {
      const entries = await db.iterator({ gt: factsOf(""), lt: "facts;" }).all();
      return new Map(entries.map(([key, facts]) => [key.slice(factsOf("").length), facts as ShareFacts]));
    },
    add: async (id, facts, presentation) => {
      const values: [string, Value][] = [
        [factsOf(id), facts],
        [presentationOf(id), presentation],
      ];
      await db.batch(
        values.map(([key, value]) => ({ type: "put", key, value })),
        { sync: true },
      );
    },
    presentation: async (id) => (await db.get(presentationOf(id))) as JsonObject | string | undefined,
    remove: (ids) =>
      db.batch(
        ids.flatMap((id) => [
          { type: "del", key: factsOf(id) },
          { type: "del", key: presentationOf(id) },
        ]),
        { sync: true },
      ),
    close: () => db.close(),
  };
}
