import { expect, test } from "vitest";
import { createShortTurns } from "../../../issuer/store/short-turns.ts";

/** Waits through the turns of the event loop that other people's work takes, and counts them. */
async function turnsOf(work: Promise<unknown>): Promise<number> {
  let turns = 0;
  let isDone = false;
  const end = work.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    await new Promise(setImmediate);
    turns += 1;
  }
  await end;
  return turns;
}

test("what takes no time shares one turn, in order, and the next turn is free again", async () => {
  // So that a busy machine does not end the turn early.
  const shareTurns = createShortTurns(1_000);
  for (let time = 0; time < 2; time += 1) {
    const done: number[] = [];
    const all = Array.from({ length: 100 }, (_, index) => shareTurns(async () => done.push(index)));
    expect(await turnsOf(Promise.all(all))).toBeLessThanOrEqual(2);
    expect(done).toEqual(Array.from({ length: 100 }, (_, index) => index));
  }
});

test("where a turn has no time at all there is one piece of work in each", async () => {
  const shareTurns = createShortTurns(0);
  const all = Array.from({ length: 10 }, () => shareTurns(async () => {}));
  expect(await turnsOf(Promise.all(all))).toBeGreaterThanOrEqual(9);
});
