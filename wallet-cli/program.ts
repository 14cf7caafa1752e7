import { Command } from "commander";
import { examples } from "./examples.ts";
import { addExchangeVerbs } from "./verbs/exchange-verbs.ts";
import { addKeepingVerbs } from "./verbs/keeping-verbs.ts";
import { addShowingVerbs } from "./verbs/showing-verbs.ts";
import type { AddVerbs, OnCommand, Verb } from "./verbs/verb.ts";
import { addWalletVerbs } from "./verbs/wallet-verbs.ts";

interface Programmed {
  readonly version: string;
  readonly onCommand: OnCommand;
}

/** In the order in which help lists them, each under its heading. */
const groups: [heading: string, AddVerbs][] = [
  ["Your wallet:", addWalletVerbs],
  ["Credentials that you hold:", addKeepingVerbs],
  ["Links of employers and recruiters:", addExchangeVerbs],
  ["Showing credentials, and looking at others':", addShowingVerbs],
];

/** Every verb of `stint` with its arguments, options and help: what completion is generated from, too. */
export function createProgram({ version, onCommand }: Programmed): Command {
  const program = new Command("stint")
    .description("Your wallet for credentials of micro-internships: hold them, show them, verify anybody's")
    .version(version, "-V, --version", "print the version")
    .option("--json", "print one JSON value on standard output and nothing else")
    .option("--wallet <folder>", "where the wallet lies (STINT_WALLET_DIR, or ~/.stint)")
    .option(
      "--passphrase-file <file>",
      "take the passphrase from the first line of a file (or from STINT_PASSPHRASE)",
    )
    .option(
      "--allow-loopback",
      "for development: fetch from this machine, over http too (STINT_ALLOW_LOOPBACK)",
    )
    .option("--no-color", "no colours (NO_COLOR)")
    .helpCommand("help [command]", "print help for a command")
    .showHelpAfterError("(all commands: stint --help)");

  const verb: Verb = (usage, words) => {
    const command = program.command(usage).description(words).helpOption("-h, --help", "print this help");
    return command.addHelpText("after", () => examples(command.name()));
  };

  for (const [heading, add] of groups) {
    program.commandsGroup(heading);
    add(verb, onCommand);
  }
  program.commandsGroup("Help:");
  const completion = verb("completion", "print a completion script for your shell");
  completion
    .argument("<shell>", "bash, zsh or fish")
    .action((shell: string) =>
      onCommand(async (session) =>
        (await import("./commands/completion.ts")).completion({ shell, program }, session),
      ),
    );
  return program;
}
