import { Worker } from "node:worker_threads";
import { Problem } from "../core/problem/problem.ts";
import { type Job, type JobResult, messages } from "./job.ts";

/** One worker thread that runs one verification at a time and can be stopped in the middle of it. */
export interface VerificationThread {
  /** Whether it is still usable; a thread that ran out of time or memory is not. */
  readonly alive: boolean;
  /** @throws Problem `TOO_COSTLY` when the time is over or the memory used up: the thread is gone then. */
  run(job: Job, limitMilliseconds: number): Promise<JobResult>;
  /** Gives way to the other threads from now on (where the system can do that for one thread). */
  giveWay(): void;
  stop(): Promise<void>;
}

const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 };

/** Starts a thread; resolves when it has loaded everything and warmed up. */
export async function startVerificationThread(file: URL): Promise<VerificationThread> {
  const worker = new Worker(file, { resourceLimits, env: {}, stdin: false });
  let alive = true;
  let settle: { resolve: (result: JobResult) => void; reject: (error: unknown) => void } | undefined;
  const fail = (error: unknown) => {
    alive = false;
    settle?.reject(error);
    settle = undefined;
  };
  const ready = new Promise<void>((resolve, reject) => {
    settle = { resolve: () => resolve(), reject };
  });
  worker.on("message", (result: JobResult) => {
    settle?.resolve(result);
    settle = undefined;
  });
  worker.on("error", (error: Error & { code?: string }) => {
    const outOfMemory = error.code === "ERR_WORKER_OUT_OF_MEMORY";
    fail(outOfMemory ? new Problem("TOO_COSTLY", "Verification needs too much memory.") : error);
  });
  worker.on("exit", () => fail(new Error("the verification thread ended by itself")));
  await ready;
  return {
    get alive() {
      return alive;
    },
    giveWay: () => worker.postMessage(messages.giveWay),
    stop: async () => {
      fail(new Problem("OVERLOADED", "The service is stopping."));
      await worker.terminate();
    },
    run: async (job, limitMilliseconds) => {
      if (settle) throw new TypeError("the thread is busy");
      let late: NodeJS.Immediate | undefined;
      const timer = setTimeout(() => {
        // An answer that waits already in the queue of this thread still counts.
        late = setImmediate(() => {
          fail(new Problem("TOO_COSTLY", "Verification was stopped: this document takes too much work."));
          void worker.terminate();
        });
      }, limitMilliseconds);
      try {
        return await new Promise<JobResult>((resolve, reject) => {
          settle = { resolve, reject };
          worker.postMessage(job);
        });
      } finally {
        clearTimeout(timer);
        clearImmediate(late);
      }
    },
  };
}
