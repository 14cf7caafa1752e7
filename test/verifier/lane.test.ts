import { afterEach, describe, expect, it } from "vitest";
import { noSchemas } from "../../core/schema/known-schema.ts";
import type { Job } from "../../verifier/job.ts";
import { Lane } from "../../verifier/lane.ts";
import { ThreadSupply } from "../../verifier/thread-supply.ts";
import { startVerificationThread } from "../../verifier/verification-thread.ts";

const workerFile = new URL("../support/workers/misbehaving.mjs", import.meta.url);
const start = () =>
  startVerificationThread(workerFile, { background: false, practiceRounds: 0, knownSchemas: noSchemas });
const job = (deed: string) => ({ deed }) as unknown as Job;

let close = async () => {};
afterEach(() => close());

async function openLane(options: { threads: number; maxWaiting: number }): Promise<Lane> {
  const supply = new ThreadSupply({ start, keepSpare: true });
  const lane = new Lane({ ...options, supply });
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
    const bad = lane.run(job(deed), deed === "spin" ? 100 : 15_000);
    const good = lane.run(job("work"), 1_000);
    await expect(bad).rejects.toMatchObject(problem);
    await expect(good).resolves.toMatchObject({ deed: "work" });
  });

  it.each(["die", "throw"])("reports a thread that ends by a bug (%s), and replaces it", async (deed) => {
    const lane = await openLane({ threads: 1, maxWaiting: 5 });
    await expect(lane.run(job(deed), 1_000)).rejects.toThrow(Error);
    await expect(lane.run(job("work"), 1_000)).resolves.toMatchObject({ deed: "work" });
  });

  it("does not count the time in the queue", async () => {
    const lane = await openLane({ threads: 1, maxWaiting: 5 });
    const bad = lane.run(job("spin"), 300);
    const good = lane.run(job("work"), 200);
    await expect(bad).rejects.toMatchObject({ code: "TOO_COSTLY" });
    await expect(good).resolves.toMatchObject({ deed: "work" });
  });

  it("refuses more waiting jobs than it has room for: OVERLOADED", async () => {
    const lane = await openLane({ threads: 1, maxWaiting: 2 });
    const jobs = [1, 2, 3].map(() => lane.run(job("spin"), 50).catch((error: unknown) => error));
    expect(() => lane.assertRoom()).toThrow(expect.objectContaining({ code: "OVERLOADED" }));
    await expect(lane.run(job("work"), 50)).rejects.toMatchObject({ code: "OVERLOADED" });
    await Promise.all(jobs);
    await expect(lane.run(job("work"), 1_000)).resolves.toMatchObject({ deed: "work" });
  });

  it("says at once when its threads cannot start", async () => {
    const broken = () =>
      startVerificationThread(new URL("./missing.mjs", import.meta.url), {
        background: false,
        practiceRounds: 0,
        knownSchemas: noSchemas,
      });
    const lane = new Lane({
      threads: 1,
      maxWaiting: 1,
      supply: new ThreadSupply({ start: broken, keepSpare: true }),
    });
    await expect(lane.open()).rejects.toThrow(/missing/);
  });
});
