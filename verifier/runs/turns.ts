import { timeInTurn } from "../../web/arrivals.ts";

/** Work that is done piece after piece in the main thread, and lets others have their turn. */
export interface Turns {
  /** Pieces that were not begun yet. */
  readonly waiting: number;
  /** Begins a piece when those before it are done. It should wait for nothing: the others wait for it. */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** How long pieces are begun in one turn of the event loop. */
const turnMilliseconds = 1;

/** Makes an empty queue. One piece at a time, because what several have under way at once outlives the first collection of garbage. */
export function createTurns(): Turns {
  const waiting: (() => Promise<void>)[] = [];
  let isRunning = false;

  const runAll = async () => {
    let end = performance.now() + timeInTurn(turnMilliseconds);
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await next();
      if (waiting.length > 0 && performance.now() >= end) {
        await new Promise(setImmediate);
        end = performance.now() + timeInTurn(turnMilliseconds);
      }
    }
    isRunning = false;
  };

  return {
    get waiting() {
      return waiting.length;
    },
    run: (work) =>
      new Promise((resolve, reject) => {
        waiting.push(() => work().then(resolve, reject));
        if (isRunning) return;
        isRunning = true;
        void runAll();
      }),
  };
}
