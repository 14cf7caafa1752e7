/**
 * The effort of a verification that nobody can stop halfway: time in step with the size of the document, and a few proofs. Work that
 * would go beyond it is not begun; it throws, and the run is known to have gone beyond, so that nothing that came out of it is taken for
 * an answer. Whoever can be stopped then does all of it.
 */
export interface BoundedEffort {
  readonly isExceeded: boolean;
  /** Called in place of work whose cost has no such bound. */
  exceed(): never;
  /** Called before the key of a proof is looked up: to read a key may take as long as to verify a signature. Throws when there were enough. */
  countProof(): void;
  /** Called before the terms of a context are worked out where nobody has met it yet. Throws when there were enough. */
  countContext(): void;
  /** Told how many JSON values there are in a document that is opened, and again in each that stands in it. Throws when there were enough. */
  countValues(count: number): void;
  /** Told how long the statements of a document are before they are sorted and hashed: a name stands in each that it is used in. Throws when there were enough. */
  countCharacters(count: number): void;
}

/** How much of each is enough. */
export interface EffortLimits {
  proofs: number;
  contexts: number;
  values: number;
  characters: number;
}

// One for all: to make a stack trace costs more than to read a document. No `Problem`, so that nobody takes it for a "no".
const beyondEffort = new Error("More than a bounded effort would be needed");

/** Makes the effort for one run. */
export function boundEffort(limits: EffortLimits): BoundedEffort {
  let isExceeded = false;
  const left = { ...limits };
  const exceed = () => {
    isExceeded = true;
    throw beyondEffort;
  };
  const take = (what: keyof EffortLimits, count: number) => {
    left[what] -= count;
    if (left[what] < 0) exceed();
  };
  return {
    get isExceeded() {
      return isExceeded;
    },
    exceed,
    countProof: () => take("proofs", 1),
    countContext: () => take("contexts", 1),
    countValues: (count) => take("values", count),
    countCharacters: (count) => take("characters", count),
  };
}
