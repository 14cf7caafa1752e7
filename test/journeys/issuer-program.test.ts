import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  freePort,
  issuerEnvironment,
  issuerMain,
  type SpawnedIssuer,
  spawnIssuer,
} from "../support/spawned-issuer.ts";

let directory: string;
let port: number;
let issuer: SpawnedIssuer;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "stint-commands-"));
  port = await freePort();
  issuer = spawnIssuer(directory, port);
  await issuer.ready();
});
afterAll(async () => {
  await issuer.end("SIGKILL");
  await rm(directory, { recursive: true });
});

interface Ended {
  code: number | null;
  out: string;
  error: string;
}

/** One command by the built program. */
async function program(args: string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const env = { ...issuerEnvironment(directory, port), ...environment };
  const child = spawn(process.execPath, [issuerMain, ...args], { env });
  const [out, error, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { code: code as number | null, out, error };
}

describe("the program stint-issuer", () => {
  test("secrets are generated with mode 0600; where they lie is printed, their value never", async () => {
    for (const name of ["admin-token", "key-passphrase"]) {
      const path = join(directory, name);
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      expect(issuer.output()).toContain(path);
      expect(issuer.output()).not.toContain((await readFile(path, "utf8")).trim());
    }
  });

  test("ends with the code of its command", async () => {
    expect((await program(["issuers", "create", "acme", "--name", "Acme"])).code).toBe(0);
    expect(await program(["keys", "list", "acme"])).toMatchObject({ code: 0, error: "" });
    expect(await program(["keys", "list", "nobody"])).toMatchObject({
      code: 1,
      out: "",
      error: expect.stringContaining("stint-issuer: "),
    });
  });

  test("a lost passphrase is not replaced by a new one, and a wrong one opens nothing", async () => {
    await issuer.end("SIGTERM");
    expect(issuer.process.exitCode).toBe(0);
    const path = join(directory, "key-passphrase");
    const passphrase = await readFile(path);
    await rm(path);
    expect(await program(["serve"])).toMatchObject({
      code: 2,
      error: expect.stringContaining("STINT_KEY_PASSPHRASE"),
    });
    await expect(stat(path)).rejects.toThrow();
    const wrong = await program(["serve"], { STINT_KEY_PASSPHRASE: "another passphrase" });
    expect(wrong).toMatchObject({ code: 3, error: expect.stringContaining("Cannot be opened") });
    await writeFile(path, passphrase, { mode: 0o600 });
  });

  test("recover repairs what serve refuses to use", async () => {
    await appendFile(join(directory, "journal.jsonl"), "damage\n");
    const refusing = spawnIssuer(directory, port);
    await refusing.ready();
    expect((await fetch(`${refusing.url}/health/ready`)).status).toBe(503);
    expect(await program(["recover"])).toMatchObject({
      code: 3,
      error: expect.stringContaining("Another process"),
    });
    await refusing.end("SIGTERM");
    expect(await program(["recover"])).toMatchObject({
      code: 3,
      error: expect.stringContaining("--from-store"),
    });
    expect(await program(["recover", "--from-store"])).toMatchObject({
      code: 0,
      out: expect.stringContaining("agree"),
    });
    issuer = spawnIssuer(directory, port);
    await issuer.ready();
    expect((await fetch(`${issuer.url}/health/ready`)).status).toBe(200);
    expect((await program(["keys", "list", "acme"])).code).toBe(0);
  });
});
