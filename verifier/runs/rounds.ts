import type { FetchDocument } from "../../core/fetch-document.ts";
import { Problem } from "../../core/problem/problem.ts";
import type { Verification } from "../../core/verification/verdict.ts";
import { isFetchFrom } from "./fetch-key.ts";
import type { FetchRequest, Job, JobResult } from "./job.ts";
import { createNewestLists } from "./newest-lists.ts";
import { createSharedFetches } from "./shared-fetches.ts";

/** Runs jobs again and again, with what they lacked, until they come to a verdict. */
export interface Rounds {
  /**
   * @param run - Runs the job once; where it gives `undefined`, so does this.
   * @param deadline - On the clock of `performance.now()`: what is not fetched by then has failed.
   * @throws Problem `TOO_COSTLY` when the document needs too many others.
   */
  untilVerdict<Run extends JobResult | undefined>(
    job: Job,
    deadline: number,
    run: () => Promise<Run>,
  ): Promise<Verification | Exclude<Run, JobResult>>;
  /** Adds what others fetched from these addresses since a moment: it is as new as what the job would fetch itself. */
  addFound(job: Job, since: number, addresses: readonly string[]): void;
  /** What others are fetching just now that the job seems to lack; `undefined` when there is nothing to wait for, or no time. */
  landing(job: Job, addresses: readonly string[], deadline: number): Promise<void> | undefined;
  /** Begins to fetch what a run lacked, before {@link untilVerdict} hears of it: so that the next run finds it under way. */
  beginFetching(requests: FetchRequest[]): void;
}

/** A document names at most this many others (security rule 5), each of which costs one round. */
const maxRounds = 6;

/** Makes the rounds of one verifier: they share what they fetch, and remember the newest of each status list. */
export function createRounds(fetchDocument: FetchDocument): Rounds {
  const fetches = createSharedFetches(fetchDocument);
  const newestLists = createNewestLists();
  const noteNewest = (job: Job, urls: readonly string[]) => {
    for (const url of urls) {
      const newest = newestLists.at(url);
      if (newest !== undefined) job.newestLists.set(url, newest);
    }
  };
  return {
    async untilVerdict<Run extends JobResult | undefined>(
      job: Job,
      deadline: number,
      run: () => Promise<Run>,
    ): Promise<Verification | Exclude<Run, JobResult>> {
      for (let round = 0; round < maxRounds; round++) {
        const result = await run();
        if (result === undefined) return result as Exclude<Run, JobResult>;
        if (result.outcome === "failed") throw new Error(`verification: ${result.stack}`);
        if (result.outcome === "verdict") {
          for (const [list, newest] of result.newestLists) newestLists.note(list, newest);
          return result.verification;
        }
        for (const [key, outcome] of await fetches.fetch(result.requests, deadline)) {
          job.fetched.set(key, outcome);
        }
        noteNewest(
          job,
          result.requests.map(({ url }) => url),
        );
      }
      throw new Problem("TOO_COSTLY", "Verification was stopped: this document needs too many others.");
    },
    addFound(job, since, addresses) {
      for (const [key, outcome] of fetches.foundSince(since, addresses)) job.fetched.set(key, outcome);
      noteNewest(job, addresses);
    },
    landing(job, addresses, deadline) {
      const keys = [...job.fetched.keys()];
      const lacking = addresses.filter((url) => !keys.some((key) => isFetchFrom(url, key)));
      return fetches.landing(lacking, deadline);
    },
    beginFetching: (requests) => fetches.begin(requests),
  };
}
