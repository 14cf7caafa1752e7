import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { run } from "../../issuer/commands/run.ts";
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

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

interface Ended {
  code: number | null;
  out: string;
  error: string;
}

/** One command in this process: it talks to the service all the same. */
async function command(args: string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  for (const [name, value] of Object.entries({ ...issuerEnvironment(directory, port), ...environment }))
    vi.stubEnv(name, value);
  const said = { out: "", error: "" };
  const hear = (stream: keyof typeof said) => (text: unknown) => {
    said[stream] += String(text);
    return true;
  };
  vi.spyOn(process.stdout, "write").mockImplementation(hear("out"));
  vi.spyOn(process.stderr, "write").mockImplementation(hear("error"));
  const code = await run(args);
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  return { code, ...said };
}

/** The same by the built program. */
async function program(args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [issuerMain, ...args], { env: issuerEnvironment(directory, port) });
  const [out, error, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { code: code as number | null, out, error };
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
    const created = await command(["issuers", "create", "acme", "--name", "Acme \u001b[31mGmbH"]);
    expect(created).toMatchObject({ code: 0, error: "" });
    expect(created.out).toMatch(/API key \(shown this once\): stint_/);
    const key = await command([
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
    expect((await command(["keys", "revoke", "acme", id, "--since", "2020-01-01T00:00:00Z"])).out).toContain(
      "Credentials revoked: 0",
    );
    const list = await command(["keys", "list", "acme"]);
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
    for (const [args, code] of table) {
      const ended = await command(args);
      expect([args, ended.code]).toEqual([args, code]);
      expect(ended.error).not.toMatch(/ at .*\.[jt]s:/);
    }
  });

  test("the built program ends as its command does", async () => {
    const unknown = ["keys", "list", "nobody"];
    expect(await program(unknown)).toEqual(await command(unknown));
    expect(await program(["keys", "list", "acme"])).toMatchObject({ code: 0, error: "" });
  });

  test("a service that cannot be reached ends with code 3", async () => {
    expect(await command(["keys", "list", "acme"], { STINT_PORT: "1" })).toMatchObject({ code: 3 });
  });

  test("bad settings are all named at once, without their values, with code 2", async () => {
    const ended = await command(["serve"], {
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
    expect(await command(["serve"])).toMatchObject({
      code: 2,
      error: expect.stringContaining("STINT_KEY_PASSPHRASE"),
    });
    await expect(stat(path)).rejects.toThrow();
    const wrong = await command(["serve"], { STINT_KEY_PASSPHRASE: "another passphrase" });
    expect(wrong).toMatchObject({ code: 3, error: expect.stringContaining("Cannot be opened") });
    await writeFile(path, passphrase, { mode: 0o600 });
  });

  test("recover repairs what serve refuses to use", async () => {
    await appendFile(join(directory, "journal.jsonl"), "damage\n");
    const refusing = spawnIssuer(directory, port);
    await refusing.ready();
    expect((await fetch(`${refusing.url}/health/ready`)).status).toBe(503);
    expect(await command(["recover"])).toMatchObject({
      code: 3,
      error: expect.stringContaining("Another process"),
    });
    await refusing.end("SIGTERM");
    expect(await command(["recover"])).toMatchObject({
      code: 3,
      error: expect.stringContaining("--from-store"),
    });
    expect(await command(["recover", "--from-store"])).toMatchObject({
      code: 0,
      out: expect.stringContaining("agree"),
    });
    issuer = spawnIssuer(directory, port);
    await issuer.ready();
    expect((await fetch(`${issuer.url}/health/ready`)).status).toBe(200);
    expect((await command(["keys", "list", "acme"])).code).toBe(0);
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
