import type { ProblemCode } from "../core/problem/codes.ts";
import { Problem } from "../core/problem/problem.ts";
import { isUndecided } from "../core/problem/undecided.ts";
import { type ExitCode, exitCodes } from "./exit-code.ts";

const usedWrongly = new Set<ProblemCode>(["INVALID_REQUEST", "CONFIGURATION"]);
/** Besides what {@link isUndecided} leaves open. */
const couldNot = new Set<ProblemCode>(["CANNOT_OPEN", "CONFLICT", "INTERNAL", "STORE_DAMAGED"]);

/** The exit code of a command that ended in an error; anything but a `Problem` is "could not". */
export function exitCodeOfError(error: unknown): ExitCode {
  if (!(error instanceof Problem)) return exitCodes.couldNot;
  if (usedWrongly.has(error.code)) return exitCodes.usedWrongly;
  return couldNot.has(error.code) || isUndecided(error) ? exitCodes.couldNot : exitCodes.no;
}
