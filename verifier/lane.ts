import { Problem } from "../core/problem/problem.ts";
import type { Job, JobResult } from "./job.ts";
import type { ThreadSupply } from "./thread-supply.ts";
import type { VerificationThread } from "./verification-thread.ts";

interface LaneOptions {
  threads: number;
  /** How many jobs may wait; more are refused. */
  maxWaiting: number;
  supply: ThreadSupply;
}

interface Waiting {
  job: Job;
  limitMilliseconds: number;
  resolve: (result: JobResult) => void;
  reject: (error: unknown) => void;
}

/** A queue with its own threads: what is slow in one lane does not hold up another. */
export class Lane {
  readonly #options: LaneOptions;
  readonly #idle: VerificationThread[] = [];
  readonly #busy = new Set<VerificationThread>();
  readonly #waiting: Waiting[] = [];
  #closed = false;

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  /** Resolves when all threads of the lane are ready. */
  async open(): Promise<void> {
    const { threads, supply } = this.#options;
    await Promise.all(Array.from({ length: threads }, async () => this.#admit(await supply.takeFirst())));
  }

  /** Throws `OVERLOADED` when another job would not be taken. */
  assertRoom(): void {
    if (this.#closed || this.#waiting.length >= this.#options.maxWaiting) {
      throw new Problem("OVERLOADED", "Too many verifications are waiting; try again shortly.");
    }
  }

  /** Runs a job when its turn comes; the limit counts running time only. */
  async run(job: Job, limitMilliseconds: number): Promise<JobResult> {
    this.assertRoom();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, limitMilliseconds, resolve, reject });
      this.#next();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { reject } of this.#waiting.splice(0))
      reject(new Problem("OVERLOADED", "The service is stopping."));
    await Promise.all([...this.#idle, ...this.#busy].map((thread) => thread.stop()));
  }

  /** Failing to start a thread is no longer this lane's matter when it is closed. */
  #replaceThread(): void {
    this.#options.supply.take().then(
      (thread) => this.#admit(thread),
      () => undefined,
    );
  }

  #admit(thread: VerificationThread): void {
    if (this.#closed) {
      void thread.stop();
      return;
    }
    this.#idle.push(thread);
    this.#next();
  }

  #next(): void {
    const thread = this.#idle.pop();
    if (thread === undefined) return;
    if (!thread.alive) {
      this.#replaceThread();
      this.#next();
      return;
    }
    const next = this.#waiting.shift();
    if (next === undefined) {
      this.#idle.push(thread);
      return;
    }
    this.#busy.add(thread);
    thread
      .run(next.job, next.limitMilliseconds)
      .then(next.resolve, next.reject)
      .finally(() => {
        this.#busy.delete(thread);
        if (this.#closed) return;
        if (thread.alive) this.#idle.push(thread);
        else this.#replaceThread();
        this.#next();
      });
  }
}
