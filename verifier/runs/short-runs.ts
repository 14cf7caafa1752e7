import { boundEffort } from "../../core/bounded-effort.ts";
import type { KnownSchemas } from "../../core/schema/known-schema.ts";
import { createOpenedLists } from "../../core/status/opened-lists.ts";
import type { Job, JobResult } from "./job.ts";
import { runJob } from "./run-job.ts";
import { createUnfinishedJobs } from "./unfinished-jobs.ts";

/** Verifications in the main thread: of small documents, and with an effort that has a bound, because nobody can stop them. */
export interface ShortRuns {
  /** Whether a job of this size may be tried here; `given` is the document as it was read. */
  takes(given: unknown, sizeBytes: number): boolean;
  /** Runs a job whose document is at hand as a value. `undefined`: it takes more than may be done here, so a thread has to do all of it. */
  run(job: Job): Promise<JobResult | undefined>;
}

/** The usual credential has 4 KiB; of twice that, a usual presentation. */
const maximumBytes = 16 * 1024;
/** All that was fetched: a status list of 131,072 entries, half of them set, has 22 KiB. */
const maximumFetchedBytes = 64 * 1024;
/** Each is some milliseconds at most; all of them, less than ten. */
const limits = {
  /** A presentation of two credentials, and their status lists. */
  proofs: 5,
  /** The usual ones are known. Of an unusual document some more are known each time. */
  contexts: 8,
  /** The usual credential has 100, and counts twice in a presentation. */
  values: 1_500,
  /** The usual credential has 7,000, and counts twice in a presentation; a status list has up to 32 KiB. A millisecond each time they are sorted and hashed. */
  characters: 128 * 1024,
};

/** Makes the runs of one verifier. They remember what a thread would remember. */
export function createShortRuns({ knownSchemas }: { knownSchemas: KnownSchemas }): ShortRuns {
  const world = {
    knownSchemas,
    runningTime: () => performance.now(),
    openedLists: createOpenedLists({ lists: 16, listBytes: 64 * 1024 }),
    unfinished: createUnfinishedJobs(),
  };
  return {
    takes: (given, sizeBytes) => typeof given === "object" && sizeBytes <= maximumBytes,
    async run(job) {
      const effort = boundEffort(limits);
      if (fetchedBytes(job) > maximumFetchedBytes) return undefined;
      try {
        return await runJob(job, world, effort);
      } catch (error) {
        if (effort.isExceeded) return undefined;
        throw error;
      }
    },
  };
}

function fetchedBytes({ fetched }: Job): number {
  let bytes = 0;
  for (const outcome of fetched.values()) if ("body" in outcome) bytes += outcome.body.length;
  return bytes;
}
