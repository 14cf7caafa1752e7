import type { Request, Response } from "express";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { limitWork, type WorkLimit } from "../../web/limit-work.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Begins so much work, one after the other, that lasts until it is told to end. */
async function begin(limit: WorkLimit, count: number) {
  let end = () => {};
  const lasting = new Promise<void>((resolve) => {
    end = resolve;
  });
  const begun: Promise<string>[] = [];
  for (let index = 0; index < count; index += 1) {
    const work = limit.run(() => lasting);
    begun.push(work.then(() => "done").catch((error: { code: string }) => error.code));
    await new Promise(setImmediate);
  }
  return { end, all: Promise.all(begun) };
}

/** How a request fares that comes now: let in, refused with a code, or gone meanwhile, and after how long. */
async function ask(limit: WorkLimit, response = { closed: false } as Response) {
  const began = performance.now();
  let fate = "gone";
  const next = () => {
    fate = "let in";
  };
  try {
    await limit.refuseWhenFull({} as Request, response, next);
  } catch (error) {
    fate = (error as { code: string }).code;
  }
  return { fate, waited: performance.now() - began };
}

const askMany = (limit: WorkLimit, count: number) =>
  Promise.all(Array.from({ length: count }, () => ask(limit)));

describe("a bound on work", () => {
  it("keeps nobody waiting while there is room", async () => {
    const limit = limitWork(100);
    await vi.advanceTimersByTimeAsync(10);
    const { end, all } = await begin(limit, 99);
    expect(await askMany(limit, 50)).toEqual(Array(50).fill({ fate: "let in", waited: 0 }));
    end();
    await all;
    expect(vi.getTimerCount()).toBe(0);
  });

  it("refuses one after the other while there is none", async () => {
    const limit = limitWork(2);
    await vi.advanceTimersByTimeAsync(10);
    const { end, all } = await begin(limit, 2);
    const asking = askMany(limit, 5);
    await vi.advanceTimersByTimeAsync(10);
    expect(await asking).toEqual([0, 1, 2, 3, 4].map((waited) => ({ fate: "OVERLOADED", waited })));
    end();
    await all;
  });

  it("lets in whoever finds room when the turn to be refused comes, but not who has gone away by then", async () => {
    const limit = limitWork(1);
    await vi.advanceTimersByTimeAsync(10);
    const { end, all } = await begin(limit, 1);
    const gone = { closed: false } as { closed: boolean };
    const asking = Promise.all([ask(limit), ask(limit), ask(limit, gone as Response), ask(limit)]);
    await vi.advanceTimersByTimeAsync(0);
    gone.closed = true;
    end();
    await all;
    await vi.advanceTimersByTimeAsync(10);
    expect((await asking).map(({ fate }) => fate)).toEqual(["OVERLOADED", "let in", "gone", "let in"]);
  });

  it("holds for work that begins at the same moment, too", async () => {
    const limit = limitWork(2);
    let end = () => {};
    const lasting = new Promise<string>((resolve) => {
      end = () => resolve("done");
    });
    const all = Promise.all(
      Array.from({ length: 5 }, () => limit.run(() => lasting).catch(({ code }: { code: string }) => code)),
    );
    await vi.advanceTimersByTimeAsync(10);
    end();
    expect(await all).toEqual(["done", "done", "OVERLOADED", "OVERLOADED", "OVERLOADED"]);
  });

  it("holds however much work was done and has failed before", async () => {
    const limit = limitWork(3);
    await vi.advanceTimersByTimeAsync(10);
    for (let time = 0; time < 5; time += 1) {
      await expect(limit.run(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
      expect(await limit.run(async () => time)).toBe(time);
    }
    const { end, all } = await begin(limit, 5);
    await vi.advanceTimersByTimeAsync(10);
    end();
    expect(await all).toEqual(["done", "done", "done", "OVERLOADED", "OVERLOADED"]);
  });
});
