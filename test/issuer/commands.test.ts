import { spawn } from "node:child_process";
import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "../../issuer/config.ts";
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

function run(args: string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const env = { ...issuerEnvironment(directory, port), ...environment };
  const child = spawn(process.execPath, [issuerMain, ...args], { env });
  const said = { out: "", error: "" };
  child.stdout.on("data", (chunk) => {
    said.out += String(chunk);
  });
  child.stderr.on("data", (chunk) => {
    said.error += String(chunk);
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, ...said })));
}

describe("stint-issuer", () => {
  test("secrets are generated with mode 0600; where they lie is printed, their value never", async () => {
    for (const name of ["admin-token", "key-passphrase"]) {
      const path = join(directory, name);
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      expect(issuer.output()).toContain(path);
      expect(issuer.output()).not.toContain((await readFile(path, "utf8")).trim());
    }
  });

  test("creates issuers and keys, lists and revokes keys, as lines and as JSON", async () => {
    const created = await run(["issuers", "create", "acme", "--name", "Acme \u001b[31mGmbH"]);
    expect(created).toMatchObject({ code: 0, error: "" });
    expect(created.out).toMatch(/API key \(shown this once\): stint_/);
    const key = await run([
      "keys",
      "create",
      "acme",
      "--role",
      "auditor",
      "--label",
      "the \u001b]0;auditor",
      "--json",
    ]);
    const { id } = (JSON.parse(key.out) as { key: { id: string } }).key;
    expect((await run(["keys", "revoke", "acme", id, "--since", "2020-01-01T00:00:00Z"])).out).toContain(
      "Credentials revoked: 0",
    );
    const list = await run(["keys", "list", "acme"]);
    expect(list.out).toMatch(new RegExp(`${id} +auditor .* revoked`));
    expect(list.out).not.toContain("\u001b");
  });

  test("the exit code tells done, answered no, used wrongly and could not apart", async () => {
    const table: [string[], number][] = [
      [["keys", "list", "nobody"], 1],
      [["issuers", "create", "acme", "--name", "Again"], 1],
      [["issuers", "create", "Bad Slug", "--name", "x"], 2],
      [["issuers", "create", "x"], 2],
      [["keys", "create", "acme", "--role", "king"], 2],
      [["nonsense"], 2],
      [["keys"], 2],
      [["recover"], 3],
      [["serve"], 3],
      [["--help"], 0],
    ];
    const ended = await Promise.all(table.map(async ([args]) => [args, await run(args)] as const));
    expect(ended.map(([args, { code }]) => [args, code])).toEqual(table);
    for (const [, { error }] of ended) expect(error).not.toMatch(/ at .*\.js:/);
  });

  test("a service that cannot be reached ends with code 3", async () => {
    expect(await run(["keys", "list", "acme"], { STINT_PORT: "1" })).toMatchObject({ code: 3 });
  });

  test("bad settings are all named at once, without their values, with code 2", async () => {
    const ended = await run(["serve"], {
      STINT_PORT: "http",
      STINT_ADMIN_TOKEN: "short-secret",
      STINT_RATE_LIMIT: "-1",
    });
    expect(ended.code).toBe(2);
    for (const name of ["STINT_PORT", "STINT_ADMIN_TOKEN", "STINT_RATE_LIMIT"])
      expect(ended.error).toContain(name);
    expect(ended.error).not.toContain("short-secret");
  });

  test("a lost passphrase is not replaced by a new one, and a wrong one opens nothing", async () => {
    await issuer.end("SIGTERM");
    expect(issuer.process.exitCode).toBe(0);
    const path = join(directory, "key-passphrase");
    const passphrase = await readFile(path);
    await rm(path);
    expect(await run(["serve"])).toMatchObject({
      code: 2,
      error: expect.stringContaining("STINT_KEY_PASSPHRASE"),
    });
    await expect(stat(path)).rejects.toThrow();
    const wrong = await run(["serve"], { STINT_KEY_PASSPHRASE: "another passphrase" });
    expect(wrong).toMatchObject({ code: 3, error: expect.stringContaining("Cannot be opened") });
    await writeFile(path, passphrase, { mode: 0o600 });
  });

  test("recover repairs what serve refuses to use", async () => {
    await appendFile(join(directory, "journal.jsonl"), "damage\n");
    const refusing = spawnIssuer(directory, port);
    await refusing.ready();
    expect((await fetch(`${refusing.url}/health/ready`)).status).toBe(503);
    expect(await run(["recover"])).toMatchObject({
      code: 3,
      error: expect.stringContaining("Another process"),
    });
    await refusing.end("SIGTERM");
    expect(await run(["recover"])).toMatchObject({ code: 3, error: expect.stringContaining("--from-store") });
    expect(await run(["recover", "--from-store"])).toMatchObject({
      code: 0,
      out: expect.stringContaining("agree"),
    });
    issuer = spawnIssuer(directory, port);
    await issuer.ready();
    expect((await fetch(`${issuer.url}/health/ready`)).status).toBe(200);
    expect((await run(["keys", "list", "acme"])).code).toBe(0);
  });
});

test("the public URL cannot be guessed for an open host or an unknown port, and is then asked for", () => {
  expect(readConfig({}).publicUrl).toBe("http://127.0.0.1:8001");
  expect(readConfig({ STINT_HOST: "::1" }).publicUrl).toBe("http://[::1]:8001");
  expect(() => readConfig({ STINT_HOST: "0.0.0.0" })).toThrow("STINT_PUBLIC_URL");
  expect(() => readConfig({ STINT_PORT: "0" })).toThrow("STINT_PUBLIC_URL");
  expect(readConfig({ STINT_HOST: "0.0.0.0", STINT_PUBLIC_URL: "https://a.example/" }).publicUrl).toBe(
    "https://a.example",
  );
});
