import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { lstat, mkdir, readFile, readlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { deriveSealingKey } from "../../../core/keys/seal.ts";
import { startAgent } from "../../../wallet-cli/agent/start-agent.ts";
import { quickSealingKey } from "../../support/quick-sealing-key.ts";
import { agentProgram, type Bench, bench, passphrase } from "../../support/stint.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const main = resolve("dist/wallet-cli/main.js");

let desk: Bench;
let did: string;
beforeAll(async () => {
  desk = await bench();
  did = (await desk.stint(["init"], { deriveSealingKey })).out.trim();
});
afterAll(() => desk.remove());

/** Runs a shell's line in a session without a terminal, until it has ended and nobody has its output open any more. */
async function inShell(line: string, variables: Record<string, string> = {}) {
  const child: ChildProcess = spawn("bash", ["--norc", "-c", line], {
    cwd: desk.folder,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env.PATH,
      STINT: `${process.execPath} ${main}`,
      STINT_WALLET_DIR: "wallet",
      ...variables,
    },
  });
  const [out, error] = await Promise.all([
    text(child.stdout as NodeJS.ReadableStream),
    text(child.stderr as NodeJS.ReadableStream),
    once(child, "close"),
  ]);
  return { code: child.exitCode, out, error };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function expectEnded(pid: number, socketPath: string): Promise<void> {
  for (let look = 0; look < 200 && isRunning(pid); look++) await new Promise((done) => setTimeout(done, 20));
  expect(isRunning(pid)).toBe(false);
  await expect(lstat(socketPath)).rejects.toThrow("ENOENT");
}

function killAfterwards(pid: number): void {
  onTestFinished(() => {
    if (isRunning(pid)) process.kill(pid, "SIGKILL");
  });
}

describe("the built stint, without a terminal", () => {
  test("unlocks in one process, opens in others, and locks; no pipe of a script stays open", async () => {
    // Were a copy of the pipe open in the agent, whatever its number, this would wait for a quarter of an hour.
    const unlocked = await inShell("exec 9>&1 200>&1; $STINT unlock --json", {
      STINT_PASSPHRASE: passphrase,
    });
    expect(unlocked.error).toContain("Your wallet is unlocked");
    const { pid } = JSON.parse(unlocked.out);
    killAfterwards(pid);
    expect(isRunning(pid)).toBe(true);
    expect(await inShell("$STINT did < /dev/null | cat")).toEqual({ code: 0, out: `${did}\n`, error: "" });
    if (process.platform === "linux") {
      expect(await readFile(`/proc/${pid}/environ`, "utf8")).toBe("");
      expect(await readFile(`/proc/${pid}/cmdline`, "utf8")).toBe(
        `${process.execPath}\0${resolve("dist/wallet-cli/agent/process/main.js")}\0`,
      );
      expect(await readlink(`/proc/${pid}/cwd`)).toBe("/");
      const [, , group, session] =
        (await readFile(`/proc/${pid}/stat`, "utf8")).split(") ")[1]?.split(" ") ?? [];
      expect([group, session]).toEqual([String(pid), String(pid)]);
    }
    expect(await inShell("$STINT lock")).toMatchObject({
      code: 0,
      error: expect.stringContaining("is locked"),
    });
    await expectEnded(pid, join(desk.wallet, "agent-key"));
    expect(await inShell("$STINT did")).toMatchObject({
      code: 2,
      out: "",
      error: expect.stringContaining("A passphrase is needed."),
    });
  });
});

describe("the process that keeps a key", () => {
  const start = async (milliseconds: number) => {
    const wallet = join(await temporaryFolder(), "wallet");
    await mkdir(wallet, { mode: 0o700 });
    const key = await quickSealingKey(passphrase, new Uint8Array(32));
    const until = new Date(Date.now() + milliseconds);
    const pid = await startAgent({ walletFolder: wallet, variables: {}, key, until, program: agentProgram });
    killAfterwards(pid);
    return { pid, socketPath: join(wallet, "agent-key") };
  };

  test("ends by itself when its time is over", async () => {
    const { pid, socketPath } = await start(1_000);
    expect((await lstat(socketPath)).isSocket()).toBe(true);
    await expectEnded(pid, socketPath);
  });

  test.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)("ends in order on %s", async (signal) => {
    const { pid, socketPath } = await start(60_000);
    process.kill(pid, signal);
    await expectEnded(pid, socketPath);
  });
});
