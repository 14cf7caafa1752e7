import type { CompletionInput } from "../completions/completion-input.ts";
import { key, padded, prefix } from "../store/record-keys.ts";

/** One upload that is being worked on, or was. It is there only once all its rows are. */
export interface BatchRecord {
  /** 1, 2, 3 … for each issuer. */
  number: number;
  state: "running" | "stopped" | "finished";
  /** Whose completions these are: the key that uploaded it, or the one that resumed it last. */
  apiKeyId: string;
  createdAt: string;
  /** When its first row was settled. */
  startedAt?: string;
  finishedAt?: string;
  /** Why it was stopped, for people. */
  stoppedBecause?: string;
  rows: number;
  done: number;
  failed: number;
  /** Every row up to here is settled. */
  settledTo: number;
}

/** One row of a batch. What the file said goes when the row is settled: the completion holds it then. */
export interface BatchRowRecord {
  /** As the spreadsheet shows it. */
  row: number;
  reference?: string;
  state: "waiting" | "done" | "failed";
  /** While it waits. */
  input?: CompletionInput;
  /** The completion's UUID, once it is recorded: also of a row that failed because it could not be issued. */
  completionId?: string;
  /** Why it failed, for people. */
  problem?: string;
}

/** Which row of which batch something came from. */
export interface RowPlace {
  number: number;
  row: number;
}

/** Our own name for a batch in the audit trail. */
export function batchName(number: number): string {
  return `batch-${number}`;
}

/** Where these records lie. */
export const batchKeys = {
  counter: (slug: string) => key<number>("batch-counter", slug),
  batch: (slug: string, number: number) => key<BatchRecord>("batch", slug, padded(number)),
  row: (slug: string, number: number, row: number) =>
    key<BatchRowRecord>("batch-row", slug, padded(number), padded(row)),
  /** What a row is known by (the SHA-256 of its reference, or of all of it), so that it is not uploaded twice. */
  seen: (slug: string, hash: string) => key<RowPlace>("batch-row-seen", slug, hash),
  /** Marks a batch whose rows are still being stored. */
  arriving: (slug: string, number: number) => key<BatchPlace>("batch-arriving", slug, padded(number)),
  /** Marks a batch that the runner works on. */
  running: (slug: string, number: number) => key<BatchPlace>("batch-running", slug, padded(number)),
};

/** Names one batch of one issuer. */
export interface BatchPlace {
  slug: string;
  number: number;
}

/** Where the records of one kind begin. */
export const batchPrefixes = {
  batches: (slug: string) => prefix<BatchRecord>("batch", slug),
  rows: (slug: string, number: number) => prefix<BatchRowRecord>("batch-row", slug, padded(number)),
  arriving: () => prefix<BatchPlace>("batch-arriving"),
  running: () => prefix<BatchPlace>("batch-running"),
};
