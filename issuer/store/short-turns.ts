import { setImmediate as nextTurn } from "node:timers/promises";
import { timeInTurn } from "../../web/arrivals.ts";

/** Does a piece of work when those before it are done and this turn of the event loop has room for it. */
export type ShareTurns = <Result>(work: () => Promise<Result>) => Promise<Result>;

/**
 * Divides work that many requests wait for over turns of the event loop, one piece after the other: between two turns connections are
 * accepted, one a turn, and other requests are served.
 *
 * @param milliseconds - After so long in one turn, what comes next waits for the next one.
 */
export function createShortTurns(milliseconds: number): ShareTurns {
  let began: number | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const roomInTurn = async () => {
    while (began !== undefined && performance.now() - began >= timeInTurn(milliseconds)) await nextTurn();
    if (began !== undefined) return;
    began = performance.now();
    setImmediate(() => {
      began = undefined;
    });
  };
  return (work) => {
    const done = last.then(roomInTurn).then(work);
    last = done.catch(() => {});
    return done;
  };
}
