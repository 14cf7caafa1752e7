import { setImmediate as nextTurn, setTimeout as wait } from "node:timers/promises";
import { Problem } from "../../core/problem/problem.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { type BatchPlace, batchPrefixes } from "./records.ts";
import { runSomeRows } from "./run-some-rows.ts";

/** Works on the batches in the background. What is to be done stands in the store alone, so a restart changes nothing. */
export interface BatchRunner {
  /** There is, or may be, something to do. */
  wake(): void;
  /** Lets the rows under way finish and does nothing more. */
  stop(): Promise<void>;
}

const maximumBatches = 200;
const pauseMilliseconds = 500;

/**
 * Makes the runner of a service. The batches take turns of some rows each, so a large one does not keep the others waiting.
 *
 * @param onError - Told about what should not happen, for the log.
 */
export function createBatchRunner(context: IssuerContext, onError: (error: unknown) => void): BatchRunner {
  let isWanted = false;
  let running: Promise<void> | undefined;
  const stopping = new AbortController();

  async function runAll(): Promise<void> {
    while (isWanted && !stopping.signal.aborted) {
      isWanted = false;
      const places = await context.store.list(batchPrefixes.running(), { limit: maximumBatches });
      for (const { value } of places) if (!stopping.signal.aborted) await runOne(value);
      if (places.length > 0) isWanted = true;
      await nextTurn();
    }
  }

  async function runOne(place: BatchPlace): Promise<void> {
    try {
      await runSomeRows(context, place, onError);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== "OVERLOADED") throw error;
      await wait(pauseMilliseconds, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }

  function wake(): void {
    isWanted = true;
    running ??= runAll()
      .catch(onError)
      .finally(() => {
        running = undefined;
        if (isWanted && context.store.condition.sound && !stopping.signal.aborted) wake();
      });
  }

  return {
    wake,
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
