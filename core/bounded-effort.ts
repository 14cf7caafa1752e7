/**
 * The effort of a verification that nobody can stop halfway: time in step with the size of the document, and a few signatures. Work that
 * would go beyond it is not begun; it throws, and the run is known to have gone beyond, so that nothing that came out of it is taken for
 * an answer. Whoever can be stopped then does all of it.
 */
export interface BoundedEffort {
  readonly isExceeded: boolean;
  /** Called in place of work whose cost has no such bound. */
  exceed(): never;
  /** Called before each signature is verified. Throws when there were enough. */
  countSignature(): void;
}

// One for all: to make a stack trace costs more than to read a document. No `Problem`, so that nobody takes it for a "no".
const beyondEffort = new Error("More than a bounded effort would be needed");

/** Makes the effort for one run. */
export function boundEffort(maximumSignatures: number): BoundedEffort {
  let isExceeded = false;
  let signatures = 0;
  const exceed = () => {
    isExceeded = true;
    throw beyondEffort;
  };
  return {
    get isExceeded() {
      return isExceeded;
    },
    exceed,
    countSignature() {
      signatures += 1;
      if (signatures > maximumSignatures) exceed();
    },
  };
}
