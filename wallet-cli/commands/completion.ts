import type { Command } from "commander";
import { completionScripts } from "../completion-scripts.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { GuidedProblem } from "../guided-problem.ts";
import type { Session } from "../session.ts";

/** Prints the completion script for a shell, made from the commands and options as they are. */
export async function completion(
  options: { shell: string; program: Command },
  session: Session,
): Promise<ExitCode> {
  const script = Object.hasOwn(completionScripts, options.shell)
    ? completionScripts[options.shell as keyof typeof completionScripts]
    : undefined;
  if (script === undefined) {
    throw new GuidedProblem(
      "INVALID_REQUEST",
      "There is no completion for this shell.",
      "Choose bash, zsh or fish.",
    );
  }
  session.terminal.print(...script(options.program).split("\n"));
  return exitCodes.done;
}
