import { afterEach, describe, expect, it } from "vitest";
import { noSchemas } from "../../../core/schema/known-schema.ts";
import type { Job } from "../../../verifier/runs/job.ts";
import { Lane } from "../../../verifier/threads/lane.ts";
import { ThreadSupply } from "../../../verifier/threads/thread-supply.ts";
import { startVerificationThread } from "../../../verifier/threads/verification-thread.ts";

const workerFile = new URL("../../support/workers/misbehaving.mjs", import.meta.url);
const start = () =>
  startVerificationThread(workerFile, { background: false, practiceRounds: 0, knownSchemas: noSchemas });
let jobs = 0;
const request = (deed: string, limitMilliseconds: number) => ({
  job: { number: ++jobs, deed } as unknown as Job,
  limitMilliseconds,
});

let close = async () => {};
afterEach(() => close());

async function openLane(options: { threads: number; maxWaiting: number; ahead?: number }): Promise<Lane> {
  const supply = new ThreadSupply({ start, keepSpare: true });
  const lane = new Lane({ ahead: 4, ...options, supply });
  await lane.open();
  close = async () => {
    await Promise.all([lane.close(), supply.close()]);
  };
  return lane;
}

describe("a lane of verification threads", () => {
  it.each([
    ["runs without end", "spin", { code: "TOO_COSTLY" }],
    ["eats the memory", "eat", { code: "TOO_COSTLY" }],
  ])("stops a job that %s, and goes on with the next", async (_name, deed, problem) => {
    const lane = await openLane({ threads: 1, maxWaiting: 5 });
    const bad = lane.run(request(deed, deed === "spin" ? 100 : 15_000));
    const good = lane.run(request("work", 1_000));
    await expect(bad).rejects.toMatchObject(problem);
    await expect(good).resolves.toMatchObject({ result: { deed: "work" } });
  });

  it.each(["die", "throw"])("reports a thread that ends by a bug (%s), and replaces it", async (deed) => {
    const lane = await openLane({ threads: 1, maxWaiting: 5 });
    await expect(lane.run(request(deed, 1_000))).rejects.toThrow(Error);
    await expect(lane.run(request("work", 1_000))).resolves.toMatchObject({ result: { deed: "work" } });
  });

  it("does not count the time in the queue", async () => {
    const lane = await openLane({ threads: 1, maxWaiting: 5 });
    const bad = lane.run(request("spin", 300));
    const good = lane.run(request("work", 200));
    await expect(bad).rejects.toMatchObject({ code: "TOO_COSTLY" });
    await expect(good).resolves.toMatchObject({ result: { deed: "work" } });
  });

  it("takes jobs back from behind a slow one, so that the other thread runs them meanwhile", async () => {
    const lane = await openLane({ threads: 2, maxWaiting: 20 });
    let slow = "running";
    const spinning = lane.run(request("spin", 500)).catch(({ code }: { code: string }) => {
      slow = code;
    });
    const others = Array.from({ length: 9 }, () => lane.run(request("work", 2_000)));
    for (const ran of await Promise.all(others)) expect(ran).toMatchObject({ result: { deed: "work" } });
    expect(slow).toBe("running");
    await spinning;
    expect(slow).toBe("TOO_COSTLY");
  });

  it.each(["spin", "eat", "die"])(
    "refuses only the guilty one of the jobs that a thread has (%s)",
    async (deed) => {
      const lane = await openLane({ threads: 1, maxWaiting: 20, ahead: 8 });
      const before = Array.from({ length: 3 }, () => lane.run(request("work", 1_000)));
      const bad = lane.run(request(deed, deed === "spin" ? 100 : 15_000));
      const behind = Array.from({ length: 3 }, () => lane.run(request("work", 1_000)));
      await expect(bad).rejects.toThrow(Error);
      for (const ran of await Promise.all([...before, ...behind])) {
        expect(ran).toMatchObject({ result: { deed: "work" } });
      }
    },
  );

  it("answers what was taken back and run elsewhere once", async () => {
    const lane = await openLane({ threads: 2, maxWaiting: 20 });
    const first = [lane.run(request("wait", 2_000)), lane.run(request("wait", 2_000))];
    const behind = Array.from({ length: 6 }, () => lane.run(request("work", 2_000)));
    for (const ran of await Promise.all([...first, ...behind])) expect(ran.result).toHaveProperty("deed");
    await expect(lane.run(request("work", 1_000))).resolves.toMatchObject({ result: { deed: "work" } });
  });

  it("waits for a job that a thread has not even begun, but takes back those behind it", async () => {
    const lane = await openLane({ threads: 1, maxWaiting: 20 });
    await lane.run(request("linger", 1_000));
    const behind = Array.from({ length: 4 }, () => lane.run(request("work", 1_000)));
    for (const ran of await Promise.all(behind)) expect(ran).toMatchObject({ result: { deed: "work" } });
  });

  it("gives a job back to the thread that ran it before, and takes it however many wait", async () => {
    const lane = await openLane({ threads: 2, maxWaiting: 1, ahead: 1 });
    const { thread } = await lane.run(request("work", 1_000));
    for (let round = 0; round < 3; round++) {
      expect((await lane.run({ ...request("work", 1_000), preferred: thread })).thread).toBe(thread);
    }
    const busy = ["wait", "wait", "work"].map((deed) => lane.run(request(deed, 2_000)));
    expect(() => lane.assertRoom()).toThrow(expect.objectContaining({ code: "OVERLOADED" }));
    const again = lane.run({ ...request("work", 1_000), preferred: thread });
    await expect(again).resolves.toMatchObject({ result: { deed: "work" } });
    await Promise.all(busy);
  });

  it("runs what arrived first first, also when it comes again, and tells whoever asked just before", async () => {
    const lane = await openLane({ threads: 1, maxWaiting: 9, ahead: 1 });
    const turns: string[] = [];
    const named = (name: string, number: number) => ({
      job: { number, deed: "work" } as unknown as Job,
      limitMilliseconds: 1_000,
      onTurn: () => turns.push(name),
    });
    const running = lane.run({ ...named("running", 1) });
    const all = [lane.run(named("third", 30)), lane.run(named("second", 20)), lane.run(named("fourth", 40))];
    await Promise.all([running, ...all]);
    expect(turns).toEqual(["running", "second", "third", "fourth"]);
  });

  it("refuses more waiting jobs than it has room for: OVERLOADED", async () => {
    const lane = await openLane({ threads: 1, maxWaiting: 2, ahead: 1 });
    const three = [1, 2, 3].map(() => lane.run(request("spin", 50)).catch((error: unknown) => error));
    expect(() => lane.assertRoom()).toThrow(expect.objectContaining({ code: "OVERLOADED" }));
    await expect(lane.run(request("work", 50))).rejects.toMatchObject({ code: "OVERLOADED" });
    await Promise.all(three);
    await expect(lane.run(request("work", 1_000))).resolves.toMatchObject({ result: { deed: "work" } });
  });

  it("says at once when its threads cannot start", async () => {
    const broken = () =>
      startVerificationThread(new URL("../missing.mjs", import.meta.url), {
        background: false,
        practiceRounds: 0,
        knownSchemas: noSchemas,
      });
    const lane = new Lane({
      threads: 1,
      maxWaiting: 1,
      ahead: 1,
      supply: new ThreadSupply({ start: broken, keepSpare: true }),
    });
    await expect(lane.open()).rejects.toThrow(/missing/);
  });
});
