import type { OperationName } from "./contenders/contender.ts";
import type { ContenderName } from "./contenders/contenders.ts";
import type { DocumentName, Sample, SuiteName } from "./sample.ts";

/** What is measured at a time: one operation on one kind of document. */
export interface Task {
  document: DocumentName;
  suite: SuiteName;
  operation: OperationName;
}

/** A name for a task, unique among tasks. */
export function taskName({ document, suite, operation }: Task): string {
  return `${operation}, ${document}, ${suite}`;
}

/** The samples of one document and cryptosuite. */
export interface SampleSet {
  document: DocumentName;
  suite: SuiteName;
  samples: Sample[];
}

/** How a thread of a contender begins. */
export interface ThreadData {
  contender: ContenderName;
  sets: SampleSet[];
}

/** A question to a thread: see whether the operation does what it should, or repeat it for a time. */
export type ThreadRequest = { kind: "prove"; task: Task } | { kind: "run"; task: Task; milliseconds: number };

/** What became of it. */
export type ThreadAnswer =
  /** The samples gave what they must, and an altered one did not; of "issue" the first credential, as text. */
  | { outcome: "proved"; issued: string | undefined }
  | { outcome: "cannot"; why: string }
  /** How often it ran, how long, and with how much processor time of the whole process. */
  | { outcome: "ran"; count: number; wallMilliseconds: number; processorMilliseconds: number };
