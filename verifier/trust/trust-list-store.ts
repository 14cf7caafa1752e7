import { mkdir, open, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Problem } from "../../core/problem/problem.ts";
import { type TrustList, trustListSchema } from "./trust-list.ts";

/** Keeps trust lists on disk: each is there whole, as it was before or as it is after, whenever the process ends. */
export interface TrustListStore {
  /** All of them, the oldest first. @throws Problem `CONFIGURATION`, naming a damaged file. */
  load(): Promise<TrustList[]>;
  /** On disk when it resolves. */
  save(list: TrustList): Promise<void>;
  remove(id: string): Promise<void>;
}

const listFile = /^[0-9a-f]{16}\.json$/;
const draftFile = /^[0-9a-f]{16}\.json\.new$/;

/** Opens the store: one JSON file for each list in a folder that only this process writes to. */
export async function openTrustListStore(directory: string): Promise<TrustListStore> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const pathOf = (id: string) => join(directory, `${id}.json`);
  return {
    load: async () => {
      const names = await readdir(directory);
      for (const draft of names.filter((name) => draftFile.test(name))) await rm(join(directory, draft));
      const files = names.filter((name) => listFile.test(name));
      const lists = await Promise.all(files.map((name) => readList(join(directory, name))));
      const ageOf = ({ createdAt, id }: TrustList) => createdAt + id;
      return lists.toSorted((one, other) => (ageOf(one) < ageOf(other) ? -1 : 1));
    },
    save: async (list) => {
      const draft = `${pathOf(list.id)}.new`;
      await writeFile(draft, JSON.stringify(list), { mode: 0o600, flush: true });
      await rename(draft, pathOf(list.id));
      await flushFolder(directory);
    },
    remove: async (id) => {
      await rm(pathOf(id));
      await flushFolder(directory);
    },
  };
}

async function readList(path: string): Promise<TrustList> {
  try {
    return trustListSchema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (cause) {
    // Going on without it would forget whom it distrusts.
    const words = `The trust list ${path} is damaged: restore it from a backup, or remove it.`;
    throw new Problem("CONFIGURATION", words, { cause });
  }
}

/** A file's new name is on disk only when its folder is. */
async function flushFolder(directory: string): Promise<void> {
  const folder = await open(directory);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
