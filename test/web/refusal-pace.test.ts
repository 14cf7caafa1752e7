import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createRefusalPace } from "../../web/refusal-pace.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** When each of so many refusals, asked for at once, may go, in milliseconds from now. */
async function waitsOf(pace: () => Promise<void>, count: number): Promise<number[]> {
  const asked = performance.now();
  const waits: number[] = [];
  const all = Array.from({ length: count }, async () => {
    await pace();
    waits.push(performance.now() - asked);
  });
  await vi.advanceTimersByTimeAsync(5_000);
  await Promise.all(all);
  return waits;
}

it("lets the first refusal of a while go at once, and those that come with it one a millisecond", async () => {
  const pace = createRefusalPace();
  await vi.advanceTimersByTimeAsync(10);
  expect(await waitsOf(pace, 4)).toEqual([0, 1, 2, 3]);
  expect(await waitsOf(pace, 2)).toEqual([0, 1]);
});

it("lets nobody wait for more than a second, however many are refused", async () => {
  const pace = createRefusalPace();
  await vi.advanceTimersByTimeAsync(10);
  const waits = await waitsOf(pace, 3_000);
  expect(waits).toHaveLength(3_000);
  expect(Math.max(...waits)).toBeLessThanOrEqual(1_000);
  expect(waits.filter((wait) => wait < 900)).toHaveLength(900);
});
