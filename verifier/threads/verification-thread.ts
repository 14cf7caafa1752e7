import { Worker } from "node:worker_threads";
import { Problem } from "../../core/problem/problem.ts";
import { watchForStall } from "../../web/threads/stall-watch.ts";
import type {
  Job,
  JobMessage,
  JobResult,
  TakenBack,
  ThreadMessage,
  ThreadSettings,
  ThreadWorkerData,
} from "../runs/job.ts";

/** One worker thread that runs verifications one after another and can be stopped in the middle of one. */
export interface VerificationThread {
  /** Whether it is still usable; a thread that ran out of time or memory is not. */
  readonly alive: boolean;
  /** Jobs that it has and has not answered. */
  readonly given: number;
  /** Whether its first job takes so long that no other should wait behind it. */
  readonly stalled: boolean;
  /**
   * Runs a job after those that it was given before.
   *
   * @param limitMilliseconds - Of running time, not counting what a busy machine makes it wait.
   * @returns `undefined` when the job was taken back because the one before it takes long, or ended the thread: somebody else may run it.
   * @throws Problem `TOO_COSTLY` when the time is over or the memory used up: the thread is gone then.
   */
  run(job: Job, limitMilliseconds: number): Promise<JobResult | undefined>;
  stop(): Promise<void>;
}

interface Given {
  number: number;
  limitMilliseconds: number;
  resolve: (result: JobResult | undefined) => void;
  reject: (error: unknown) => void;
}

// The young generation of several threads is memory that is always full; measured, a larger one made nothing faster.
const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 4, stackSizeMb: 4 };

/** Starts a thread; resolves when it has loaded everything and warmed up. */
export async function startVerificationThread(
  file: URL,
  settings: ThreadSettings,
): Promise<VerificationThread> {
  const takenBack: TakenBack = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
  const workerData: ThreadWorkerData = { ...settings, takenBack };
  const worker = new Worker(file, { resourceLimits, env: {}, stdin: false, workerData });
  // In order; the first is the one that runs.
  const given: Given[] = [];
  let alive = true;
  let last = 0;

  const takeBack = (from: number) => {
    for (const { resolve } of given.splice(from)) resolve(undefined);
  };
  /** Whoever runs when a thread ends is the cause, and those behind are as good as new. */
  const end = (error: unknown) => {
    alive = false;
    stall.stop();
    given.shift()?.reject(error);
    takeBack(0);
  };
  const stall = watchForStall({
    current: () => given[0],
    onStall: ({ number }) => {
      Atomics.store(takenBack, 0, number + 1);
      Atomics.store(takenBack, 1, last + 1);
      takeBack(1);
    },
    onOver: () => {
      end(new Problem("TOO_COSTLY", "Verification was stopped: this document takes too much work."));
      void worker.terminate();
    },
  });

  const threadName = await new Promise<string | undefined>((resolve, reject) => {
    worker.on("message", (message: ThreadMessage) => {
      if ("threadName" in message) resolve(message.threadName);
      // What was taken back meanwhile is answered by somebody else.
      else if (given[0]?.number === message.number) {
        given.shift()?.resolve(message.result);
        if (given.length === 0) stall.stop();
      }
    });
    worker.on("error", (error: Error & { code?: string }) => {
      const outOfMemory = error.code === "ERR_WORKER_OUT_OF_MEMORY";
      const reason = outOfMemory ? new Problem("TOO_COSTLY", "Verification needs too much memory.") : error;
      reject(reason);
      end(reason);
    });
    worker.on("exit", () => {
      const reason = new Error("the verification thread ended by itself");
      reject(reason);
      end(reason);
    });
  });

  return {
    get alive() {
      return alive;
    },
    get given() {
      return given.length;
    },
    get stalled() {
      return stall.isSeen();
    },
    stop: async () => {
      const stopping = new Problem("OVERLOADED", "The service is stopping.");
      for (const { reject } of given.splice(0)) reject(stopping);
      end(stopping);
      await worker.terminate();
    },
    run: async (job, limitMilliseconds) => {
      if (!alive) return undefined;
      const number = ++last;
      return new Promise((resolve, reject) => {
        given.push({ number, limitMilliseconds, resolve, reject });
        worker.postMessage({ number, job } satisfies JobMessage);
        if (given.length === 1) stall.start(threadName);
      });
    },
  };
}
