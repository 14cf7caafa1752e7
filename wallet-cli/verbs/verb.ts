import type { Command } from "commander";
import type { ExitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";

/** Begins a verb of `stint`: its usage and what it does, in words. */
export type Verb = (usage: string, words: string) => Command;

/** Called by the command that a person chose: with its function still to be loaded, so that starting stays fast. */
export type OnCommand = (run: (session: Session) => Promise<ExitCode>) => void;

/** Adds some verbs to the program. */
export type AddVerbs = (verb: Verb, onCommand: OnCommand) => void;

/** How an argument that names a held credential is described. */
export const credentialArgument = "its number in stint list, its id, or the beginning of its id";

/** Adds the options that say how much of a credential is shown. */
export function withShowWords(command: Command): Command {
  return command
    .option("--reveal <parts>", "show only these parts, such as skills,results")
    .option("--hide <parts>", "show everything but these parts, such as name,employer");
}
