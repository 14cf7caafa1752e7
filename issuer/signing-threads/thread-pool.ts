import { Problem } from "../../core/problem/problem.ts";
import type { SigningJob, SigningResult } from "./signing-job.ts";
import { type SigningThread, type SigningThreadOptions, startSigningThread } from "./signing-thread.ts";

export interface ThreadPoolOptions extends SigningThreadOptions {
  /** How many there are at most. */
  threads: number;
  /** A thread that has had nothing to do for so long is ended. */
  idleMilliseconds: number;
}

export interface PoolRequest {
  /** Asked when a thread takes the job, so that no key waits in a queue. What it throws is what comes of the request. */
  prepare: () => Promise<SigningJob>;
  /** Comes before those that are not. */
  isUrgent: boolean;
}

/** Threads for signatures, started when there is something to sign and ended when there has been nothing for a while. */
export interface ThreadPool {
  /** @throws Problem `OVERLOADED` when no thread makes it to the end, whatever the reason. */
  run(request: PoolRequest): Promise<SigningResult>;
  /** Refuses what waits, and ends all threads. */
  close(): Promise<void>;
}

interface Waiting extends PoolRequest {
  resolve: (result: SigningResult) => void;
  reject: (error: unknown) => void;
}

/** Makes a pool; no thread is started yet. */
export function createThreadPool({ threads, idleMilliseconds, ...options }: ThreadPoolOptions): ThreadPool {
  const waiting: Waiting[] = [];
  const working = new Set<SigningThread>();
  /** With the timers that end them; the one that worked last comes last. */
  const idle = new Map<SigningThread, NodeJS.Timeout>();
  const starting = new Set<Promise<void>>();
  let closed = false;

  const next = () => {
    while (waiting.length > 0) {
      const thread = takeIdle();
      const first = thread && waiting.shift();
      if (thread === undefined || first === undefined) break;
      void give(thread, first);
    }
    const isShort = waiting.length > starting.size && working.size + starting.size < threads;
    if (!isShort || closed) return;
    const start = startOne().finally(() => {
      starting.delete(start);
      next();
    });
    starting.add(start);
    next();
  };

  const takeIdle = (): SigningThread | undefined => {
    const [thread, timer] = [...idle].at(-1) ?? [];
    if (thread === undefined) return undefined;
    clearTimeout(timer);
    idle.delete(thread);
    return thread.alive ? thread : takeIdle();
  };

  const rest = (thread: SigningThread) => {
    const end = () => {
      idle.delete(thread);
      void thread.stop();
    };
    idle.set(thread, setTimeout(end, idleMilliseconds).unref());
  };

  const startOne = async () => {
    try {
      const thread = await startSigningThread(options);
      if (closed) await thread.stop();
      else rest(thread);
    } catch (cause) {
      waiting
        .shift()
        ?.reject(new Problem("OVERLOADED", "No thread can be started at the moment.", { cause }));
    }
  };

  const give = async (thread: SigningThread, { prepare, resolve, reject }: Waiting) => {
    working.add(thread);
    try {
      resolve(await thread.run(await prepare()));
    } catch (error) {
      reject(error);
    }
    working.delete(thread);
    if (thread.alive) rest(thread);
    next();
  };

  return {
    run: (request) =>
      new Promise((resolve, reject) => {
        if (closed) throw stopping();
        const place = request.isUrgent
          ? waiting.findLastIndex(({ isUrgent }) => isUrgent) + 1
          : waiting.length;
        waiting.splice(place, 0, { ...request, resolve, reject });
        next();
      }),
    close: async () => {
      closed = true;
      for (const { reject } of waiting.splice(0)) reject(stopping());
      for (const timer of idle.values()) clearTimeout(timer);
      await Promise.all([...working, ...idle.keys()].map((thread) => thread.stop()));
      await Promise.all(starting);
    },
  };
}

function stopping(): Problem {
  return new Problem("OVERLOADED", "The service is stopping.");
}
