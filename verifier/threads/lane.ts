import { Problem } from "../../core/problem/problem.ts";
import type { Job, JobResult } from "../runs/job.ts";
import type { ThreadSupply } from "./thread-supply.ts";
import type { VerificationThread } from "./verification-thread.ts";

interface LaneOptions {
  threads: number;
  /** How many jobs may wait; more are refused. */
  maxWaiting: number;
  /** How many jobs a thread holds at once, so that it need not wait for the next. Those behind a slow one are taken back. */
  ahead: number;
  supply: ThreadSupply;
}

/** A job that is to be run. */
export interface LaneRequest {
  job: Job;
  /** Of running time. */
  limitMilliseconds: number;
  /** The thread that ran it before, and has kept what it worked out. Such a job is taken however many wait: most of its work is done. */
  preferred?: VerificationThread | undefined;
  /** Told just before a thread gets the job, which may then still be made up to date. */
  onTurn?: () => void;
}

interface Waiting extends LaneRequest {
  resolve: (ran: Ran) => void;
  reject: (error: unknown) => void;
}

/** What came of a job, and the thread that ran it. */
export interface Ran {
  result: JobResult;
  thread: VerificationThread;
}

/** A queue with its own threads: what is slow in one lane does not hold up another. */
export class Lane {
  readonly #options: LaneOptions;
  readonly #threads = new Set<VerificationThread>();
  /** In the order in which verifications arrived, whatever round they are in. */
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

  /** Whether another job would be taken. */
  get hasRoom(): boolean {
    return !this.#closed && this.#waiting.length < this.#options.maxWaiting;
  }

  /** Throws `OVERLOADED` when another job would not be taken. */
  assertRoom(): void {
    if (!this.hasRoom) {
      throw new Problem("OVERLOADED", "Too many verifications are waiting; try again shortly.");
    }
  }

  /** Runs a job when its turn comes. @throws Problem `TOO_COSTLY`, `OVERLOADED` */
  async run(request: LaneRequest): Promise<Ran> {
    if (request.preferred === undefined || this.#closed) this.assertRoom();
    return new Promise((resolve, reject) => {
      this.#enqueue({ ...request, resolve, reject });
      this.#next();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { reject } of this.#waiting.splice(0)) reject(stopping());
    await Promise.all([...this.#threads].map((thread) => thread.stop()));
  }

  /** Failing to start a thread is no longer this lane's matter when it is closed. */
  #replace(thread: VerificationThread): void {
    if (!this.#threads.delete(thread) || this.#closed) return;
    this.#options.supply.take().then(
      (another) => this.#admit(another),
      () => undefined,
    );
  }

  #admit(thread: VerificationThread): void {
    if (this.#closed) {
      void thread.stop();
      return;
    }
    this.#threads.add(thread);
    this.#next();
  }

  #enqueue(waiting: Waiting): void {
    if (this.#closed) {
      waiting.reject(stopping());
      return;
    }
    const before = this.#waiting.findLastIndex(({ job }) => job.number <= waiting.job.number);
    this.#waiting.splice(before + 1, 0, waiting);
  }

  #next(): void {
    for (const thread of this.#threads) if (!thread.alive) this.#replace(thread);
    for (;;) {
      const [first] = this.#waiting;
      const thread = first && this.#threadFor(first);
      if (first === undefined || thread === undefined) return;
      this.#waiting.shift();
      void this.#give(thread, first);
    }
  }

  #threadFor({ preferred }: Waiting): VerificationThread | undefined {
    let best: VerificationThread | undefined;
    for (const thread of this.#threads) {
      if (!thread.alive || thread.stalled || thread.given >= this.#options.ahead) continue;
      if (thread === preferred) return thread;
      if (best === undefined || thread.given < best.given) best = thread;
    }
    return best;
  }

  async #give(thread: VerificationThread, waiting: Waiting): Promise<void> {
    try {
      waiting.onTurn?.();
      const result = await thread.run(waiting.job, waiting.limitMilliseconds);
      if (result === undefined) this.#enqueue(waiting);
      else waiting.resolve({ result, thread });
    } catch (error) {
      waiting.reject(error);
    }
    this.#next();
  }
}

function stopping(): Problem {
  return new Problem("OVERLOADED", "The service is stopping.");
}
