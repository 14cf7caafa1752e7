import type { VerificationThread } from "./verification-thread.ts";

const retryMilliseconds = 1_000;

/** Hands out threads, and can keep one warm so that a lost thread is replaced at once. */
export class ThreadSupply {
  readonly #start: () => Promise<VerificationThread>;
  #spare: Promise<VerificationThread> | undefined;
  readonly #keepSpare: boolean;
  #closed = false;

  constructor(options: { start: () => Promise<VerificationThread>; keepSpare: boolean }) {
    this.#start = options.start;
    this.#keepSpare = options.keepSpare;
  }

  /** The first threads of a service: rejects when threads cannot be started at all. */
  async takeFirst(): Promise<VerificationThread> {
    const thread = await this.#start();
    this.#refill();
    return thread;
  }

  /** A replacement: the spare, or a new one, tried again until it can be had. */
  async take(): Promise<VerificationThread> {
    const spare = this.#spare ?? this.#startPatiently();
    this.#spare = undefined;
    const thread = await spare;
    this.#refill();
    return thread.alive ? thread : this.take();
  }

  async close(): Promise<void> {
    this.#closed = true;
    const spare = await this.#spare?.catch(() => undefined);
    await spare?.stop();
  }

  #refill(): void {
    if (this.#keepSpare && !this.#closed) this.#spare ??= this.#startPatiently();
  }

  async #startPatiently(): Promise<VerificationThread> {
    for (;;) {
      try {
        return await this.#start();
      } catch (error) {
        if (this.#closed) throw error;
        await new Promise((resolve) => setTimeout(resolve, retryMilliseconds));
      }
    }
  }
}
