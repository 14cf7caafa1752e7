import type { FetchDocument } from "../core/fetch-document.ts";
import { Problem } from "../core/problem/problem.ts";
import type { Verification } from "../core/verification/verdict.ts";
import { isLarge, looksCostly } from "./cost-estimate.ts";
import type { FetchOutcome, Job, Question, SourceText } from "./job.ts";
import type { Lane, LaneRequest, Ran } from "./lane.ts";
import { createNewestLists } from "./newest-lists.ts";
import { createSharedFetches } from "./shared-fetches.ts";
import { statusAddresses } from "./status-addresses.ts";
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
  /** Whether a request of a certain size, of which no more is known yet, would be taken at the moment. */
  hasRoomFor(sizeBytes: number): boolean;
  /** Throws `OVERLOADED` when this question would not be taken at the moment. */
  assertRoom(question: Question, sizeBytes: number): void;
  /**
   * @param sizeBytes - Of the request: large ones wait in a lane of their own.
   * @param source - What the question's document was read from.
   * @throws Problem `TOO_COSTLY` after 1 s of running time; `OVERLOADED`.
   */
  verify(question: Question, sizeBytes: number, source?: SourceText): Promise<Verification>;
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
  const { lanes, fetchDocument, allowHttpOnLoopback, clock } = options;
  const { quick, slow } = lanes;
  const fetches = createSharedFetches(fetchDocument);
  const newestLists = createNewestLists();

  const laneFor = (question: Question, sizeBytes: number) =>
    looksCostly(question.document, sizeBytes) ? slow : quick;

  const runOnce = async (lane: Lane, request: LaneRequest): Promise<Ran> => {
    if (lane === slow) return slow.run(request);
    try {
      const limitMilliseconds = Math.min(quickMilliseconds, request.limitMilliseconds);
      return await quick.run({ ...request, limitMilliseconds });
    } catch (error) {
      if (!(error instanceof Problem && error.code === "TOO_COSTLY")) throw error;
      return slow.run({ ...request, preferred: undefined });
    }
  };

  return {
    assertReady: () => quick.assertRoom(),
    hasRoomFor: (sizeBytes) => (isLarge(sizeBytes) ? slow : quick).hasRoom,
    assertRoom: (question, sizeBytes) => laneFor(question, sizeBytes).assertRoom(),
    verify: async (question, sizeBytes, source) => {
      const arrivedAt = performance.now();
      const lane = laneFor(question, sizeBytes);
      const job: Job = {
        number: lanes.nextNumber(),
        question: { ...question, document: source ?? { value: question.document } },
        now: clock(),
        allowHttpOnLoopback,
        fetched: new Map(),
        newestLists: new Map(),
      };
      const add = (fetched: [key: string, outcome: FetchOutcome][], urls: readonly string[]) => {
        for (const [key, outcome] of fetched) job.fetched.set(key, outcome);
        for (const url of urls) {
          const newest = newestLists.at(url);
          if (newest !== undefined) job.newestLists.set(url, newest);
        }
      };
      const addresses = statusAddresses(question.document);
      const request: LaneRequest = {
        job,
        limitMilliseconds: runningMilliseconds,
        // What others fetched while this one waited is as new as what it would fetch itself.
        onTurn: () => add(fetches.foundSince(arrivedAt, addresses), addresses),
      };
      for (let round = 0; round < maxRounds; round++) {
        const { result, thread } = await runOnce(lane, request);
        if (result.outcome === "failed") throw new Error(`verification thread: ${result.stack}`);
        if (result.outcome === "verdict") {
          for (const [list, newest] of result.newestLists) newestLists.note(list, newest);
          return result.verification;
        }
        request.preferred = thread;
        request.limitMilliseconds = Math.max(1, request.limitMilliseconds - result.tookMilliseconds);
        const urls = result.requests.map(({ url }) => url);
        add(await fetches.fetch(result.requests, arrivedAt + totalMilliseconds), urls);
      }
      throw new Problem("TOO_COSTLY", "Verification was stopped: this document needs too many others.");
    },
  };
}
