import type { FetchDocument } from "../core/fetch-document.ts";
import { Problem } from "../core/problem/problem.ts";
import type { Verification } from "../core/verification/verdict.ts";
import { looksCostly } from "./cost-estimate.ts";
import { fetchMissing } from "./fetch-missing.ts";
import type { Job, JobResult, Question, ThreadSettings } from "./job.ts";
import { Lane } from "./lane.ts";
import { createNewestLists } from "./newest-lists.ts";
import { ThreadSupply } from "./thread-supply.ts";
import { startVerificationThread } from "./verification-thread.ts";

export interface WorkerPoolOptions {
  /** The compiled worker module. */
  workerFile: URL;
  /** Threads for the usual small documents; one more runs large and suspicious ones, and one is kept spare. */
  quickThreads: number;
  /** How thoroughly quick threads warm up; more makes the first verifications faster and the start costlier. */
  practiceRounds: number;
  fetchDocument: FetchDocument;
  allowHttpOnLoopback: boolean;
  clock: () => Date;
}

/** Runs verifications in threads that can be killed, so that no input holds up other people's requests. */
export interface WorkerPool {
  /** Throws `OVERLOADED` when nothing would be taken at the moment. */
  assertReady(): void;
  /** Throws `OVERLOADED` when this question would not be taken at the moment. */
  assertRoom(question: Question, sizeBytes: number): void;
  /**
   * @param sizeBytes - Of the request: large ones wait in a lane of their own.
   * @throws Problem `TOO_COSTLY` after 1 s of running time; `OVERLOADED`.
   */
  verify(question: Question, sizeBytes: number): Promise<Verification>;
  close(): Promise<void>;
}

/** Running time that one verification gets in all; waiting for the network is not counted. */
const runningMilliseconds = 1_000;
/** After this long in the quick lane a document has shown that it belongs into the other. */
const quickMilliseconds = 300;
/** One verification from start to end, the network included. */
const totalMilliseconds = 15_000;
/** A document names at most this many others (security rule 5), each of which costs one round. */
const maxRounds = 6;

/** Starts the threads; resolves when they are warm. */
export async function openWorkerPool(options: WorkerPoolOptions): Promise<WorkerPool> {
  const start = (settings: ThreadSettings) => () => startVerificationThread(options.workerFile, settings);
  const { practiceRounds } = options;
  const quickSupply = new ThreadSupply({
    start: start({ background: false, practiceRounds }),
    keepSpare: true,
  });
  const slowSupply = new ThreadSupply({
    start: start({ background: true, practiceRounds: 1 }),
    keepSpare: false,
  });
  const quick = new Lane({ threads: options.quickThreads, maxWaiting: 256, supply: quickSupply });
  const slow = new Lane({ threads: 1, maxWaiting: 16, supply: slowSupply });
  await Promise.all([quick.open(), slow.open()]);
  const newestLists = createNewestLists();

  const laneFor = (question: Question, sizeBytes: number) =>
    looksCostly(question.document, sizeBytes) ? slow : quick;

  const runOnce = async (job: Job, lane: Lane, limitMilliseconds: number): Promise<JobResult> => {
    if (lane === slow) return slow.run(job, limitMilliseconds);
    try {
      return await quick.run(job, Math.min(quickMilliseconds, limitMilliseconds));
    } catch (error) {
      if (!(error instanceof Problem && error.code === "TOO_COSTLY")) throw error;
      return slow.run(job, limitMilliseconds);
    }
  };

  return {
    assertReady: () => quick.assertRoom(),
    assertRoom: (question, sizeBytes) => laneFor(question, sizeBytes).assertRoom(),
    verify: async (question, sizeBytes) => {
      const { allowHttpOnLoopback, fetchDocument, clock } = options;
      const deadline = performance.now() + totalMilliseconds;
      const job: Job = {
        question,
        now: clock(),
        allowHttpOnLoopback,
        fetched: new Map(),
        newestLists: new Map(),
      };
      let leftMilliseconds = runningMilliseconds;
      for (let round = 0; round < maxRounds; round++) {
        const result = await runOnce(job, laneFor(question, sizeBytes), leftMilliseconds);
        if (result.outcome === "failed") throw new Error(`verification thread: ${result.stack}`);
        if (result.outcome === "verdict") {
          for (const [list, newest] of result.newestLists) newestLists.note(list, newest);
          return result.verification;
        }
        leftMilliseconds = Math.max(1, leftMilliseconds - result.tookMilliseconds);
        for (const { url } of result.requests) {
          const newest = newestLists.at(url);
          if (newest !== undefined) job.newestLists.set(url, newest);
        }
        await fetchMissing({ requests: result.requests, fetched: job.fetched, fetchDocument, deadline });
      }
      throw new Problem("TOO_COSTLY", "Verification was stopped: this document needs too many others.");
    },
    close: async () => {
      await Promise.all([quick.close(), slow.close(), quickSupply.close(), slowSupply.close()]);
    },
  };
}
