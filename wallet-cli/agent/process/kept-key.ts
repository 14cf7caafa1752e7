import { type AgentRequest, writeAnswer, writeRefusal } from "../messages.ts";

/** The key of one wallet in the memory of an agent: given out for its own derivation only, until its time is over. */
export class KeptKey {
  readonly #bytes: Uint8Array;
  readonly #derivation: Uint8Array;
  readonly #isOver: () => boolean;
  #isWiped = false;

  /** @param kept - `bytes` are not copied, so that {@link wipe} leaves none. */
  constructor(kept: { bytes: Uint8Array; derivation: Uint8Array; isOver: () => boolean }) {
    this.#bytes = kept.bytes;
    this.#derivation = kept.derivation;
    this.#isOver = kept.isOver;
  }

  /** Whether there is a key no more. Asked of the clocks each time: a timer alone stands still while the machine sleeps. */
  get isOver(): boolean {
    if (this.#isOver()) this.wipe();
    return this.#isWiped;
  }

  /** The answer to whoever asks for a key, to be wiped when it has been sent. */
  answerTo({ derivation }: Extract<AgentRequest, { ask: "key" }>): Buffer {
    const isMine = !this.isOver && Buffer.from(this.#derivation).equals(derivation);
    return isMine ? writeAnswer(this.#bytes) : writeRefusal();
  }

  wipe(): void {
    this.#bytes.fill(0);
    this.#isWiped = true;
  }
}
