import { join } from "node:path";
import { CommanderError } from "commander";
import { Problem } from "../core/problem/problem.ts";
import type { Environment } from "./environment.ts";
import { type ExitCode, exitCodeOf, exitCodes } from "./exit-code.ts";
import { createProgram, type GlobalOptions } from "./program.ts";
import { reportError } from "./report-error.ts";
import type { Session, Settings } from "./session.ts";
import type { Terminal } from "./terminal/terminal.ts";

/**
 * Runs one `stint` command line and answers with its exit code. Everything it touches comes in as an argument.
 *
 * @param args - Without the names of the interpreter and the program.
 */
export async function run(
  args: readonly string[],
  terminal: Terminal,
  environment: Environment & { readonly version: string },
): Promise<ExitCode> {
  let chosen: ((session: Session) => Promise<ExitCode>) | undefined;
  const program = createProgram({
    version: environment.version,
    onCommand: (run) => {
      chosen = run;
    },
  });
  // Needed before the command line is understood: for the words about a wrong one.
  const isJson = args.includes("--json");
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
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
  const settings = settingsOf(program.opts<GlobalOptions>(), environment);
  if (!program.opts<GlobalOptions>().color || environment.variables.NO_COLOR) terminal.withoutColour();
  try {
    return (await chosen?.({ terminal, environment, settings })) ?? exitCodes.usedWrongly;
  } catch (error) {
    reportError(error, { terminal, settings });
    return exitCodeOf(error);
  }
}

function settingsOf(options: GlobalOptions, { variables, homeFolder }: Environment): Settings {
  return {
    json: options.json === true,
    walletFolder: options.wallet ?? (variables.STINT_WALLET_DIR || join(homeFolder, ".stint")),
    passphraseFile: options.passphraseFile,
    allowLoopback: options.allowLoopback === true || isOn(variables.STINT_ALLOW_LOOPBACK),
  };
}

function isOn(value: string | undefined): boolean {
  return /^(1|true|yes)$/iu.test(value ?? "");
}

function linesOf(text: string): string[] {
  return text.replace(/\n$/u, "").split("\n");
}
