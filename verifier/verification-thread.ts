import { Worker } from "node:worker_threads";
import { Problem } from "../core/problem/problem.ts";
import type { Job, JobResult, ThreadReady, ThreadSettings } from "./job.ts";
import { runningTime } from "./thread-clock.ts";

/** One worker thread that runs one verification at a time and can be stopped in the middle of it. */
export interface VerificationThread {
  /** Whether it is still usable; a thread that ran out of time or memory is not. */
  readonly alive: boolean;
  /**
   * @param limitMilliseconds - Of running time, not counting what a busy machine makes it wait.
   * @throws Problem `TOO_COSTLY` when the time is over or the memory used up: the thread is gone then.
   */
  run(job: Job, limitMilliseconds: number): Promise<JobResult>;
  stop(): Promise<void>;
}

/** How much longer than its limit a job may take on the wall, however busy the machine is. */
const maxStretch = 5;
const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 };

/** Starts a thread; resolves when it has loaded everything and warmed up. */
export async function startVerificationThread(
  file: URL,
  settings: ThreadSettings,
): Promise<VerificationThread> {
  const worker = new Worker(file, { resourceLimits, env: {}, stdin: false, workerData: settings });
  let alive = true;
  let settle: { resolve: (message: unknown) => void; reject: (error: unknown) => void } | undefined;
  const fail = (error: unknown) => {
    alive = false;
    settle?.reject(error);
    settle = undefined;
  };
  const answer = <Message>() =>
    new Promise<Message>((resolve, reject) => {
      settle = { resolve: (message) => resolve(message as Message), reject };
    });
  worker.on("message", (message: unknown) => {
    settle?.resolve(message);
    settle = undefined;
  });
  worker.on("error", (error: Error & { code?: string }) => {
    const outOfMemory = error.code === "ERR_WORKER_OUT_OF_MEMORY";
    fail(outOfMemory ? new Problem("TOO_COSTLY", "Verification needs too much memory.") : error);
  });
  worker.on("exit", () => fail(new Error("the verification thread ended by itself")));
  const { threadName } = await answer<ThreadReady>();

  return {
    get alive() {
      return alive;
    },
    stop: async () => {
      fail(new Problem("OVERLOADED", "The service is stopping."));
      await worker.terminate();
    },
    run: async (job, limitMilliseconds) => {
      if (settle) throw new TypeError("the thread is busy");
      const stopWatching = watch({ threadName, limitMilliseconds }, () => {
        fail(new Problem("TOO_COSTLY", "Verification was stopped: this document takes too much work."));
        void worker.terminate();
      });
      try {
        const result = answer<JobResult>();
        worker.postMessage(job);
        return await result;
      } finally {
        stopWatching();
      }
    },
  };
}

interface Watched {
  threadName: string | undefined;
  limitMilliseconds: number;
}

/** Calls `onOver` once the thread has run for longer than its limit; gives the function that ends the watch. */
function watch({ threadName, limitMilliseconds }: Watched, onOver: () => void): () => void {
  const startedRunning = runningTime(threadName);
  const started = performance.now();
  let timer: NodeJS.Timeout | undefined;
  let late: NodeJS.Immediate | undefined;
  const look = () => {
    const left = limitMilliseconds - (runningTime(threadName) - startedRunning);
    const over = left <= 0 || performance.now() - started > limitMilliseconds * maxStretch;
    // An answer that waits already in the queue of this thread still counts.
    if (over) late = setImmediate(onOver);
    else timer = setTimeout(look, Math.max(left, 10));
  };
  timer = setTimeout(look, limitMilliseconds);
  return () => {
    clearTimeout(timer);
    clearImmediate(late);
  };
}
