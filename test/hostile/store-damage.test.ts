import {
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  truncate,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Problem } from "../../core/problem/problem.ts";
import type { Entry, Key, Prefix } from "../../issuer/store/issuer-store.ts";
import { openLevelStore } from "../../issuer/store/level-store.ts";

const now = () => new Date("2026-11-22T12:00:00Z");
const everything = "" as Prefix<unknown>;

let base: string;
let whole: string;
let older: string;
let contents: Entry<unknown>[];
let copies = 0;

async function addCommits(directory: string, from: number, to: number, text = "text "): Promise<void> {
  const store = await openLevelStore({ directory, now });
  expect(store.condition.sound).toBe(true);
  for (let index = from; index < to; index++) {
    await store.commit(async (transaction) => {
      transaction.put(`credential/${index}` as Key<string>, `${text.repeat(60)}${index}`);
      transaction.put("counter" as Key<number>, index);
    });
  }
  await store.close();
}

async function readEverything(directory: string): Promise<Entry<unknown>[] | "noticed"> {
  try {
    const store = await openLevelStore({ directory, now });
    const { sound } = store.condition;
    const entries = sound ? await store.list(everything, { limit: 10_000 }) : "noticed";
    await store.close();
    return entries;
  } catch (error) {
    if (error instanceof Problem) return "noticed";
    throw error;
  }
}

async function damagedCopy(damage: (directory: string) => Promise<void>): Promise<"noticed" | "harmless"> {
  const directory = join(base, `copy-${copies++}`);
  await cp(whole, directory, { recursive: true });
  await damage(directory);
  const found = await readEverything(directory);
  if (found !== "noticed") expect(found).toEqual(contents);
  await rm(directory, { recursive: true });
  return found === "noticed" ? "noticed" : "harmless";
}

async function flip(path: string, position: number): Promise<void> {
  const bytes = await readFile(path);
  bytes[position] = (bytes[position] ?? 0) ^ 0x10;
  await writeFile(path, bytes);
}

/** The files that hold something: level's text log and its lock do not. */
async function filesThatMatter(): Promise<string[]> {
  const names = await readdir(join(whole, "store"));
  const inStore = names.filter((name) => !/^LOG|^LOCK$/.test(name)).map((name) => join("store", name));
  return ["journal.jsonl", ...inStore];
}

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), "stint-damage-"));
  whole = join(base, "whole");
  await mkdir(whole);
  // Opening again moves what was logged into tables, so all kinds of files are there.
  await addCommits(whole, 0, 40);
  older = join(base, "older");
  await cp(whole, older, { recursive: true });
  await addCommits(whole, 40, 60);
  const store = await openLevelStore({ directory: whole, now });
  contents = await store.list(everything, { limit: 10_000 });
  await store.close();
});
afterAll(() => rm(base, { recursive: true }));

describe("Damage to the issuer's files is noticed at the next start, or changes nothing (security rule 9)", () => {
  test("every kind of file is among those that are damaged here", async () => {
    const kinds = (await filesThatMatter()).map((name) => name.replace(/[0-9]+/, "N"));
    expect(new Set(kinds)).toEqual(
      new Set(["journal.jsonl", "store/CURRENT", "store/MANIFEST-N", "store/N.ldb", "store/N.log"]),
    );
  });

  test("a flipped byte anywhere in the journal", async () => {
    const size = (await stat(join(whole, "journal.jsonl"))).size;
    for (let position = 0; position < size; position += Math.floor(size / 15)) {
      expect(await damagedCopy((directory) => flip(join(directory, "journal.jsonl"), position))).toBe(
        "noticed",
      );
    }
    expect(await damagedCopy((directory) => flip(join(directory, "journal.jsonl"), size - 1))).toBe(
      "noticed",
    );
  });

  test("a flipped byte anywhere in the files of the store", async () => {
    const noticed: Record<string, number> = {};
    for (const name of (await filesThatMatter()).slice(1)) {
      const { size } = await stat(join(whole, name));
      const step = Math.max(1, Math.floor(size / 15));
      for (let position = 0; position < size; position += step) {
        const outcome = await damagedCopy((directory) => flip(join(directory, name), position));
        const kind = name.replace(/[0-9]+/, "N");
        noticed[kind] = (noticed[kind] ?? 0) + (outcome === "noticed" ? 1 : 0);
      }
    }
    expect(noticed["store/CURRENT"]).toBeGreaterThan(0);
    expect(noticed["store/MANIFEST-N"]).toBeGreaterThan(0);
    expect(noticed["store/N.ldb"]).toBeGreaterThan(5);
  }, 60_000);

  test("each file deleted, emptied, cut in half and cut by one byte", async () => {
    for (const name of await filesThatMatter()) {
      const { size } = await stat(join(whole, name));
      expect([name, await damagedCopy((directory) => rm(join(directory, name)))]).toEqual([
        name,
        name.endsWith(".log") && size === 0 ? expect.anything() : "noticed",
      ]);
      for (const length of [0, Math.floor(size / 2), Math.max(0, size - 1)]) {
        await damagedCopy((directory) => truncate(join(directory, name), length));
      }
    }
  });

  test.each<[string, (directory: string) => Promise<unknown>]>([
    ["the store deleted", (directory) => rm(join(directory, "store"), { recursive: true })],
    ["an older copy of the store", (directory) => replaceBy(older, directory, "store")],
    ["an older copy of the journal", (directory) => replaceBy(older, directory, "journal.jsonl")],
    ["the journal swapped with a table", (directory) => swapWithTable(directory)],
    ["two lines of the journal swapped", (directory) => swapLines(directory)],
  ])("%s", async (_name, damage) => {
    expect(await damagedCopy(async (directory) => void (await damage(directory)))).toBe("noticed");
  });

  test("the store and the journal of two different services", async () => {
    const other = join(base, "other");
    await mkdir(other);
    await addCommits(other, 0, 60, "word ");
    expect(await damagedCopy((directory) => replaceBy(other, directory, "journal.jsonl"))).toBe("noticed");
    expect(await damagedCopy((directory) => replaceBy(other, directory, "store"))).toBe("noticed");
    await rm(other, { recursive: true });
  });
});

async function replaceBy(source: string, directory: string, name: string): Promise<void> {
  await rm(join(directory, name), { recursive: true });
  await cp(join(source, name), join(directory, name), { recursive: true });
}

async function swapWithTable(directory: string): Promise<void> {
  const table = (await readdir(join(directory, "store"))).find((name) => name.endsWith(".ldb")) ?? "";
  await rename(join(directory, "journal.jsonl"), join(directory, "aside"));
  await rename(join(directory, "store", table), join(directory, "journal.jsonl"));
  await rename(join(directory, "aside"), join(directory, "store", table));
}

async function swapLines(directory: string): Promise<void> {
  const path = join(directory, "journal.jsonl");
  const lines = (await readFile(path, "utf8")).split("\n");
  await writeFile(path, [lines[1], lines[0], ...lines.slice(2)].join("\n"));
}
