import type { JsonObject } from "../../core/json/json-value.ts";
import type { BegunExaminations } from "../../core/verification/begun-examinations.ts";

/** What a thread keeps of a job that lacked documents, for when it comes again with them. */
export interface UnfinishedJob {
  document: JsonObject | string;
  begun: BegunExaminations;
}

/** The jobs that lacked documents, by number. */
export interface UnfinishedJobs {
  /** Also forgets it. */
  take(number: number): UnfinishedJob | undefined;
  /** @param size - The length of the document's text; what it was read into takes many times that. */
  keep(number: number, size: number, job: UnfinishedJob): void;
}

const maximumJobs = 64;
const maximumSize = 512 * 1024;

/** Makes an empty memory of few and small jobs: the oldest goes first, and is then run from its start. */
export function createUnfinishedJobs(): UnfinishedJobs {
  const jobs = new Map<number, { size: number; job: UnfinishedJob }>();
  let total = 0;
  const forget = (number: number) => {
    total -= jobs.get(number)?.size ?? 0;
    jobs.delete(number);
  };
  return {
    take: (number) => {
      const kept = jobs.get(number);
      forget(number);
      return kept?.job;
    },
    keep: (number, size, job) => {
      forget(number);
      if (size > maximumSize) return;
      jobs.set(number, { size, job });
      total += size;
      for (const oldest of jobs.keys()) {
        if (jobs.size <= maximumJobs && total <= maximumSize) break;
        forget(oldest);
      }
    },
  };
}
