import type { FetchDocument } from "../core/fetch-document.ts";
import { Problem } from "../core/problem/problem.ts";
import type { KnownSchemas } from "../core/schema/known-schema.ts";
import type { Verification } from "../core/verification/verdict.ts";
import { type VerificationContext, verifyCredential } from "../core/verification/verify-credential.ts";
import { verifyPresentation } from "../core/verification/verify-presentation.ts";
import type { FetchRequest, Job, JobResult } from "./job.ts";

/** What a thread knows that is the same for every job. */
export interface JobWorld {
  knownSchemas: KnownSchemas;
  /** How long this thread has been running so far, in milliseconds. */
  runningTime: () => number;
}

/**
 * Runs one verification from what the job brings along, and from nothing else that could change.
 *
 * When it needs a document that was not fetched yet, it says so and is run again with it: so a thread never
 * waits for the network, and a slow server holds up nobody.
 */
export async function runJob(job: Job, { knownSchemas, runningTime }: JobWorld): Promise<JobResult> {
  const started = runningTime();
  const requests = new Map<string, FetchRequest>();
  const newestLists = new Map<string, number>();
  const fetchDocument: FetchDocument = async (url, { accept, maxBytes }) => {
    const key = JSON.stringify([url, accept, maxBytes]);
    const outcome = job.fetched.get(key);
    if (outcome === undefined) {
      requests.set(key, { key, url, accept, ...(maxBytes !== undefined && { maxBytes }) });
      throw new Problem("FETCH_FAILED", "Not fetched yet");
    }
    if ("code" in outcome) throw new Problem(outcome.code, outcome.message);
    return outcome;
  };
  const verification = await verify(job, {
    now: job.now,
    fetchDocument,
    allowHttpOnLoopback: job.allowHttpOnLoopback,
    // Whom this verifier believes is judged outside: its lists are long, and change.
    validateIssuer: () => ({ outcome: "unknown" }),
    knownSchemas,
    statusListMemory: {
      accept: (url, madeAtMilliseconds) => {
        if (madeAtMilliseconds < (job.newestLists.get(url) ?? 0)) return false;
        newestLists.set(url, madeAtMilliseconds);
        return true;
      },
    },
  });
  return requests.size > 0
    ? { outcome: "missing", requests: [...requests.values()], tookMilliseconds: runningTime() - started }
    : { outcome: "verdict", verification, newestLists };
}

async function verify({ question }: Job, context: VerificationContext): Promise<Verification> {
  const { document, checks } = question;
  if (question.kind === "credential") return verifyCredential(document, { checks }, context);
  const { expectedChallenge, expectedDomain, acceptShare = false } = question;
  const expected = { checks, expectedChallenge, expectedDomain, acceptShare };
  return verifyPresentation(document, expected, context);
}
