import type { KnownSchemas } from "../../core/schema/known-schema.ts";
import type { ThreadSettings } from "../runs/job.ts";
import { Lane } from "./lane.ts";
import { ThreadSupply } from "./thread-supply.ts";
import { startVerificationThread } from "./verification-thread.ts";

export interface VerificationLanesOptions {
  /** The compiled worker module. */
  workerFile: URL;
  /** Threads for the usual small documents; one more runs large and suspicious ones, and one is kept spare. */
  quickThreads: number;
  /** How thoroughly quick threads warm up; more makes the first verifications faster and the start costlier. */
  practiceRounds: number;
  /** What every thread knows from its start. */
  knownSchemas: KnownSchemas;
}

/** The threads of a verifier: small documents and costly ones wait in different queues. They keep nothing of any job. */
export interface VerificationLanes {
  quick: Lane;
  slow: Lane;
  /** A number for a job, which no other job in these lanes has. */
  nextNumber(): number;
  close(): Promise<void>;
}

/** Starts the threads; resolves when they are warm. */
export async function openVerificationLanes(options: VerificationLanesOptions): Promise<VerificationLanes> {
  const { workerFile, quickThreads, practiceRounds, knownSchemas } = options;
  const start = (settings: Omit<ThreadSettings, "knownSchemas">) => () =>
    startVerificationThread(workerFile, { ...settings, knownSchemas });
  const quickSupply = new ThreadSupply({
    start: start({ background: false, practiceRounds }),
    keepSpare: true,
  });
  const slowSupply = new ThreadSupply({
    start: start({ background: true, practiceRounds: 1 }),
    keepSpare: false,
  });
  const quick = new Lane({ threads: quickThreads, maxWaiting: 256, ahead: 4, supply: quickSupply });
  const slow = new Lane({ threads: 1, maxWaiting: 16, ahead: 1, supply: slowSupply });
  await Promise.all([quick.open(), slow.open()]);
  let last = 0;
  return {
    quick,
    slow,
    nextNumber: () => ++last,
    close: async () => {
      await Promise.all([quick.close(), slow.close(), quickSupply.close(), slowSupply.close()]);
    },
  };
}
