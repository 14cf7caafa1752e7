import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Level } from "level";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Bench, benchWithWallet, issuedTo } from "../../support/stint.ts";

let desk: Bench & { did: string };
beforeEach(async () => {
  desk = await benchWithWallet();
});
afterEach(() => desk.remove());

const add = async (changes = {}) =>
  desk.stint(["add", await desk.file("credential.json", await issuedTo(desk.did, changes))]);
const list = () => desk.stint(["list", "--json"]);
const otherId = { id: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f7777" };

/** Every byte of the wallet's folder, as text of one character a byte. */
async function disk(): Promise<string> {
  const entries = await readdir(desk.wallet, { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return names.join("\n") + (await Promise.all(names.map((name) => readFile(name, "latin1")))).join("\n");
}

async function openLevel(): Promise<Level<string, Uint8Array>> {
  const database = new Level<string, Uint8Array>(join(desk.wallet, "store"), { valueEncoding: "view" });
  await database.open();
  return database;
}

describe("the wallet on the disk", () => {
  test("shows no name, no DID, no id, no key and no passphrase", async () => {
    await add();
    const bytes = await disk();
    const words = [
      "Cargo",
      "Harbour",
      "Mika",
      "did:key",
      desk.did.slice(8),
      "0d6a3c0e",
      "seed",
      "passphrase",
      "credential",
    ];
    for (const word of words) expect(bytes, word).not.toContain(word);
  });

  test("has record ids that another wallet would not give to the same credential", async () => {
    await add();
    const database = await openLevel();
    const ids = await database.keys().all();
    await database.close();
    expect(ids.filter((id) => !/^(identity|inventory|index-[0-9a-f]|r-[0-9a-f]{64})$/u.test(id))).toEqual([]);
    expect(ids.filter((id) => /^r-[0-9a-f]{64}$/u.test(id))).toHaveLength(1);
  });
});

describe("damage to the wallet is noticed", () => {
  test("a flipped byte and a wrong passphrase give one message", async () => {
    await add();
    const wrong = await desk.stint(["list"], { variables: { STINT_PASSPHRASE: "not the right one" } });
    const database = await openLevel();
    for await (const [id, value] of database.iterator()) {
      const flipped = Uint8Array.from(value);
      flipped[flipped.length - 1] = (flipped.at(-1) ?? 0) ^ 1;
      await database.put(id, flipped);
    }
    await database.close();
    expect(await desk.stint(["list"])).toEqual(wrong);
  });

  test("a missing credential", async () => {
    await add();
    const database = await openLevel();
    for await (const id of database.keys()) if (id.startsWith("r-")) await database.del(id);
    await database.close();
    const said = await list();
    expect(said).toMatchObject({ code: 3, out: "" });
    expect(JSON.parse(said.error).code).toBe("STORE_DAMAGED");
  });

  test("a credential swapped for its older version", async () => {
    await add();
    const before = await readCredentialRecord();
    await add({ validFrom: "2026-11-01T00:00:00Z" });
    const database = await openLevel();
    await database.put(before.id, before.value);
    await database.close();
    expect(JSON.parse((await list()).error).code).toBe("STORE_DAMAGED");
  });

  test("one credential's record under the id of another", async () => {
    await add();
    const first = await readCredentialRecord();
    await add(otherId);
    const database = await openLevel();
    for await (const id of database.keys()) {
      if (id.startsWith("r-") && id !== first.id) await database.put(id, first.value);
    }
    await database.close();
    expect(JSON.parse((await list()).error).code).toBe("CANNOT_OPEN");
  });

  test("a database set back to an earlier day", async () => {
    await cp(join(desk.wallet, "store"), join(desk.folder, "earlier"), { recursive: true });
    await add();
    await rm(join(desk.wallet, "store"), { recursive: true });
    await cp(join(desk.folder, "earlier"), join(desk.wallet, "store"), { recursive: true });
    expect(JSON.parse((await list()).error).code).toBe("STORE_DAMAGED");
  });

  test("a log that was cut, which level alone would not mention", async () => {
    await add();
    const store = join(desk.wallet, "store");
    const [log = ""] = (await readdir(store)).filter((name) => name.endsWith(".log"));
    const bytes = await readFile(join(store, log));
    await writeFile(join(store, log), bytes.subarray(0, bytes.length - 20));
    expect(JSON.parse((await list()).error).code).toBe("STORE_DAMAGED");
  });

  test("a missing file beside the database", async () => {
    await rm(join(desk.wallet, "anchor"));
    expect(JSON.parse((await list()).error).code).toBe("STORE_DAMAGED");
  });

  test("a missing file of the database: no new wallet is begun over what is left", async () => {
    await add();
    await rm(join(desk.wallet, "store", "CURRENT"));
    // Level notes in files of its own that it was asked.
    const kept = async () =>
      (await readdir(join(desk.wallet, "store"))).filter((file) => /\.(?:ldb|log)$/.test(file));
    const before = await kept();
    expect(before).not.toEqual([]);
    expect(JSON.parse((await list()).error).code).toBe("STORE_DAMAGED");
    const said = await desk.stint(["init", "--json"]);
    expect(JSON.parse(said.error).code).toBe("ALREADY_EXISTS");
    expect(await kept()).toEqual(before);
  });

  test("what a stopped init left is no wallet", async () => {
    await rm(desk.wallet, { recursive: true });
    await mkdir(join(desk.wallet, "store"), { recursive: true });
    await writeFile(join(desk.wallet, "store", "MANIFEST-000001"), "");
    expect((await desk.stint(["init"])).code).toBe(0);
  });

  test("files that are no database", async () => {
    const store = join(desk.wallet, "store");
    for (const name of await readdir(store)) await writeFile(join(store, name), "nonsense\n");
    expect(JSON.parse((await list()).error).code).toBe("STORE_DAMAGED");
  });
});

describe("two commands at once", () => {
  test("the second one says that the wallet is in use, and changes nothing", async () => {
    const database = await openLevel();
    const said = await desk.stint(["list"]);
    await database.close();
    expect(said).toMatchObject({ code: 3, out: "" });
    expect(said.error).toContain("Another stint command is using this wallet.");
    expect((await list()).code).toBe(0);
  });
});

async function readCredentialRecord(): Promise<{ id: string; value: Uint8Array }> {
  const database = await openLevel();
  const records = await database.iterator({ gt: "r-", lt: "r." }).all();
  await database.close();
  const [[id, value] = []] = records;
  if (id === undefined || value === undefined) throw new Error("There is no credential in this wallet");
  return { id, value };
}
