import type { ProblemCode } from "../core/problem/codes.ts";
import { Problem } from "../core/problem/problem.ts";
import { isUndecided } from "../core/problem/undecided.ts";

/** What the shell is told: done or verified, answered "no", used wrongly, could not find out or could not do it. */
export const exitCodes = { done: 0, no: 1, usedWrongly: 2, couldNot: 3 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const usedWrongly = new Set<ProblemCode>(["INVALID_REQUEST", "CONFIGURATION"]);
/** Besides what {@link isUndecided} leaves open. */
const couldNot = new Set<ProblemCode>(["CANNOT_OPEN", "CONFLICT", "INTERNAL", "STORE_DAMAGED"]);

/** The exit code of a command that ended in an error; anything but a `Problem` is "could not". */
export function exitCodeOf(error: unknown): ExitCode {
  if (!(error instanceof Problem)) return exitCodes.couldNot;
  if (usedWrongly.has(error.code)) return exitCodes.usedWrongly;
  return couldNot.has(error.code) || isUndecided(error) ? exitCodes.couldNot : exitCodes.no;
}
