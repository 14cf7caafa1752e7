import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { Problem } from "../../core/problem/problem.ts";
import { secretFile } from "../../web/secret-file.ts";
import { readSettings, serviceSettings } from "../../web/settings.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const schema = z.object(serviceSettings({ port: 8002, dataDirectory: "./data" }));

describe("settings", () => {
  it("have defaults", () => {
    expect(readSettings(schema, {})).toEqual({
      STINT_HOST: "127.0.0.1",
      STINT_PORT: 8002,
      STINT_DATA_DIR: "./data",
      STINT_LOG_LEVEL: "info",
      STINT_RATE_LIMIT: 600,
      STINT_ALLOW_LOOPBACK: false,
    });
  });

  it("name every bad variable at once, and no value", () => {
    const env = { STINT_PORT: "99999", STINT_PUBLIC_URL: "ftp://secret", STINT_ALLOW_LOOPBACK: "perhaps" };
    const words = (() => {
      try {
        readSettings(schema, env);
        return "";
      } catch (error) {
        expect((error as Problem).code).toBe("CONFIGURATION");
        return (error as Problem).message;
      }
    })();
    for (const name of Object.keys(env)) expect(words).toContain(name);
    for (const value of Object.values(env)) expect(words).not.toContain(value);
  });

  it.each([
    ["STINT_PORT", "-1"],
    ["STINT_PORT", "0x50"],
    ["STINT_PORT", "1e3"],
    ["STINT_RATE_LIMIT", "none"],
    ["STINT_LOG_LEVEL", "loud"],
    ["STINT_PUBLIC_URL", "https://x.example/?a"],
    ["STINT_PUBLIC_URL", "https://user@x.example"],
  ])("refuse %s=%s", (name, value) => {
    expect(() => readSettings(schema, { [name]: value })).toThrow(Problem);
  });

  it("take a public URL without its last slash", () => {
    const { STINT_PUBLIC_URL } = readSettings(schema, { STINT_PUBLIC_URL: "https://x.example:444/base/" });
    expect(STINT_PUBLIC_URL).toBe("https://x.example:444/base");
  });
});

describe("a secret file", () => {
  it("is made once, mode 0600, and is the same afterwards", async () => {
    const directory = join(await temporaryFolder(), "new");
    const first = await secretFile(directory, "secret", 32);
    const second = await secretFile(directory, "secret", 32);
    expect(first.created).toBe(true);
    expect(second.created).toBe(false);
    expect(Buffer.from(second.bytes)).toEqual(Buffer.from(first.bytes));
    expect((await stat(first.path)).mode & 0o777).toBe(0o600);
    expect((await readFile(first.path, "utf8")).trim()).toHaveLength(43);
  });

  it("is one secret also when several processes start at once", async () => {
    const directory = await temporaryFolder();
    const made = await Promise.all(Array.from({ length: 8 }, () => secretFile(directory, "secret", 32)));
    expect(new Set(made.map(({ bytes }) => Buffer.from(bytes).toString("hex"))).size).toBe(1);
    expect(made.filter(({ created }) => created)).toHaveLength(1);
  });

  it("that is damaged stops the start", async () => {
    const directory = await temporaryFolder();
    await writeFile(join(directory, "secret"), "short");
    await expect(secretFile(directory, "secret", 32)).rejects.toMatchObject({ code: "CONFIGURATION" });
  });
});
