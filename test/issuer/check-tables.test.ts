import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Level } from "level";
import { expect, test } from "vitest";
import { checkTables } from "../../issuer/store/check-tables.ts";
import { crc32c } from "../../issuer/store/crc32c.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

test("CRC-32C gives the check values of RFC 3720, B.4", () => {
  expect(crc32c(Buffer.alloc(32))).toBe(0x8a9136aa);
  expect(crc32c(Buffer.alloc(32, 0xff))).toBe(0x62a8ab43);
  expect(crc32c(Buffer.from("123456789"))).toBe(0xe3069283);
});

test("CRC-32C takes eight bytes at a time and comes to what it comes to bit by bit, whatever the length", () => {
  const bytes = Uint8Array.from({ length: 40 }, (_, index) => (index * 167 + 13) % 256);
  for (let length = 0; length <= bytes.length; length++) {
    let crc = 0xffffffff;
    for (const byte of bytes.subarray(0, length)) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
    }
    expect(crc32c(bytes.subarray(0, length))).toBe((crc ^ 0xffffffff) >>> 0);
  }
});

async function databaseWithManyTables(): Promise<string> {
  const path = join(await temporaryFolder(), "db");
  const options = { compression: false, writeBufferSize: 1 << 16, maxFileSize: 1 << 17 };
  for (let round = 0; round < 3; round++) {
    const level = new Level(path, options);
    for (let index = 0; index < 600; index += 20) {
      const operations = Array.from({ length: 20 }, (_, offset) => ({
        type: "put" as const,
        key: `key ${(index + offset) * (round + 1)}`,
        value: `${round} `.repeat(500),
      }));
      await level.batch(operations);
    }
    await level.del(`key ${round}`);
    await level.close();
  }
  return path;
}

test("the tables of a database that was compacted, reopened and emptied in part pass their checksums", async () => {
  const path = await databaseWithManyTables();
  expect((await readdir(path)).filter((name) => name.endsWith(".ldb")).length).toBeGreaterThan(1);
  await expect(checkTables(path)).resolves.toBeUndefined();
});

test("one flipped bit at any place of a table is found", async () => {
  const path = await databaseWithManyTables();
  const name = (await readdir(path)).find((file) => file.endsWith(".ldb")) ?? "";
  const whole = await readFile(join(path, name));
  const positions = Array.from({ length: 60 }, (_, index) => Math.floor((whole.length * index) / 60));
  for (const position of [
    ...positions,
    ...Array.from({ length: 60 }, (_, index) => whole.length - 1 - index),
  ]) {
    const damaged = Buffer.from(whole);
    damaged[position] = (damaged[position] ?? 0) ^ 1;
    await writeFile(join(path, name), damaged);
    await expect(checkTables(path), `byte ${position}`).rejects.toThrow();
  }
});

test("a table that the manifest does not know is a leftover and no damage", async () => {
  const path = await databaseWithManyTables();
  await writeFile(join(path, "999999.ldb"), "half a table");
  await expect(checkTables(path)).resolves.toBeUndefined();
});
