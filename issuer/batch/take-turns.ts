import { setImmediate as nextTurn } from "node:timers/promises";

const turnMilliseconds = 5;

/** Goes through a long list and lets other requests have their turn every few milliseconds. */
export async function* takeTurns<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  let began = performance.now();
  for (const item of items) {
    yield item;
    if (performance.now() - began < turnMilliseconds) continue;
    await nextTurn();
    began = performance.now();
  }
}
