import { CommanderError } from "commander";
import { Problem } from "../../core/problem/problem.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { createProgram } from "../program.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { CommandLine, GlobalOptions } from "./command-line.ts";

/**
 * Understands any command line, and says so when it cannot.
 *
 * @returns the exit code instead where there is nothing to be done: after help, the version, or words about a wrong line.
 */
export function fullCommandLine(
  args: readonly string[],
  terminal: Terminal,
  options: { readonly version: string },
): CommandLine | ExitCode {
  let command: CommandLine["command"] = async () => exitCodes.usedWrongly;
  const program = createProgram({
    version: options.version,
    onCommand: (chosen) => {
      command = chosen;
    },
  });
  // Needed before the command line is understood: for the words about a wrong one.
  const isJson = args.includes("--json");
  for (const each of [program, ...program.commands]) {
    each.exitOverride().configureOutput({
      writeOut: (text) => terminal.print(...linesOf(text)),
      writeErr: (text) => isJson || terminal.tell(...linesOf(text)),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      getOutHelpWidth: () => terminal.width,
      getErrHelpWidth: () => terminal.width,
    });
  }
  try {
    program.parse(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return exitCodes.done;
    if (isJson) terminal.tellJson(new Problem("INVALID_REQUEST", error.message).toDetails());
    return exitCodes.usedWrongly;
  }
  return { options: program.opts<GlobalOptions>(), command };
}

function linesOf(text: string): string[] {
  return text.replace(/\n$/u, "").split("\n");
}
