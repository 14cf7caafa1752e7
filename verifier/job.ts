import type { JsonObject } from "../core/json/json-value.ts";
import type { ProblemCode } from "../core/problem/codes.ts";
import type { KnownSchemas } from "../core/schema/known-schema.ts";
import type { Verification } from "../core/verification/verdict.ts";

/** One verification as a worker gets it: everything it may depend on, so that running it again gives the same. */
export interface Job {
  question: Question;
  now: Date;
  allowHttpOnLoopback: boolean;
  /** What the network said so far, by {@link FetchRequest} key. */
  fetched: Map<string, FetchOutcome>;
  /** For the status lists among them that were seen before: when the newest one was made (milliseconds since the epoch). */
  newestLists: Map<string, number>;
}

/** What is asked about which document: a JSON object, or a JWT. */
export type Question =
  | { kind: "credential"; document: JsonObject | string; checks: "all" | "proof" }
  | {
      kind: "presentation";
      document: JsonObject | string;
      checks: "all" | "proof";
      expectedChallenge: string | undefined;
      expectedDomain: string | undefined;
      /** Whether a presentation without a challenge, but with an end of its own, will do. */
      acceptShare?: boolean;
    };

/** A document that a worker needs from the network; it has no access itself. */
export interface FetchRequest {
  key: string;
  url: string;
  accept: string;
  maxBytes?: number;
}

/** What a fetch came to, in a form that can cross to another thread. */
export type FetchOutcome =
  | { status: number; body: Uint8Array; contentType: string }
  | { code: ProblemCode; message: string };

/** What a worker answers: a verdict, or the documents without which it cannot reach one. */
export type JobResult =
  | { outcome: "verdict"; verification: Verification; newestLists: Map<string, number> }
  /** `tookMilliseconds` is running time: what a busy machine makes a thread wait is not held against a document. */
  | { outcome: "missing"; requests: FetchRequest[]; tookMilliseconds: number }
  | { outcome: "failed"; stack: string };

/** How a worker thread is to behave, from its first moment on. */
export interface ThreadSettings {
  /** Gives way to the other threads, where the system can do that for one thread. */
  background: boolean;
  /** Verifications to practise on, some before it is ready and the others while it has nothing else to do. */
  practiceRounds: number;
  /** The schemas that this verifier was given: the same for every job. */
  knownSchemas: KnownSchemas;
}

/** The first message of a worker thread. */
export interface ThreadReady {
  /** By which its running time can be read. */
  threadName: string | undefined;
}
