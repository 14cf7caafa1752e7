import { type Problem, problemDetails } from "../problem/problem.ts";
import { asProblem, isUndecided } from "../problem/undecided.ts";
import type { Check, CheckName } from "./verdict.ts";

/** Runs one check: a thrown problem becomes "failed", or "unknown" when it leaves the question open. */
export async function runCheck(name: CheckName, check: () => Promise<string[]> | string[]): Promise<Check> {
  try {
    const notes = await check();
    return { name, outcome: "passed", ...(notes.length > 0 && { note: notes.join("; ") }) };
  } catch (error) {
    return unpassed(name, asProblem(error));
  }
}

export function passed(name: CheckName): Check {
  return { name, outcome: "passed" };
}

export function notAsked(name: CheckName): Check {
  return { name, outcome: "not-asked" };
}

export function notApplicable(name: CheckName, note: string): Check {
  return { name, outcome: "not-applicable", note };
}

/** A check that a problem answered with "no" or left open. */
export function unpassed(name: CheckName, problem: Problem): Check {
  return { name, outcome: isUndecided(problem) ? "unknown" : "failed", problem: problem.toDetails() };
}

/** A check that was not run because an earlier one did not pass: its question stays open. */
export function notReached(name: CheckName): Check {
  return {
    name,
    outcome: "unknown",
    problem: problemDetails("NOT_EXAMINED"),
  };
}

/** The verdict: `unknown` is never good enough, and something must have been passed. */
export function isVerified(checks: Check[]): boolean {
  const answered = checks.every(({ outcome }) => outcome !== "failed" && outcome !== "unknown");
  return answered && checks.some(({ name, outcome }) => name === "proof" && outcome === "passed");
}
