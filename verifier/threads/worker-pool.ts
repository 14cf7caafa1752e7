import type { FetchDocument } from "../../core/fetch-document.ts";
import { Problem } from "../../core/problem/problem.ts";
import type { Verification } from "../../core/verification/verdict.ts";
import { isLarge, looksCostly } from "../runs/cost-estimate.ts";
import type { Job, Question, SourceBytes } from "../runs/job.ts";
import { createRounds } from "../runs/rounds.ts";
import type { ShortRuns } from "../runs/short-runs.ts";
import { statusAddresses } from "../runs/status-addresses.ts";
import { createTurns } from "../runs/turns.ts";
import type { Lane, LaneRequest, Ran } from "./lane.ts";
import type { VerificationLanes } from "./verification-lanes.ts";

export interface WorkerPoolOptions {
  lanes: VerificationLanes;
  shortRuns: ShortRuns;
  fetchDocument: FetchDocument;
  allowHttpOnLoopback: boolean;
  clock: () => Date;
}

/** Runs verifications, all but the shortest in threads that can be killed, so that no input holds up other people's requests. */
export interface WorkerPool {
  /** Throws `OVERLOADED` when nothing would be taken at the moment. */
  assertReady(): void;
  /** Whether a request of a certain size, of which no more is known yet, would be taken at the moment. */
  hasRoomFor(sizeBytes: number): boolean;
  /**
   * @param sizeBytes - Of the request: large ones wait in a lane of their own.
   * @param source - What the question's document was read from.
   * @throws Problem `TOO_COSTLY` after 1 s of running time; `OVERLOADED`.
   */
  verify(question: Question, sizeBytes: number, source?: SourceBytes): Promise<Verification>;
}

/** Running time that one verification gets in all; waiting for the network is not counted. */
const runningMilliseconds = 1_000;
/** After this long in the quick lane a document has shown that it belongs into the other. */
const quickMilliseconds = 300;
/** One verification from start to end, the network included. */
const totalMilliseconds = 15_000;
/** Short runs that wait for their turn. Those that wait for the network take nobody's place, however slowly an issuer answers. */
const maxWaitingRuns = 256;
/** What is being fetched when a job comes in is too old for it, what is fetched next is not; and there may be two lists. */
const maxWaits = 4;

/** Runs what is short at once, and puts the rest into the lanes. */
export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  const { lanes, shortRuns, fetchDocument, allowHttpOnLoopback, clock } = options;
  const { quick, slow } = lanes;
  const rounds = createRounds(fetchDocument);
  const turns = createTurns();

  const turnsHaveRoom = () => turns.waiting < maxWaitingRuns;

  const laneFor = (question: Question, sizeBytes: number) =>
    looksCostly(question.document, sizeBytes) ? slow : quick;

  const runInLane = async (lane: Lane, request: LaneRequest): Promise<Ran> => {
    if (lane === slow) return slow.run(request);
    try {
      const limitMilliseconds = Math.min(quickMilliseconds, request.limitMilliseconds);
      return await quick.run({ ...request, limitMilliseconds });
    } catch (error) {
      if (!(error instanceof Problem && error.code === "TOO_COSTLY")) throw error;
      return slow.run({ ...request, preferred: undefined });
    }
  };

  const verifyInLane = (lane: Lane, job: Job, arrivedAt: number, addresses: string[]) => {
    const request: LaneRequest = {
      job,
      limitMilliseconds: runningMilliseconds,
      onTurn: () => rounds.addFound(job, arrivedAt, addresses),
    };
    return rounds.untilVerdict(job, arrivedAt + totalMilliseconds, async () => {
      const { result, thread } = await runInLane(lane, request);
      request.preferred = thread;
      if (result.outcome === "missing") {
        request.limitMilliseconds = Math.max(1, request.limitMilliseconds - result.tookMilliseconds);
      }
      return result;
    });
  };

  /** Runs a job, or says for what it should wait: others are fetching it, and run with it the job needs to be run only once. */
  const runOrWait = async (job: Job, arrivedAt: number, addresses: string[], mayWait: boolean) => {
    rounds.addFound(job, arrivedAt, addresses);
    const landing = mayWait ? rounds.landing(job, addresses, arrivedAt + totalMilliseconds) : undefined;
    if (landing !== undefined) return { landing };
    const result = await shortRuns.run(job);
    if (result?.outcome === "missing") rounds.beginFetching(result.requests);
    return { result };
  };

  const verifyShortly = (job: Job, arrivedAt: number, addresses: string[]) => {
    return rounds.untilVerdict(job, arrivedAt + totalMilliseconds, async () => {
      for (let waits = 0; ; waits++) {
        const next = await turns.run(() => runOrWait(job, arrivedAt, addresses, waits < maxWaits));
        if ("result" in next) return next.result;
        await next.landing;
      }
    });
  };

  return {
    assertReady: () => quick.assertRoom(),
    hasRoomFor: (sizeBytes) => turnsHaveRoom() && (isLarge(sizeBytes) ? slow : quick).hasRoom,
    verify: async (question, sizeBytes, source) => {
      const { document } = question;
      const arrivedAt = performance.now();
      const lane = laneFor(question, sizeBytes);
      const addresses = statusAddresses(document);
      const job = {
        number: lanes.nextNumber(),
        now: clock(),
        allowHttpOnLoopback,
        fetched: new Map(),
        newestLists: new Map(),
      };
      if (lane === quick && turnsHaveRoom() && shortRuns.takes(document, sizeBytes)) {
        const here = { ...job, question: { ...question, document: { value: document, sizeBytes } } };
        const verification = await verifyShortly(here, arrivedAt, addresses);
        if (verification !== undefined) return verification;
      }
      const text = source && { text: source.bytes.toString("utf8"), member: source.member };
      const carried = { ...job, question: { ...question, document: text ?? { value: document } } };
      return verifyInLane(lane, carried, arrivedAt, addresses);
    },
  };
}
