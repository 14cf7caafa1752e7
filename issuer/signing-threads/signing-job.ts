import type { DisclosureSuiteName } from "../../core/credential/disclosure/disclosure-suites.ts";
import type { ProblemCode } from "../../core/problem/codes.ts";
import type { DisclosureKey } from "../signing-keys/disclosure-key.ts";

/** A signature for selective disclosure that a thread makes, and all that it takes. */
export interface SigningJob {
  /** Of the document, as JSON: to parse it again costs less than to clone it. */
  text: string;
  cryptosuite: DisclosureSuiteName;
  created: Date;
  mandatoryPointers?: readonly string[] | undefined;
  /** Its secrets are moved to the thread, not copied, and wiped there. */
  key: DisclosureKey;
  /** 32 random bytes: what is wanted is not the base proof but one that is derived from it and withholds nothing. */
  wholeSeed?: Uint8Array | undefined;
}

/** What came of it. Only "refused" says something about the document. */
export type SigningResult =
  /** The signed document as JSON. */
  | { outcome: "signed"; text: string }
  | { outcome: "refused"; code: ProblemCode; detail: string }
  /** By a bug. */
  | { outcome: "failed"; stack: string };

/** What a thread says: the system's name for it when it is ready, then one result for each job. */
export type ThreadMessage = { threadName: string | undefined } | { result: SigningResult };
