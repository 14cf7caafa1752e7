import type { FetchDocument } from "../core/fetch-document.ts";
import { Problem } from "../core/problem/problem.ts";
import type { Verification } from "../core/verification/verdict.ts";
import { looksCostly } from "./cost-estimate.ts";
import { fetchMissing } from "./fetch-missing.ts";
import type { Job, JobResult, Question } from "./job.ts";
import type { Lane } from "./lane.ts";
import { createNewestLists } from "./newest-lists.ts";
import type { VerificationLanes } from "./verification-lanes.ts";

export interface WorkerPoolOptions {
  lanes: VerificationLanes;
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
}

/** Running time that one verification gets in all; waiting for the network is not counted. */
const runningMilliseconds = 1_000;
/** After this long in the quick lane a document has shown that it belongs into the other. */
const quickMilliseconds = 300;
/** One verification from start to end, the network included. */
const totalMilliseconds = 15_000;
/** A document names at most this many others (security rule 5), each of which costs one round. */
const maxRounds = 6;

/** Puts verifications into the lanes; what a thread lacks is fetched between its rounds. */
export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  const { quick, slow } = options.lanes;
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
  };
}
