import type { ProblemCode } from "./codes.ts";
import { Problem } from "./problem.ts";

/** Codes that mean "could not find out" rather than "found out, and the answer is no". */
const undecided: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "DID_NOT_FOUND",
  "FETCH_FAILED",
  "FETCH_REFUSED",
  "MAY_BE_WITHHELD",
  "METHOD_NOT_SUPPORTED",
  "NO_EXPECTATION",
  "STATUS_RETRIEVAL_ERROR",
  "TOO_COSTLY",
  "UNSUPPORTED",
]);

/** Whether a problem leaves the question open. An open question is never answered "yes". */
export function isUndecided(problem: Problem): boolean {
  return undecided.has(problem.code);
}

/** The graver of two problems: a "no" before an open question, and the earlier of two alike. */
export function graver(earlier: Problem | undefined, later: Problem | undefined): Problem | undefined {
  if (earlier === undefined || later === undefined) return earlier ?? later;
  return isUndecided(earlier) && !isUndecided(later) ? later : earlier;
}

/** Gives back an expected failure; anything else is a bug and goes on up. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  throw error;
}
