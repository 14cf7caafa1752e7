import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { run } from "../../issuer/commands/run.ts";
import { readConfig } from "../../issuer/config.ts";
import { endorsementOf } from "../support/endorsements.ts";
import { adminToken, type RunningIssuer, runIssuer } from "../support/running-issuer.ts";

let directory: string;
let issuer: RunningIssuer;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "stint-commands-"));
  issuer = await runIssuer({ directory });
});
afterAll(async () => {
  await issuer.stop();
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

/** One command in this process; the built program is run in test/journeys/issuer-program.test.ts. */
async function command(args: string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const settings = {
    STINT_DATA_DIR: directory,
    STINT_PUBLIC_URL: issuer.url,
    STINT_ADMIN_TOKEN: adminToken,
    ...environment,
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
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

describe("stint-issuer", () => {
  test("endorses, adds, lists and takes out endorsements", async () => {
    const university = await issuer.createTenant("university", "key", { name: "Example University" });
    const harbour = await issuer.createTenant("harbour", "key");
    const as = ({ apiKey }: typeof harbour) => ({ STINT_API_KEY: apiKey });
    const file = join(directory, "endorsement.json");
    const endorse = ["endorse", "university", harbour.did, "--comment", "Our partner", "--out", file];
    expect(await command(endorse, as(university))).toMatchObject({ code: 0, error: "" });
    expect((await command(endorse, as(university))).code).toBe(2);
    // The status list of an issuer that is not on the network here cannot be had.
    const added = await command(["endorsements", "add", "harbour", file], as(harbour));
    expect(added).toMatchObject({
      code: 1,
      error: expect.stringContaining("The endorsement is not verified"),
    });
    await writeFile(file, JSON.stringify(await endorsementOf(harbour.did)));
    expect((await command(["endorsements", "add", "harbour", file], as(harbour))).out).toContain(
      "Verified and added",
    );
    const { out } = await command(["endorsements", "list", "harbour", "--json"], as(harbour));
    const [{ id }] = JSON.parse(out).items;
    expect((await command(["endorsements", "list", "harbour"], as(harbour))).out).toContain(
      `${id}  of the profile  by Example State University`,
    );
    expect((await command(["endorsements", "remove", "harbour", id], as(harbour))).out).toContain(
      "Taken out",
    );
    expect((await command(["endorsements", "remove", "harbour", id], as(harbour))).code).toBe(1);
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

  test("makes, lists, rotates and withdraws signing keys of several types", async () => {
    await command(["issuers", "create", "several", "--name", "Several"]);
    const made = await command(["signing-keys", "create", "several", "--type", "P-256"]);
    expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^p256-1 +P-256 .*in use.*ES256\n$/) });
    const rotated = await command(["signing-keys", "rotate", "several", "--type", "P-256", "--json"]);
    expect(JSON.parse(rotated.out)).toMatchObject({ name: "p256-2" });
    expect((await command(["signing-keys", "rotate", "several"])).out).toMatch(/^key-2 +Ed25519/);
    const since = "2020-01-01T00:00:00Z";
    const withdrawn = await command(["signing-keys", "withdraw", "several", "p256-1", "--since", since]);
    expect(withdrawn.out).toMatch(/^p256-1 .* withdrawn .*\nCredentials revoked: 0; revoked before: 0\n$/);
    const { out } = await command(["signing-keys", "list", "several"]);
    expect(out.split("\n").map((line) => line.split(" ")[0])).toEqual([
      "key-1",
      "key-2",
      "p256-1",
      "p256-2",
      "",
    ]);
    const keyed = await command([
      "issuers",
      "create",
      "keyed",
      "--name",
      "K",
      "--did",
      "key",
      "--key-type",
      "P-384",
    ]);
    expect(keyed.out).toMatch(/did:key:z82/);
  });

  test("the exit code tells done, answered no, used wrongly and could not apart", async () => {
    const table: [string[], number][] = [
      [["keys", "list", "nobody"], 1],
      [["issuers", "create", "acme", "--name", "Again"], 1],
      [["issuers", "create", "Bad Slug", "--name", "x"], 2],
      [["issuers", "create", "x"], 2],
      [["keys", "create", "acme", "--role", "king"], 2],
      [["signing-keys", "create", "acme"], 2],
      [["signing-keys", "create", "acme", "--type", "secp256k1"], 2],
      [["signing-keys", "withdraw", "acme", "../keys"], 2],
      [["signing-keys", "withdraw", "acme", "p256-7"], 1],
      [["signing-keys", "list", "nobody"], 1],
      [["issuers", "create", "webbed", "--name", "x", "--key-type", "P-256"], 2],
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

  test("a service that cannot be reached ends with code 3", async () => {
    expect(await command(["keys", "list", "acme"], { STINT_PUBLIC_URL: "http://127.0.0.1:1" })).toMatchObject(
      { code: 3 },
    );
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

test("there are at most as many signing threads as cores, and four, unless the operator says otherwise", () => {
  const { signingThreads } = readConfig({});
  expect(signingThreads).toBe(Math.min(availableParallelism(), 4));
  expect(readConfig({ STINT_ISSUER_WORKERS: "12" }).signingThreads).toBe(12);
  for (const bad of ["0", "65", "1.5", "two"])
    expect(() => readConfig({ STINT_ISSUER_WORKERS: bad })).toThrow("STINT_ISSUER_WORKERS");
});
