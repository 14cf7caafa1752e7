import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type StallWatch, watchForStall } from "../../../web/threads/stall-watch.ts";
import { threadName } from "../../../web/threads/thread-clock.ts";

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ["setInterval", "clearInterval", "setImmediate", "clearImmediate", "performance"],
  });
});
afterEach(() => {
  vi.useRealTimers();
});

interface Running {
  name: string;
  limitMilliseconds: number;
}

/** A watch over a thread whose job is changed at will. It writes down what it is told. */
function watched() {
  const told: string[] = [];
  let job: Running | undefined;
  const watch: StallWatch = watchForStall<Running>({
    current: () => job,
    onStall: ({ name }) => told.push(`${name} stalls`),
    onOver: () => told.push(`${job?.name} is over`),
  });
  const run = (name: string | undefined, limitMilliseconds = 100) => {
    job = name === undefined ? undefined : { name, limitMilliseconds };
  };
  /** From then on each of the times below is in the middle between two looks. */
  const start = async (name?: string) => {
    watch.start(name);
    await vi.advanceTimersByTimeAsync(5);
  };
  /** What it tells while it looks so often. */
  const looks = async (count: number) => {
    await vi.advanceTimersByTimeAsync(10 * count);
    return told.splice(0);
  };
  return { watch, start, run, looks };
}

describe("a watch over the jobs of a thread", () => {
  it("tells once of a job that two looks meet, and once its limit is over that it is", async () => {
    const { watch, start, run, looks } = watched();
    await start();
    run("a");
    expect(await looks(1)).toEqual([]);
    expect(watch.isSeen()).toBe(false);
    expect(await looks(1)).toEqual(["a stalls"]);
    expect(watch.isSeen()).toBe(true);
    expect(await looks(9)).toEqual([]);
    expect(await looks(1)).toEqual(["a is over"]);
  });

  it("counts the running time of a job from its own second look on, not that of the job before", async () => {
    const { watch, start, run, looks } = watched();
    await start();
    run("a");
    expect(await looks(9)).toEqual(["a stalls"]);
    run("b");
    expect(watch.isSeen()).toBe(false);
    expect(await looks(1)).toEqual([]);
    expect(await looks(10)).toEqual(["b stalls"]);
    run("c");
    expect(await looks(11)).toEqual(["c stalls"]);
    expect(await looks(1)).toEqual(["c is over"]);
  });

  it("has nothing to tell of a thread that runs another job at each look, or none", async () => {
    const { watch, start, run, looks } = watched();
    await start();
    for (const name of ["a", undefined, "b", undefined, undefined, "c", "d"]) {
      run(name);
      expect(await looks(1)).toEqual([]);
      expect(watch.isSeen()).toBe(false);
    }
  });

  it("looks no more once it is stopped, and begins anew when it is started again", async () => {
    const { watch, start, run, looks } = watched();
    await start();
    run("a");
    expect(await looks(2)).toEqual(["a stalls"]);
    watch.stop();
    expect(vi.getTimerCount()).toBe(0);
    expect(watch.isSeen()).toBe(false);
    expect(await looks(50)).toEqual([]);
    await start();
    expect(await looks(1)).toEqual([]);
    expect(await looks(1)).toEqual(["a stalls"]);
  });

  it("has one timer, however often it is started", async () => {
    const { watch } = watched();
    for (let time = 0; time < 3; time += 1) watch.start(undefined);
    expect(vi.getTimerCount()).toBe(1);
  });

  it.runIf(threadName() !== undefined)(
    "lets a busy machine stretch a job's time on the wall to five times its limit, and not further",
    async () => {
      const { start, run, looks } = watched();
      // This thread stands still while the clock on the wall is turned on.
      await start(threadName());
      run("a", 10_000);
      expect(await looks(2)).toEqual(["a stalls"]);
      expect(await looks(5_000)).toEqual([]);
      expect(await looks(1)).toEqual(["a is over"]);
    },
  );
});
