import type { ProblemCode } from "./codes.ts";
import { Problem } from "./problem.ts";

/** Codes that mean "could not find out" rather than "found out, and the answer is no". */
const undecided: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "DID_NOT_FOUND",
  "FETCH_FAILED",
  "FETCH_REFUSED",
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

/** Gives back an expected failure; anything else is a bug and goes on up. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  throw error;
}
