import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const bin = fileURLToPath(new URL("../../dist/verifier/main.js", import.meta.url));
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "stint-verifier-main-"));
});
afterAll(() => rm(directory, { recursive: true }));

function run(env: Record<string, string>) {
  const child = spawn(process.execPath, [bin, "serve"], {
    env: { PATH: process.env.PATH ?? "", STINT_DATA_DIR: join(directory, "data"), STINT_PORT: "0", ...env },
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (data) => {
    output.stdout += String(data);
  });
  child.stderr.on("data", (data) => {
    output.stderr += String(data);
  });
  return { child, output, ended: once(child, "exit").then(([code]) => code as number | null) };
}

describe("stint-verifier serve", () => {
  it("starts, answers, tells where its secret lies but not what it is, and stops on SIGTERM with exit code 0", async () => {
    const { child, output, ended } = run({ STINT_VERIFIER_WORKERS: "1" });
    await expect.poll(() => output.stdout, { timeout: 15_000 }).toContain('"msg":"listening"');
    const { url } = JSON.parse(output.stdout.trim().split("\n").at(-1) ?? "") as { url: string };
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    const made = (await (await fetch(`${url}/challenges`, { method: "POST" })).json()) as { domain: string };
    expect(made.domain).toBe(new URL(url).host);
    expect(output.stdout).toContain("challenge-secret");
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(await readdir(join(directory, "data"))).toContain("challenge-secret");
  });

  it("names every bad setting at once and does not start (exit code 2)", async () => {
    const { output, ended } = run({ STINT_PORT: "http", STINT_VERIFIER_WORKERS: "0" });
    expect(await ended).toBe(2);
    expect(output.stderr).toMatch(/STINT_PORT.*STINT_VERIFIER_WORKERS/);
  });

  it("refuses a trust file that it cannot use (exit code 2)", async () => {
    const path = join(directory, "missing.json");
    const { output, ended } = run({ STINT_TRUSTED_ISSUERS: path });
    expect(await ended).toBe(2);
    expect(output.stderr).toContain(`${path}: it cannot be read`);
  });
});
