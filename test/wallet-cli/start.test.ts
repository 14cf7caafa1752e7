import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Bench, bench, issuedTo, passphrase } from "../support/stint.ts";

const main = resolve("dist/wallet-cli/main.js");
/** Notes every module that is imported, whether its importer does so always or only when it is needed. */
const hook = `import { appendFileSync } from "node:fs";
export async function load(url, context, next) {
  appendFileSync(process.env.STINT_TEST_LOADED, url + "\\n");
  return next(url, context);
}`;
const register = `import { register } from "node:module";
register("data:text/javascript," + encodeURIComponent(${JSON.stringify(hook)}));`;

let desk: Bench;
beforeAll(async () => {
  desk = await bench();
  const did = loadedBy("init").out.trim();
  loadedBy("add", await desk.file("credential.json", await issuedTo(did)), "--anyway");
});
afterAll(() => desk.remove());

interface Loaded {
  code: number | null;
  out: string;
  packages: string[];
  core: string[];
  wallet: string[];
}

/** Runs the built program, and tells which packages and which files of `core` and `wallet-cli` it loaded. */
function loadedBy(...args: string[]): Loaded {
  return loadedWith({ STINT_PASSPHRASE: passphrase }, ...args);
}

function loadedWith(variables: Record<string, string>, ...args: string[]): Loaded {
  const log = join(desk.folder, `loaded-${randomUUID()}`);
  const { status, stdout } = spawnSync(
    process.execPath,
    ["--import", `data:text/javascript,${encodeURIComponent(register)}`, main, ...args],
    {
      encoding: "utf8",
      env: {
        ...process.env,
        STINT_WALLET_DIR: desk.wallet,
        STINT_TEST_LOADED: log,
        ...variables,
      },
    },
  );
  const urls = readFileSync(log, "utf8").split("\n");
  const names = (pattern: RegExp) => [...new Set(urls.flatMap((url) => pattern.exec(url)?.[1] ?? []))];
  return {
    code: status,
    out: stdout,
    packages: names(/\/node_modules\/((?:@[^/]+\/)?[^/]+)\//u).sort(),
    core: names(/\/dist\/core\/(.+)\.js$/u).sort(),
    wallet: names(/\/dist\/wallet-cli\/(.+)\.js$/u).sort(),
  };
}

describe("stint loads what a command needs, and nothing else", () => {
  test("its help and its version need no wallet, no keys and no JSON-LD", () => {
    for (const option of ["--help", "--version"]) {
      const { code, packages, core } = loadedBy(option);
      expect(code).toBe(0);
      expect(packages).toEqual(["commander"]);
      expect(core.filter((path) => !/^(problem|text)\//u.test(path))).toEqual([
        "credential/micro-internship/parts/part",
        "json/closed-prototype",
        "open-badges/profile-name",
      ]);
    }
  });

  test("list opens the wallet, but no credential: no JSON-LD, no curve, no picture, no server", () => {
    const { code, out, packages, core } = loadedBy("list", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toHaveLength(1);
    expect(packages).toEqual(["level"]);
    expect(core.filter((path) => /^keys\//u.test(path))).toEqual(["keys/seal", "keys/sealed-header"]);
    expect(core.filter((path) => /json-ld|rdf|proof|verify/u.test(path))).toEqual([]);
  });

  test("list of an unlocked wallet loads no more than what asks the agent", () => {
    const { out: unlocked } = loadedBy("unlock", "--json");
    try {
      const { code, out, packages, core, wallet } = loadedWith({ STINT_PASSPHRASE: "" }, "list", "--json");
      expect(code).toBe(0);
      expect(JSON.parse(out)).toHaveLength(1);
      expect(packages).toEqual(["level"]);
      expect(core.filter((path) => /^keys\//u.test(path))).toEqual(["keys/seal", "keys/sealed-header"]);
      expect(wallet.filter((path) => /^agent\//u.test(path))).toEqual([
        "agent/exchange",
        "agent/find-agent",
        "agent/messages",
        "agent/socket-place",
      ]);
    } finally {
      process.kill(JSON.parse(unlocked).pid);
    }
  });

  test("verify loads what verifies, which shows that it would be seen", () => {
    const { packages } = loadedBy("verify", `${desk.folder}/credential.json`);
    expect(packages).toContain("rdf-canonize");
  });
});
