import { once } from "node:events";
import { lstat, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { exchange } from "../../../wallet-cli/agent/exchange.ts";
import { keyInAnswer } from "../../../wallet-cli/agent/messages.ts";
import { KeptKey } from "../../../wallet-cli/agent/process/kept-key.ts";
import { type ServedKey, serveKey } from "../../../wallet-cli/agent/process/serve-key.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const derivation = new Uint8Array(42).fill(7);

interface Serving {
  path: string;
  wallet: string;
  bytes: Uint8Array;
  served: ServedKey;
  clock: { isOver: boolean };
}

async function serve(given: { folder?: string; lookEveryMilliseconds?: number } = {}): Promise<Serving> {
  const folder = given.folder ?? (await temporaryFolder());
  const [path, wallet] = [join(folder, "agent-key"), join(folder, "wallet")];
  await mkdir(wallet, { recursive: true });
  const bytes = new Uint8Array(32).fill(9);
  const clock = { isOver: false };
  const key = new KeptKey({ bytes, derivation, isOver: () => clock.isOver });
  const lookEveryMilliseconds = given.lookEveryMilliseconds ?? 60_000;
  const served = await serveKey({ path, key, walletFolder: wallet, lookEveryMilliseconds });
  onTestFinished(() => served.end());
  return { path, wallet, bytes, served, clock };
}

async function keyAt(path: string): Promise<Uint8Array | undefined> {
  const exchanged = await exchange(path, { ask: "key", derivation }, 1_000);
  return exchanged.outcome === "answered" ? keyInAnswer(exchanged.answer) : undefined;
}

async function expectEnded({ served, bytes, path }: Serving): Promise<void> {
  await served.ended;
  expect(bytes).toEqual(new Uint8Array(32));
  expect(await exchange(path, { ask: "end" }, 1_000)).toEqual({ outcome: "nobody" });
}

/** Connects, says something, and tells what came back until the other side hung up. */
async function say(path: string, ...said: string[]): Promise<{ answer: string; socket: Socket }> {
  const socket = connect(path);
  let answer = "";
  socket.on("data", (chunk) => {
    answer += String(chunk);
  });
  socket.on("error", () => undefined);
  for (const text of said) socket.write(text);
  await once(socket, "close");
  return { answer, socket };
}

describe("an agent", () => {
  test("gives its key out again and again, at a socket that its user alone can reach", async () => {
    const { path, bytes } = await serve();
    expect((await lstat(path)).mode & 0o777).toBe(0o600);
    for (let time = 0; time < 3; time++) expect(await keyAt(path)).toEqual(Buffer.from(bytes));
    expect(await readdir(join(path, ".."))).toEqual(["agent-key", "wallet"]);
  });

  test("ends when it is asked to: the key is wiped before the answer, and the socket is gone", async () => {
    const serving = await serve();
    const exchanged = await exchange(serving.path, { ask: "end" }, 1_000);
    expect(exchanged).toEqual({ outcome: "answered", answer: Buffer.from("ok\n") });
    expect(serving.bytes).toEqual(new Uint8Array(32));
    await expect(lstat(serving.path)).rejects.toThrow("ENOENT");
    await expectEnded(serving);
  });

  test("ends when it is asked for its key after its time, which no timer has noticed", async () => {
    const serving = await serve();
    serving.clock.isOver = true;
    expect(await keyAt(serving.path)).toBeUndefined();
    await expectEnded(serving);
  });

  test.each<[string, (serving: Serving) => Promise<unknown>]>([
    [
      "its time is over",
      async ({ clock }) => {
        clock.isOver = true;
      },
    ],
    ["its wallet is gone", ({ wallet }) => rm(wallet, { recursive: true })],
    [
      "another wallet is in its place",
      async ({ wallet }) => {
        await rm(wallet, { recursive: true });
        await mkdir(wallet);
      },
    ],
    ["its wallet was moved away", ({ wallet }) => rename(wallet, `${wallet}-elsewhere`)],
    ["its socket is gone, so that nobody could end it", ({ path }) => rm(path)],
  ])("ends by itself when %s", async (_, change) => {
    const serving = await serve({ lookEveryMilliseconds: 5 });
    await change(serving);
    await expectEnded(serving);
  });

  test("does not answer for a wallet that has gone since it last looked", async () => {
    const serving = await serve();
    await rm(serving.wallet, { recursive: true });
    expect(await keyAt(serving.path)).toBeUndefined();
    await expectEnded(serving);
  });

  test("that another one takes the place of ends, and leaves that one's socket alone", async () => {
    const first = await serve({ lookEveryMilliseconds: 5 });
    const second = await serve({ folder: join(first.path, "..") });
    await first.served.ended;
    expect(first.bytes).toEqual(new Uint8Array(32));
    expect(await keyAt(second.path)).toEqual(Buffer.from(second.bytes));
  });

  test("takes the place of a socket whose agent was killed, and of a file", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "agent-key"), "left over");
    const { path, bytes } = await serve({ folder });
    expect(await keyAt(path)).toEqual(Buffer.from(bytes));
  });

  test("does not begin without a wallet, or where it may not write", async () => {
    const folder = await temporaryFolder();
    const key = new KeptKey({ bytes: new Uint8Array(32), derivation, isOver: () => false });
    const options = { key, lookEveryMilliseconds: 60_000 };
    await expect(
      serveKey({ ...options, path: join(folder, "nowhere", "agent-key"), walletFolder: folder }),
    ).rejects.toThrow("EACCES");
    await expect(
      serveKey({ ...options, path: join(folder, "agent-key"), walletFolder: join(folder, "nowhere") }),
    ).rejects.toThrow(TypeError);
  });

  test.each([
    ["nonsense", "GET / HTTP/1.1\r\n", "no\n"],
    ["another derivation", `key ${Buffer.alloc(42).toString("base64url")}\n`, "no\n"],
    ["a line that never ends", "x".repeat(2_000), ""],
    ["a line that is too long", `end${" ".repeat(1_100)}\n`, ""],
  ])("answers %s with no key, and hangs up", async (_, said, answer) => {
    const { path, bytes } = await serve();
    expect((await say(path, said)).answer).toBe(answer);
    expect(await keyAt(path)).toEqual(Buffer.from(bytes));
  });

  test("hears one request of whoever connects, however many were sent", async () => {
    const serving = await serve();
    const request = `key ${Buffer.from(derivation).toString("base64url")}\n`;
    expect((await say(serving.path, request, request, "end\n")).answer).toHaveLength(35);
    expect(await keyAt(serving.path)).toEqual(Buffer.from(serving.bytes));
  });

  test("speaks with sixteen at once at most, and hangs up on those who say nothing", async () => {
    const { path, bytes } = await serve();
    const silent = Array.from({ length: 16 }, () => say(path));
    let hungUp = 0;
    for (const one of silent) void one.then(() => hungUp++);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await say(path)).answer).toBe(""); // one too many: it need not wait until its time is over
    expect(hungUp).toBe(0);
    expect((await Promise.all(silent)).map(({ answer }) => answer).join("")).toBe("");
    expect(await keyAt(path)).toEqual(Buffer.from(bytes));
  });
});
