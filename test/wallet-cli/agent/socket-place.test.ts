import { chmod, chown, lstat, mkdir, realpath, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { endAgents } from "../../../wallet-cli/agent/end-agent.ts";
import { findAgent } from "../../../wallet-cli/agent/find-agent.ts";
import {
  assertAgents,
  fitsSocket,
  isOwnSocket,
  socketPlaces,
} from "../../../wallet-cli/agent/socket-place.ts";
import { startAgent } from "../../../wallet-cli/agent/start-agent.ts";
import { quickSealingKey } from "../../support/quick-sealing-key.ts";
import { agentProgram } from "../../support/stint.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

async function folders(): Promise<{ session: string; wallet: string }> {
  const folder = await realpath(await temporaryFolder());
  const made = { session: join(folder, "session"), wallet: join(folder, "wallet") };
  for (const path of Object.values(made)) await mkdir(path, { mode: 0o700 });
  return made;
}

/** Listens as a stranger would who put a socket where an agent's is looked for, and counts who comes. */
async function planted(path: string): Promise<{ visitors: number }> {
  const count = { visitors: 0 };
  const server = createServer((socket) => {
    count.visitors += 1;
    socket.resume().end(Buffer.concat([Buffer.from("ok\n"), Buffer.alloc(32, 1)]));
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(() => void server.close());
  return count;
}

describe("the place of an agent's socket", () => {
  test("is the session's folder (XDG_RUNTIME_DIR), by the wallet's real path, or else the wallet's folder", async () => {
    const { session, wallet } = await folders();
    const places = socketPlaces(wallet, { XDG_RUNTIME_DIR: session });
    expect(places.map(dirname)).toEqual([session, wallet]);
    expect(socketPlaces(wallet, {})).toEqual([join(wallet, "agent-key")]);
    await symlink(wallet, `${wallet}-link`);
    expect(socketPlaces(`${wallet}-link`, { XDG_RUNTIME_DIR: session })).toEqual(places);
    await mkdir(`${wallet}-other`, { mode: 0o700 });
    expect(socketPlaces(`${wallet}-other`, { XDG_RUNTIME_DIR: session })[0]).not.toBe(places[0]);
  });

  test.each([0o701, 0o710, 0o750, 0o755, 0o720, 0o702, 0o777, 0o1777])(
    "is no folder that others can reach into (mode %o)",
    async (mode) => {
      const { session, wallet } = await folders();
      await chmod(session, mode);
      await chmod(wallet, mode);
      expect(socketPlaces(wallet, { XDG_RUNTIME_DIR: session })).toEqual([]);
    },
  );

  test("is no folder of somebody else, no link to one's own, no file, and nothing by a relative path", async () => {
    const { session, wallet } = await folders();
    await symlink(session, `${session}-link`);
    await writeFile(`${session}-file`, "", { mode: 0o700 });
    for (const path of [`${session}-link`, `${session}-file`, `${session}-none`, "session", ""])
      expect(socketPlaces(wallet, { XDG_RUNTIME_DIR: path })).toEqual([join(wallet, "agent-key")]);
    const user = vi.spyOn(process, "geteuid").mockReturnValue(4711);
    onTestFinished(() => user.mockRestore());
    expect(socketPlaces(wallet, { XDG_RUNTIME_DIR: session })).toEqual([]);
  });

  test.skipIf(process.geteuid?.() !== 0)("is no folder that belongs to somebody else, in truth", async () => {
    const { session, wallet } = await folders();
    await chown(session, 65534, 65534);
    expect(socketPlaces(wallet, { XDG_RUNTIME_DIR: session })).toEqual([join(wallet, "agent-key")]);
  });

  test("is there only when a socket is: no link to one, no file, no folder", async () => {
    const { wallet } = await folders();
    const path = join(wallet, "agent-key");
    await planted(path);
    expect(isOwnSocket(path)).toBe(true);
    await symlink(path, `${path}-link`);
    await writeFile(`${path}-file`, "");
    for (const other of [`${path}-link`, `${path}-file`, wallet, `${path}-none`])
      expect(isOwnSocket(other)).toBe(false);
    const user = vi.spyOn(process, "geteuid").mockReturnValue(4711);
    onTestFinished(() => user.mockRestore());
    expect(isOwnSocket(path)).toBe(false);
  });

  test("has a path that the system has room for, with another name beside it while it is made", () => {
    expect(fitsSocket(`/${"w".repeat(102)}`)).toBe(true);
    expect(fitsSocket(`/${"w".repeat(103)}`)).toBe(false);
    expect(fitsSocket(`/${"ø".repeat(52)}`)).toBe(false);
  });

  test("is nowhere on Windows, and that is said", () => {
    expect(() => assertAgents("win32")).toThrow(expect.objectContaining({ code: "UNSUPPORTED" }));
    expect(() => assertAgents("linux")).not.toThrow();
  });
});

test.each(["session", "wallet"] as const)(
  "whoever planted a socket in a %s folder that others may write into is asked for nothing and told nothing",
  async (where) => {
    const made = await folders();
    const variables = { XDG_RUNTIME_DIR: made.session };
    const places = socketPlaces(made.wallet, variables);
    const path = places.find((place) => dirname(place) === made[where]) ?? "";
    const count = await planted(path);
    expect(findAgent(made.wallet, variables)).toBeDefined();
    await chmod(made[where], 0o720);
    expect(findAgent(made.wallet, variables)).toBeUndefined();
    expect(await endAgents(made.wallet, variables)).toBe(false);
    expect(count.visitors).toBe(0);
    expect((await lstat(path)).isSocket()).toBe(true);
  },
);

describe("an agent is not started", () => {
  const start = async (wallet: string) => {
    const key = await quickSealingKey("a passphrase", new Uint8Array(32));
    return startAgent({ walletFolder: wallet, variables: {}, key, until: new Date(), program: agentProgram });
  };
  const notUsable = expect.objectContaining({ code: "CONFIGURATION" });

  test("where others could reach its socket", async () => {
    const { wallet } = await folders();
    await chmod(wallet, 0o755);
    await expect(start(wallet)).rejects.toThrow(notUsable);
  });

  test("where its socket would have too long a path", async () => {
    const { wallet } = await folders();
    const deep = join(wallet, "d".repeat(80));
    await mkdir(deep, { mode: 0o700 });
    await expect(start(deep)).rejects.toThrow(notUsable);
  });

  test("from something that is no agent", async () => {
    const { wallet } = await folders();
    const key = await quickSealingKey("a passphrase", new Uint8Array(32));
    const program = new URL("./socket-place.ts", agentProgram);
    const options = { walletFolder: wallet, variables: {}, key, until: new Date(), program };
    await expect(startAgent(options)).rejects.toThrow(notUsable);
    await expect(lstat(join(wallet, "agent-key"))).rejects.toThrow("ENOENT");
  });
});
