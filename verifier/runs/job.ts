import type { JsonObject } from "../../core/json/json-value.ts";
import type { ProblemCode } from "../../core/problem/codes.ts";
import type { KnownSchemas } from "../../core/schema/known-schema.ts";
import type { Verification } from "../../core/verification/verdict.ts";

/** One verification as a worker gets it: everything it may depend on, so that running it again gives the same. */
export interface Job {
  /** In the order in which verifications arrived; the same in each of its rounds. */
  number: number;
  question: Question<CarriedDocument>;
  now: Date;
  allowHttpOnLoopback: boolean;
  /** What the network said so far, by {@link FetchRequest} key. */
  fetched: Map<string, FetchOutcome>;
  /** For the status lists among them that were seen before: when the newest one was made (milliseconds since the epoch). */
  newestLists: Map<string, number>;
}

/** What is asked about which document: a JSON object, or a JWT. */
export type Question<Document = JsonObject | string> =
  | { kind: "credential"; document: Document; checks: "all" | "proof" }
  | {
      kind: "presentation";
      document: Document;
      checks: "all" | "proof";
      expectedChallenge: string | undefined;
      expectedDomain: string | undefined;
      /** Whether a presentation without a challenge, but with an end of its own, will do. */
      acceptShare?: boolean;
    };

/**
 * JSON that was read strictly, of which one member is the document. A thread that reads the text again gets the same value for a third of
 * what passing on the value costs.
 */
export interface SourceText {
  text: string;
  member: string;
}

/** The same as it came: UTF-8 that was read strictly. */
export interface SourceBytes {
  bytes: Buffer;
  member: string;
}

/** A document on its way to who verifies it; `sizeBytes` where it was read from that many. */
export type CarriedDocument = SourceText | { value: JsonObject | string; sizeBytes?: number };

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

/** What a worker thread gets at its start. */
export interface ThreadWorkerData extends ThreadSettings {
  takenBack: TakenBack;
}

/**
 * Shared memory: the jobs from the first number on and before the second were taken back, and need no answer. The first is written first
 * and read last, so that who reads while it is written finds too few, and only does what somebody else does, too.
 */
export type TakenBack = Int32Array;

/** A job on its way to a thread. Numbers begin with 1 for each thread. */
export interface JobMessage {
  number: number;
  job: Job;
}

/** What a worker thread says: first that it is ready, then its answers in the order of the jobs. */
export type ThreadMessage = ThreadReady | { number: number; result: JobResult };

/** The first message of a worker thread. */
export interface ThreadReady {
  /** By which its running time can be read. */
  threadName: string | undefined;
}
