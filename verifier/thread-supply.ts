import type { VerificationThread } from "./verification-thread.ts";

const retryMilliseconds = 1_000;

/** Hands out threads, and keeps one warm so that a lost thread is replaced at once. */
export class ThreadSupply {
  readonly #start: () => Promise<VerificationThread>;
  #spare: Promise<VerificationThread> | undefined;
  #closed = false;

  constructor(start: () => Promise<VerificationThread>) {
    this.#start = start;
  }

  async take(): Promise<VerificationThread> {
    const thread = await (this.#spare ?? this.#start());
    if (!this.#closed) this.#spare = this.#startPatiently();
    return thread.alive ? thread : this.take();
  }

  async close(): Promise<void> {
    this.#closed = true;
    const spare = await this.#spare?.catch(() => undefined);
    await spare?.stop();
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
