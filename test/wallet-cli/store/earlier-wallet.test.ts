import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBackup, sealBackup } from "../../../wallet-cli/store/backup.ts";
import { openDatabase, readSalt, SealedDatabase } from "../../../wallet-cli/store/sealed-database.ts";
import {
  decodeRecord,
  encodeRecord,
  type Inventory,
  identityRecordId,
  inventoryRecordId,
} from "../../../wallet-cli/store/wallet-records.ts";
import { quickSealingKey } from "../../support/quick-sealing-key.ts";
import { type Bench, benchWithWallet, issuedTo, passphrase } from "../../support/stint.ts";

let desk: Bench & { did: string };
beforeAll(async () => {
  desk = await benchWithWallet();
  await desk.stint(["add", await desk.file("c.json", await issuedTo(desk.did))]);
});
afterAll(() => desk.remove());

const sharing = () => [
  "share",
  "1",
  "--to",
  "Ines",
  "--out",
  `${desk.folder}/${randomBytes(4).toString("hex")}`,
  "--yes",
];

/** Writes the inventory as versions did that knew credentials only. */
async function makeEarlier(): Promise<void> {
  const level = await openDatabase(desk.wallet, { create: false });
  const key = await quickSealingKey(passphrase, await readSalt(level, identityRecordId));
  const database = new SealedDatabase(level, key, randomBytes);
  const sealed = (await database.read(inventoryRecordId)) ?? new Uint8Array();
  const { revision, records } = decodeRecord<Inventory>(database.open(inventoryRecordId, sealed));
  const earlier = database.seal(inventoryRecordId, encodeRecord({ revision, records }));
  await database.write(new Map([[inventoryRecordId, earlier]]));
  await database.close();
}

describe("a wallet of an earlier version, which knew no shares", () => {
  test("opens unchanged, and can share from then on", async () => {
    await makeEarlier();
    expect(JSON.parse((await desk.stint(["list", "--json"])).out)).toHaveLength(1);
    expect(JSON.parse((await desk.stint(["shares", "--json"])).out)).toEqual([]);
    expect(JSON.parse((await desk.stint(["pending", "--json"])).out)).toEqual([]);
    expect(await desk.stint(sharing())).toMatchObject({ code: 0 });
    expect(JSON.parse((await desk.stint(["shares", "--json"])).out)).toHaveLength(1);
    expect(JSON.parse((await desk.stint(["list", "--json"])).out)).toHaveLength(1);
  });

  test("comes back from its backup", async () => {
    await desk.stint(["backup", `${desk.folder}/now`]);
    const sealed = await readFile(`${desk.folder}/now`);
    const options = { passphrase, deriveSealingKey: quickSealingKey };
    const { identity, credentials } = await openBackup(sealed, options);
    const earlier = await sealBackup({ identity, credentials }, { ...options, random: randomBytes });
    await writeFile(`${desk.folder}/earlier`, earlier);
    const other = ["--wallet", `${desk.folder}/other`];
    expect(await desk.stint([...other, "restore", `${desk.folder}/earlier`])).toMatchObject({ code: 0 });
    expect(await desk.stint(["restore", `${desk.folder}/earlier`])).toMatchObject({ code: 0 });
    expect(JSON.parse((await desk.stint([...other, "shares", "--json"])).out)).toEqual([]);
  });

  test("a share that vanished from the files is noticed", async () => {
    await desk.stint(sharing());
    const level = await openDatabase(desk.wallet, { create: false });
    for await (const id of level.keys()) if (id.startsWith("s-")) await level.del(id);
    await level.close();
    const said = await desk.stint(["shares", "--json"]);
    expect(said).toMatchObject({ code: 3, out: "" });
    expect(JSON.parse(said.error).code).toBe("STORE_DAMAGED");
  });
});
