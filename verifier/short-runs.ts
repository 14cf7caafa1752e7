import { boundEffort } from "../core/bounded-effort.ts";
import type { KnownSchemas } from "../core/schema/known-schema.ts";
import { createOpenedLists } from "../core/status/opened-lists.ts";
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
/** The same for what was fetched: a status list of 131,072 entries, half of them set, is shorter. */
const maximumFetchedBytes = 32 * 1024;
/** A presentation of two credentials, and their status lists. */
const maximumSignatures = 5;

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
      const effort = boundEffort(maximumSignatures);
      for (const outcome of job.fetched.values()) {
        if ("body" in outcome && outcome.body.length > maximumFetchedBytes) return undefined;
      }
      try {
        const result = await runJob(job, world, effort);
        return effort.isExceeded ? undefined : result;
      } catch (error) {
        if (effort.isExceeded) return undefined;
        throw error;
      }
    },
  };
}
