import type { Sample, SuiteName } from "../sample.ts";

/** The operations that are measured. Each begins with JSON text and ends with an object or a verdict. */
export const operationNames = ["issue", "verify credential", "verify presentation"] as const;
export type OperationName = (typeof operationNames)[number];

/** What takes part: a library, or the work that no library can do without. */
export interface Contender {
  /** Signs `sample.unsigned` with the issuer's key, `created` as the sample says; gives the credential. */
  issue(sample: Sample): Promise<object>;
  /** Whether `sample.credential` verifies. */
  "verify credential"(sample: Sample): Promise<boolean>;
  /** Whether `sample.presentation` and the credential in it verify, for the challenge and domain asked. */
  "verify presentation"(sample: Sample): Promise<boolean>;
}

/**
 * Prepares a contender for one cryptosuite, with all that a service would prepare once: keys, contexts, suites.
 *
 * @throws Error in plain words when it has no such cryptosuite, or is not built for this platform.
 */
export type CreateContender = (suite: SuiteName, samples: Sample[]) => Promise<Contender>;
