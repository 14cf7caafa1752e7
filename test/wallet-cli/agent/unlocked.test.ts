import { chmod, lstat, mkdir, rm, symlink } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { type Bench, benchWithWallet, issuedTo, type Said, type Situation } from "../../support/stint.ts";

const nobody: Situation = { variables: { STINT_PASSPHRASE: "" } };
const words = "a passphrase for tests";

let desk: Bench & { did: string };
let agents: number[];
beforeEach(async () => {
  desk = await benchWithWallet();
  agents = [];
});
afterEach(async () => {
  for (const pid of agents) killed(pid);
  await desk.remove();
});

/** Ends a process, unless it has ended. */
function killed(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    expect(error).toMatchObject({ code: "ESRCH" });
  }
}

/** Unlocks the wallet by what a person types; the agent ends with the test at the latest. */
async function unlock(...args: string[]): Promise<{ until: string; pid: number; said: Said }> {
  const said = await desk.stint(["unlock", "--json", ...args], {
    ...nobody,
    now: new Date(),
    answers: [words],
  });
  expect(said).toMatchObject({ code: 0, asked: ["Passphrase: "] });
  const { until, pid } = JSON.parse(said.out);
  agents.push(pid);
  return { until, pid, said };
}

async function isRunning(pid: number): Promise<boolean> {
  for (let look = 0; look < 100; look++) {
    try {
      process.kill(pid, 0);
    } catch {
      return false;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}

describe("an unlocked wallet", () => {
  test("is opened without a passphrase until it is locked, and then asks as before", async () => {
    const before = await desk.stint(["did"], nobody);
    expect(before).toMatchObject({ code: 2, out: "", asked: ["Passphrase: "] });
    const { pid, said } = await unlock();
    expect(said.error).toMatch(/Your wallet is unlocked until \d\d:\d\d.*\n.*stint lock/u);
    const deriveSealingKey = () => Promise.reject(new TypeError("No key is made"));
    const opened = await desk.stint(["did"], { ...nobody, deriveSealingKey });
    expect(opened).toMatchObject({ code: 0, out: `${desk.did}\n`, error: "", asked: [] });
    expect(await desk.stint(["lock", "--json"], nobody)).toMatchObject({ code: 0 });
    expect(await isRunning(pid)).toBe(false);
    expect(await desk.stint(["did"], nobody)).toEqual(before);
  });

  test("is written into, too", async () => {
    await unlock();
    const file = await desk.file("credential.json", await issuedTo(desk.did));
    expect(await desk.stint(["add", file], nobody)).toMatchObject({ code: 0, asked: [] });
    await desk.stint(["lock"], nobody);
    expect(JSON.parse((await desk.stint(["list", "--json"])).out)).toHaveLength(1);
  });

  test("is unlocked for a quarter of an hour when nothing is said, or for as long as is", async () => {
    const minutes = ({ until }: { until: string }) => (Date.parse(until) - Date.now()) / 60_000;
    expect(minutes(await unlock())).toBeCloseTo(15, 0);
    expect(minutes(await unlock("--for", "2h"))).toBeCloseTo(120, 0);
  });

  test("unlocked again has one agent, the newer", async () => {
    const first = await unlock();
    const second = await unlock();
    expect(await isRunning(first.pid)).toBe(false);
    expect(await desk.stint(["did"], nobody)).toMatchObject({ code: 0, asked: [] });
    expect(second.pid).not.toBe(first.pid);
  });

  test("is asked for its passphrase all the same by what needs the passphrase itself: unlock, backup, restore", async () => {
    await unlock();
    const file = join(desk.folder, "wallet.backup");
    for (const args of [["unlock"], ["backup", file]])
      expect(await desk.stint(args, nobody)).toMatchObject({ code: 2, asked: ["Passphrase: "] });
    expect((await desk.stint(["backup", file], { ...nobody, answers: [words] })).code).toBe(0);
    expect(await desk.stint(["restore", file], nobody)).toMatchObject({
      code: 2,
      asked: ["Passphrase of the wallet: "],
    });
  });

  test("is opened with the passphrase that is given, and not at all with a wrong one", async () => {
    await unlock();
    const wrong = { variables: { STINT_PASSPHRASE: "a wrong passphrase" } };
    expect((await desk.stint(["did"], wrong)).code).toBe(3);
    const file = await desk.file("wrong.txt", "a wrong passphrase\n");
    await chmod(file, 0o600);
    expect((await desk.stint(["did", "--passphrase-file", file], nobody)).code).toBe(3);
    const { error } = await desk.stint(["unlock"], { now: new Date() });
    expect(error).toContain("STINT_PASSPHRASE is set");
    await desk.stint(["lock"]);
  });

  test("is found by a link to its folder, and is no other wallet", async () => {
    await unlock();
    const link = join(desk.folder, "link");
    await symlink(desk.wallet, link);
    expect(await desk.stint(["--wallet", link, "did"], nobody)).toMatchObject({ code: 0, asked: [] });
    const other = join(desk.folder, "other");
    await desk.stint(["--wallet", other, "init"]);
    expect(await desk.stint(["--wallet", other, "did"], nobody)).toMatchObject({
      code: 2,
      asked: ["Passphrase: "],
    });
    expect(await desk.stint(["--wallet", other, "lock", "--json"], nobody)).toMatchObject({
      code: 0,
      out: expect.stringContaining('"wasUnlocked": false'),
    });
    expect((await desk.stint(["did"], nobody)).code).toBe(0);
  });

  test("is found in the session's folder, and ended from there", async () => {
    const session = join(desk.folder, "session");
    await mkdir(session, { mode: 0o700 });
    const variables = { STINT_PASSPHRASE: "", XDG_RUNTIME_DIR: session };
    const said = await desk.stint(["unlock", "--json"], { variables, answers: [words], now: new Date() });
    expect(said).toMatchObject({ code: 0 });
    agents.push(JSON.parse(said.out).pid);
    await expect(lstat(join(desk.wallet, "agent-key"))).rejects.toThrow("ENOENT");
    expect(await desk.stint(["did"], { variables })).toMatchObject({ code: 0, asked: [] });
    expect((await desk.stint(["lock", "--json"], { variables })).out).toContain('"wasUnlocked": true');
  });

  test("that was made anew in its place is not opened with the key of the old one, nor disturbed by it", async () => {
    await unlock();
    await rm(join(desk.wallet, "store"), { recursive: true });
    const made = await desk.stint(["init"], { ...nobody, answers: ["another one", "another one"] });
    expect(made).toMatchObject({ code: 0, asked: ["New passphrase: ", "The same again: "] });
    expect(await desk.stint(["did"], nobody)).toMatchObject({ code: 2, asked: ["Passphrase: "] });
    const typed = await desk.stint(["did"], { ...nobody, answers: ["another one"] });
    expect(typed).toMatchObject({ code: 0, out: made.out });
    expect((await desk.stint(["lock", "--json"], nobody)).out).toContain('"wasUnlocked": true');
  });

  test("whose agent was killed asks again, and is unlocked again; its socket is cleared away", async () => {
    const { pid } = await unlock();
    killed(pid);
    expect(await isRunning(pid)).toBe(false);
    const typed = await desk.stint(["did"], { ...nobody, answers: [words] });
    expect(typed).toMatchObject({ code: 0, asked: ["Passphrase: "] });
    expect((await desk.stint(["lock", "--json"], nobody)).out).toContain('"wasUnlocked": false');
    await expect(lstat(join(desk.wallet, "agent-key"))).rejects.toThrow("ENOENT");
    killed((await unlock()).pid);
    await unlock();
    expect(await desk.stint(["did"], nobody)).toMatchObject({ code: 0, asked: [] });
  });

  test("whose agent does not answer asks after a second; lock says so, and nobody finds it again", async () => {
    const { pid } = await unlock();
    process.kill(pid, "SIGSTOP");
    const started = performance.now();
    const typed = await desk.stint(["did"], { ...nobody, answers: [words] });
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(typed).toMatchObject({ code: 0, asked: ["Passphrase: "] });
    const said = await desk.stint(["lock", "--json"], nobody);
    expect(said).toMatchObject({ code: 3, out: "" });
    expect(JSON.parse(said.error)).toMatchObject({ code: "CONFLICT" });
    expect((await desk.stint(["lock", "--json"], nobody)).out).toContain('"wasUnlocked": false');
  });

  test("whose agent is an impostor with a wrong key, or too much to say, asks for the passphrase", async () => {
    for (const answer of [
      Buffer.concat([Buffer.from("ok\n"), Buffer.alloc(32, 1)]),
      Buffer.alloc(4_096, "ok\n"),
    ]) {
      const server = createServer((socket) => {
        socket
          .on("error", () => undefined)
          .resume()
          .end(answer);
      });
      const path = join(desk.wallet, "agent-key");
      await new Promise<void>((resolve) => server.listen(path, resolve));
      onTestFinished(() => void server.close());
      const typed = await desk.stint(["did"], { ...nobody, answers: [words] });
      expect(typed).toMatchObject({ code: 0, out: `${desk.did}\n`, asked: ["Passphrase: "] });
      await new Promise((resolve) => server.close(resolve));
    }
  });
});

describe("stint unlock", () => {
  test("with a wrong passphrase says so, and leaves nothing running", async () => {
    const said = await desk.stint(["unlock", "--json"], { ...nobody, answers: ["a wrong passphrase"] });
    expect(said).toMatchObject({ code: 3, out: "" });
    expect(JSON.parse(said.error)).toMatchObject({ code: "CANNOT_OPEN" });
    await expect(lstat(join(desk.wallet, "agent-key"))).rejects.toThrow("ENOENT");
  });

  test("for a time that is none, or without a wallet, asks for no passphrase", async () => {
    for (const time of ["59s", "13h", "soon"])
      expect(await desk.stint(["unlock", "--for", time], nobody)).toMatchObject({ code: 2, asked: [] });
    expect(await desk.stint(["--wallet", join(desk.folder, "none"), "unlock"], nobody)).toMatchObject({
      code: 2,
      asked: [],
      error: expect.stringContaining("There is no wallet yet."),
    });
  });
});

describe("stint lock", () => {
  test("of a wallet that is locked, or not there, says that there was nothing to do", async () => {
    const none = join(desk.folder, "none");
    for (const args of [["lock"], ["--wallet", none, "lock"]]) {
      const said = await desk.stint(args, nobody);
      expect(said).toMatchObject({ code: 0, out: "", asked: [] });
      expect(said.error).toContain("Your wallet was not unlocked");
    }
  });
});
