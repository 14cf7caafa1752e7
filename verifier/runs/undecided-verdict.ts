import { Problem } from "../../core/problem/problem.ts";
import type { Verification } from "../../core/verification/verdict.ts";

/** Whether a verification was stopped because it took too much. */
export function isTooCostly(error: unknown): error is Problem {
  return error instanceof Problem && error.code === "TOO_COSTLY";
}

/** The verdict when the verification itself could not be finished: nothing was found out, so nothing is vouched for. */
export function undecided(options: {
  kind: "credential" | "presentation";
  problem: Problem;
  now: Date;
}): Verification {
  return {
    verified: false,
    checks: [{ name: "format", outcome: "unknown", problem: options.problem.toDetails() }],
    validation: { issuer: { outcome: "unknown" } },
    asOf: options.now.toISOString(),
    ...(options.kind === "presentation" && { credentials: [] }),
  };
}
