import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const program = fileURLToPath(new URL("../../dist/demo/main.js", import.meta.url));

describe("npm run demo", () => {
  let demo: ChildProcess;
  let said = "";

  beforeAll(async () => {
    demo = spawn(process.execPath, [program], { stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [demo.stdout, demo.stderr]) stream?.on("data", (chunk) => (said += String(chunk)));
    while (!said.includes("Ctrl-C stops") && demo.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }, 90_000);

  afterAll(() => {
    if (demo.exitCode === null) demo.kill("SIGKILL");
  });

  test("plays every step of the story, each as expected", () => {
    expect(said).toMatch(/All \d\d steps came out as they should/u);
    for (const words of [
      "Verified, issued by",
      "issuer not known to you",
      "/console",
      "/ask",
      "/trust",
      "/offers/",
      "used before",
      "Revoked by its issuer",
    ]) {
      expect(said).toContain(words);
    }
  });

  test("leaves both services up, and commands that work as they were shown", async () => {
    const [settings = ""] = /\S+\/settings\.sh/u.exec(said) ?? [];
    const ask = [...said.matchAll(/\$ (curl .*presentations\/verify.*)/gu)].at(-1)?.[1] ?? "false";
    const commands = [
      `. ${settings}`,
      "stint list",
      "curl -s -X POST $VERIFIER/challenges",
      ask.split("\n")[0],
    ];
    const shell = spawn("sh", ["-c", commands.join(" && ")]);
    const out: string[] = [];
    shell.stdout.on("data", (chunk) => out.push(String(chunk)));
    expect(await once(shell, "close")).toEqual([0, null]);
    expect(out.join("")).toMatch(/Why households.+revoked/u);
    expect(out.join("")).toContain('"challenge"');
    expect(out.join("")).toContain("was used before");
  });

  test("stops on Ctrl-C with exit code 0 and leaves nothing behind", async () => {
    const [folder = ""] = /\S+stint-demo-\w+/u.exec(said) ?? [];
    const [address = ""] = /http:\/\/localhost:\d+/u.exec(said) ?? [];
    expect(existsSync(folder)).toBe(true);
    expect((await fetch(`${address}/health/live`)).status).toBe(200);
    const ended = once(demo, "close");
    demo.kill("SIGINT");
    expect(await ended).toEqual([0, null]);
    expect(existsSync(folder)).toBe(false);
    await expect(fetch(`${address}/health/live`)).rejects.toThrow();
  });
});
