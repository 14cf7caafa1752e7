import { Problem } from "../core/problem/problem.ts";
import { adviceFor } from "./guided-problem.ts";
import type { Settings } from "./session.ts";
import { type Line, styled } from "./terminal/line.ts";
import type { Terminal } from "./terminal/terminal.ts";

/**
 * Says what went wrong and what to do about it, a line each; with `--json` as problem details on standard error.
 */
export function reportError(
  error: unknown,
  { terminal, settings }: { terminal: Terminal; settings: Settings },
): void {
  const problem = problemOf(error);
  if (settings.json) {
    terminal.tellJson(problem.toDetails());
    return;
  }
  const advice = adviceFor(problem);
  terminal.tell([styled(["red", "bold"], "✘ "), problem.message]);
  if (advice !== undefined) terminal.tell(["  ", advice] satisfies Line);
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code !== undefined && /^E[A-Z]+$/u.test(code)) {
    return new Problem("INTERNAL", `The disk or the network said no (${code}).`, { cause: error });
  }
  const words = error instanceof Error ? `${error.name}: ${error.message}` : "no error object";
  return new Problem("INTERNAL", `Something is wrong in stint itself (${words}).`, { cause: error });
}
