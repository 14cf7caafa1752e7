import type { BoundedEffort } from "../../core/bounded-effort.ts";
import type { FetchDocument } from "../../core/fetch-document.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { Problem } from "../../core/problem/problem.ts";
import type { KnownSchemas } from "../../core/schema/known-schema.ts";
import type { OpenedLists } from "../../core/status/opened-lists.ts";
import type { Verification } from "../../core/verification/verdict.ts";
import { type VerificationContext, verifyCredential } from "../../core/verification/verify-credential.ts";
import { verifyPresentation } from "../../core/verification/verify-presentation.ts";
import { fetchKey } from "./fetch-key.ts";
import type { CarriedDocument, FetchRequest, Job, JobResult } from "./job.ts";
import type { UnfinishedJobs } from "./unfinished-jobs.ts";

/** What a thread knows that is the same for every job. */
export interface JobWorld {
  knownSchemas: KnownSchemas;
  /** How long this thread has been running so far, in milliseconds. */
  runningTime: () => number;
  openedLists?: OpenedLists;
  /** Where a job that lacks documents leaves what it has worked out. */
  unfinished?: UnfinishedJobs;
}

/**
 * Runs one verification from what the job brings along, and from nothing else that could change.
 *
 * When it needs a document that was not fetched yet, it says so and is run again with it: so a thread never
 * waits for the network, and a slow server holds up nobody.
 *
 * @param effort - For a run that cannot be stopped: when it is exceeded, this throws.
 */
export async function runJob(job: Job, world: JobWorld, effort?: BoundedEffort): Promise<JobResult> {
  const { knownSchemas, runningTime, openedLists, unfinished } = world;
  const started = runningTime();
  const kept = unfinished?.take(job.number) ?? {
    document: readDocument(job.question.document),
    begun: new Map(),
  };
  const requests = new Map<string, FetchRequest>();
  const newestLists = new Map<string, number>();
  const fetchDocument: FetchDocument = async (url, options) => {
    const { accept, maxBytes } = options;
    const key = fetchKey(url, options);
    const outcome = job.fetched.get(key);
    if (outcome === undefined) {
      requests.set(key, { key, url, accept, ...(maxBytes !== undefined && { maxBytes }) });
      throw new Problem("FETCH_FAILED", "Not fetched yet");
    }
    if ("code" in outcome) throw new Problem(outcome.code, outcome.message);
    return outcome;
  };
  const verification = await verify(job.question, kept.document, {
    now: job.now,
    fetchDocument,
    allowHttpOnLoopback: job.allowHttpOnLoopback,
    // Whom this verifier believes is judged outside: its lists are long, and change.
    validateIssuer: () => ({ outcome: "unknown" }),
    knownSchemas,
    ...(openedLists && { openedLists }),
    begun: kept.begun,
    ...(effort && { effort }),
    isLacking: () => requests.size > 0,
    statusListMemory: {
      accept: (url, madeAtMilliseconds) => {
        if (madeAtMilliseconds < (job.newestLists.get(url) ?? 0)) return false;
        newestLists.set(url, madeAtMilliseconds);
        return true;
      },
    },
  });
  // Whatever was worked out may be wrong: it is neither answered nor kept.
  if (effort?.isExceeded) effort.exceed();
  if (requests.size === 0) return { outcome: "verdict", verification, newestLists };
  unfinished?.keep(job.number, sizeOf(job.question.document), kept);
  const tookMilliseconds = Math.max(0, runningTime() - started);
  return { outcome: "missing", requests: [...requests.values()], tookMilliseconds };
}

function readDocument(document: CarriedDocument): JsonObject | string {
  if ("value" in document) return document.value;
  return (JSON.parse(document.text) as Record<string, JsonObject | string>)[document.member] as JsonObject;
}

/** Of some documents that came without their text nobody has counted how large they are. */
function sizeOf(document: CarriedDocument): number {
  if ("text" in document) return document.text.length;
  return typeof document.value === "string"
    ? document.value.length
    : (document.sizeBytes ?? Number.POSITIVE_INFINITY);
}

async function verify(
  question: Job["question"],
  document: JsonObject | string,
  context: VerificationContext,
): Promise<Verification> {
  const { checks } = question;
  if (question.kind === "credential") return verifyCredential(document, { checks }, context);
  const { expectedChallenge, expectedDomain, acceptShare = false } = question;
  const expected = { checks, expectedChallenge, expectedDomain, acceptShare };
  return verifyPresentation(document, expected, context);
}
