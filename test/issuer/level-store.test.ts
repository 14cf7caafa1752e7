import { appendFile, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Level } from "level";
import { describe, expect, test } from "vitest";
import { emptyContentDigest, updateContentDigest } from "../../issuer/store/content-digest.ts";
import { headKey, openContents, outboxPrefix, scanContents } from "../../issuer/store/level-contents.ts";
import { openLevelStore } from "../../issuer/store/level-store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { noteAt, putNote, storeContract } from "./store-contract.ts";

const now = () => new Date("2026-11-22T12:00:00Z");

storeContract("The level store", async () => {
  const directory = await temporaryFolder();
  return { open: () => openLevelStore({ directory, now }) };
});

describe("The level store and its journal (security rule 9)", () => {
  async function withNotes(count: number) {
    const directory = await temporaryFolder();
    const store = await openLevelStore({ directory, now });
    for (let index = 0; index < count; index++) await putNote(store, String(index), `note ${index}`);
    await store.close();
    return {
      directory,
      journal: join(directory, "journal.jsonl"),
      open: () => openLevelStore({ directory, now }),
    };
  }

  test("each commit is one line that names the line before", async () => {
    const { journal } = await withNotes(3);
    const lines = (await readFile(journal, "utf8"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(lines[1].prev).toBe(lines[0].hash);
    expect(lines[2].prev).toBe(lines[1].hash);
    expect((await stat(journal)).mode & 0o777).toBe(0o600);
  });

  test("commits that wait are written together", async () => {
    const { journal, open } = await withNotes(0);
    const store = await open();
    await Promise.all(Array.from({ length: 100 }, (_, index) => putNote(store, String(index), "x")));
    await store.close();
    expect((await readFile(journal, "utf8")).trim().split("\n").length).toBeLessThan(10);
  });

  test("a crash after the store was written and before the journal was: the line is completed", async () => {
    const { journal, open } = await withNotes(5);
    const whole = await readFile(journal, "utf8");
    const lastLine = whole.trimEnd().lastIndexOf("\n") + 1;
    for (const cutAt of [lastLine, lastLine + 1, lastLine + 40, whole.length - 1]) {
      await writeFile(journal, whole.slice(0, cutAt));
      const store = await open();
      expect(store.condition).toEqual({ sound: true, repairs: ["commit 5 was completed in the journal"] });
      await store.close();
      expect(await readFile(journal, "utf8")).toBe(whole);
    }
    await writeFile(journal, `${whole.slice(0, lastLine + 9)}\0\0\0\0`);
    const store = await open();
    expect(store.condition.sound).toBe(true);
    await putNote(store, "next", "goes on");
    await store.close();
    const again = await open();
    expect(again.condition).toEqual({ sound: true, repairs: [] });
    expect(await again.get(noteAt("next"))).toBe("goes on");
    await again.close();
  });

  test("the same in a store of an earlier version of Stint, whose outbox holds the whole line", async () => {
    const { directory, journal, open } = await withNotes(5);
    const whole = await readFile(journal, "utf8");
    const lastLine = whole.trimEnd().lastIndexOf("\n") + 1;
    const store = new Level<string, string>(join(directory, "store"), { compression: false });
    await store.put("outbox/000000000005", whole.slice(lastLine).trimEnd());
    await store.del("meta/signatures-apart");
    await store.close();
    await writeFile(journal, whole.slice(0, lastLine));
    const again = await open();
    expect(again.condition).toEqual({ sound: true, repairs: ["commit 5 was completed in the journal"] });
    await again.close();
    expect(await readFile(journal, "utf8")).toBe(whole);
  });

  test("an outbox that names other keys than the last commit changed makes up no line, and is refused", async () => {
    const { directory, open } = await withNotes(5);
    const store = new Level<string, string>(join(directory, "store"), { compression: false });
    const entry = JSON.parse((await store.get("outbox/000000000005")) ?? "");
    await store.put("outbox/000000000005", JSON.stringify({ ...entry, keys: ["note/0"] }));
    await store.close();
    expect((await open()).condition).toMatchObject({ sound: false });
  });

  test("a version from before signatures lay apart refuses the store: it takes the mark for a record", async () => {
    const { directory } = await withNotes(5);
    const contents = await openContents(join(directory, "store"), { create: false });
    const { head, digest } = await scanContents(contents);
    const everything = await contents.iterator().all();
    await contents.close();
    expect(digest).toBe(head?.digest);
    const records = everything
      .filter(([key]) => key !== headKey && !key.startsWith(outboxPrefix))
      .map(([key, value]) => ({ key, before: undefined, after: value }));
    expect(updateContentDigest(emptyContentDigest, records)).not.toBe(head?.digest);
  });

  test("a journal that lacks two commits is not completed but refused", async () => {
    const { journal, open } = await withNotes(5);
    const lines = (await readFile(journal, "utf8")).trim().split("\n");
    await writeFile(journal, `${lines.slice(0, 3).join("\n")}\n`);
    expect((await open()).condition).toMatchObject({
      sound: false,
      reason: expect.stringContaining("3 of 5"),
    });
  });

  test.each(["x", "\0", '{"seq":6', "\n"])(
    "foreign bytes %j behind a complete journal are refused",
    async (tail) => {
      const { journal, open } = await withNotes(5);
      await appendFile(journal, tail);
      expect((await open()).condition.sound).toBe(false);
    },
  );

  test("a refusing store answers everything with STORE_DAMAGED and how to recover", async () => {
    const { journal, open } = await withNotes(2);
    await writeFile(journal, "nonsense\n");
    const store = await open();
    for (const attempt of [
      () => store.get(noteAt("0")),
      () => store.list("note/" as never, { limit: 1 }),
      () => putNote(store, "3", "x"),
    ]) {
      await expect(attempt()).rejects.toMatchObject({
        code: "STORE_DAMAGED",
        message: expect.stringContaining("stint-issuer recover"),
      });
    }
  });

  test("a journal that can no longer be written stops the store, and the next start completes it", async () => {
    const { directory, open } = await withNotes(2);
    const store = await open();
    // Nobody can write into a closed disk; here the file handle of the journal is what breaks.
    const { open: openFile } = await import("node:fs/promises");
    const probe = await openFile(join(directory, "journal.jsonl"), "r");
    const prototype = Object.getPrototypeOf(probe) as { appendFile: unknown };
    await probe.close();
    const original = prototype.appendFile;
    prototype.appendFile = async () => {
      throw new Error("ENOSPC");
    };
    await expect(putNote(store, "lost", "?")).rejects.toMatchObject({ code: "STORE_DAMAGED" });
    prototype.appendFile = original;
    expect(store.condition.sound).toBe(false);
    await expect(putNote(store, "later", "?")).rejects.toMatchObject({ code: "STORE_DAMAGED" });
    await store.close();
    const again = await open();
    expect(again.condition).toEqual({ sound: true, repairs: ["commit 3 was completed in the journal"] });
    expect(await again.get(noteAt("lost"))).toBe("?");
    await again.close();
  });

  test("a second process on the same folder is told so", async () => {
    const { open } = await withNotes(1);
    const store = await open();
    await expect(open()).rejects.toMatchObject({
      code: "CONFLICT",
      message: "Another process is using this data directory; stop it first.",
    });
    await store.close();
  });

  test("an empty folder where the store should be, beside a journal, is no fresh start", async () => {
    const { directory, journal } = await withNotes(2);
    const other = await temporaryFolder();
    await mkdir(join(other, "store"));
    await writeFile(join(other, "journal.jsonl"), await readFile(journal));
    expect((await openLevelStore({ directory: other, now })).condition.sound).toBe(false);
    expect(directory).not.toBe(other);
  });
});
