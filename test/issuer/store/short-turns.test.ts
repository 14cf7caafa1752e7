import { expect, test } from "vitest";
import { createShortTurns } from "../../../issuer/store/short-turns.ts";

test("work that many wait for is divided over turns, in the order in which it was asked for", async () => {
  const shareTurns = createShortTurns(2);
  const done: number[] = [];
  let turns = 0;
  const count = () => {
    turns += 1;
    if (done.length < 40) setImmediate(count);
  };
  setImmediate(count);
  await Promise.all(
    Array.from({ length: 40 }, async (_, index) => {
      await shareTurns(async () => {
        const began = performance.now();
        while (performance.now() - began < 0.5);
        done.push(index);
      });
    }),
  );
  expect(done).toEqual(Array.from({ length: 40 }, (_, index) => index));
  // 20 ms of work, at most two and a half a turn.
  expect(turns).toBeGreaterThanOrEqual(7);
});

test("what fails does not keep others from their turn", async () => {
  const shareTurns = createShortTurns(2);
  const failing = shareTurns(async () => {
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(await shareTurns(async () => "yes")).toBe("yes");
});
