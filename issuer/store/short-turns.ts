import { setImmediate as nextTurn } from "node:timers/promises";

/** Waits while this turn of the event loop has had its share of such work. */
export type ShareTurns = () => Promise<void>;

/**
 * Divides work that many requests wait for over turns of the event loop: between two turns connections are accepted, one a turn, and other
 * requests are served. Whoever asks first goes on first.
 *
 * @param milliseconds - After so long in one turn, what asks next waits for the next one.
 */
export function createShortTurns(milliseconds: number): ShareTurns {
  let began: number | undefined;
  return async () => {
    while (began !== undefined && performance.now() - began >= milliseconds) await nextTurn();
    if (began !== undefined) return;
    began = performance.now();
    setImmediate(() => {
      began = undefined;
    });
  };
}
