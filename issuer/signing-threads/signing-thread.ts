import { Worker } from "node:worker_threads";
import { Problem } from "../../core/problem/problem.ts";
import { watchForStall } from "../../web/threads/stall-watch.ts";
import type { SigningJob, SigningResult, ThreadMessage } from "./signing-job.ts";

/** One worker thread that makes one signature at a time and can be stopped in the middle of it. It keeps no process alive while it rests. */
export interface SigningThread {
  /** Whether it is still usable. */
  readonly alive: boolean;
  /** @throws Problem `OVERLOADED` when the thread ends before the signature is made: that is no verdict on what was to be signed. */
  run(job: SigningJob): Promise<SigningResult>;
  stop(): Promise<void>;
}

export interface SigningThreadOptions {
  /** The compiled worker module. */
  workerFile: URL;
  /** Running time that one signature gets. */
  limitMilliseconds: number;
  /** Told why a thread ended that nobody had stopped, for the log. */
  onLost: (error: Error) => void;
}

interface Running {
  limitMilliseconds: number;
  resolve: (result: SigningResult) => void;
  reject: (error: unknown) => void;
}

// A thousand statements, the most that are signed, fit into a fifth of that.
const resourceLimits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 4, stackSizeMb: 4 };

/** Starts a thread; resolves when it has loaded everything. Rejects when it cannot be started. */
export async function startSigningThread(options: SigningThreadOptions): Promise<SigningThread> {
  const { workerFile, limitMilliseconds, onLost } = options;
  const worker = new Worker(workerFile, { resourceLimits, env: {}, stdin: false });
  let running: Running | undefined;
  /** Why, once it did. */
  let ended: Problem | undefined;

  const end = (words: string) => {
    ended ??= new Problem("OVERLOADED", words);
    watch.stop();
    running?.reject(ended);
    running = undefined;
  };
  const lose = (error: Error) => {
    if (ended) return;
    end("The signature could not be made to the end; try again.");
    onLost(error);
  };
  const watch = watchForStall({
    current: () => running,
    onOver: () => {
      lose(new Error("a signature took too long, and its thread was ended"));
      void worker.terminate();
    },
  });

  const threadName = await new Promise<string | undefined>((resolve, reject) => {
    worker.on("message", (message: ThreadMessage) => {
      if ("threadName" in message) {
        resolve(message.threadName);
        return;
      }
      const done = running;
      running = undefined;
      watch.stop();
      worker.unref();
      done?.resolve(message.result);
    });
    worker.on("error", (error) => {
      reject(error);
      lose(error);
    });
    worker.on("exit", () => {
      const error = new Error("the signing thread ended by itself");
      reject(error);
      lose(error);
    });
  });
  worker.unref();

  return {
    get alive() {
      return ended === undefined;
    },
    run: (job) =>
      new Promise((resolve, reject) => {
        if (ended) throw ended;
        if (running) throw new TypeError("A thread signs one after the other");
        const { secret, seed } = job.key;
        worker.postMessage(job, [secret.buffer as ArrayBuffer, seed.buffer as ArrayBuffer]);
        running = { limitMilliseconds, resolve, reject };
        worker.ref();
        watch.start(threadName);
      }),
    stop: async () => {
      end("The service is stopping.");
      await worker.terminate();
    },
  };
}
