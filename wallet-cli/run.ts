import { join } from "node:path";
import type { GlobalOptions } from "./command-line/command-line.ts";
import { plainCommandLine } from "./command-line/plain-command-line.ts";
import type { Environment } from "./environment.ts";
import type { ExitCode } from "./exit-code.ts";
import type { Settings } from "./session.ts";
import type { Terminal } from "./terminal/terminal.ts";

/**
 * Runs one `stint` command line and answers with its exit code. Everything it touches comes in as an argument.
 *
 * @param args - Without the names of the interpreter and the program.
 */
export async function run(
  args: readonly string[],
  terminal: Terminal,
  environment: Environment & { readonly version: () => Promise<string> },
): Promise<ExitCode> {
  const understood = plainCommandLine(args) ?? (await understand(args, terminal, environment));
  if (typeof understood === "number") return understood;
  const { options, command } = understood;
  const settings = settingsOf(options, environment);
  if (!options.color || environment.variables.NO_COLOR) terminal.withoutColour();
  try {
    return await command({ terminal, environment, settings });
  } catch (error) {
    const { reportError } = await import("./report-error.ts");
    reportError(error, { terminal, settings });
    return (await import("./exit-code-of-error.ts")).exitCodeOfError(error);
  }
}

async function understand(...[args, terminal, { version }]: Parameters<typeof run>) {
  const { fullCommandLine } = await import("./command-line/full-command-line.ts");
  return fullCommandLine(args, terminal, { version: await version() });
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
