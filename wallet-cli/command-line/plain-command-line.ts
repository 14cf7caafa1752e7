import type { CommandLine, GlobalOptions } from "./command-line.ts";
import { plainVerbs } from "./plain-verbs.ts";

/** A command line in its parts. */
interface PlainWords {
  readonly options: GlobalOptions;
  readonly verb: keyof typeof plainVerbs;
  readonly operands: readonly string[];
}

const switches = new Map<string, Partial<GlobalOptions>>([
  ["--json", { json: true }],
  ["--allow-loopback", { allowLoopback: true }],
  ["--no-color", { color: false }],
]);
const valued = new Map<string, (value: string) => Partial<GlobalOptions>>([
  ["--wallet", (wallet) => ({ wallet })],
  ["--passphrase-file", (passphraseFile) => ({ passphraseFile })],
]);

/**
 * Understands the command lines that are typed most without commander and all the verbs, which take longer to load than such a command
 * to run. `undefined` for all others.
 */
export function plainCommandLine(args: readonly string[]): CommandLine | undefined {
  const words = plainWords(args);
  if (words === undefined) return undefined;
  const { options, verb, operands } = words;
  return { options, command: (session) => plainVerbs[verb].command(session, ...operands) };
}

/**
 * Reads a plain verb, its operands, and global options, each in its long form with its value apart.
 *
 * @returns what commander would read; `undefined` for whatever has anything else in it, right or wrong.
 */
export function plainWords(args: readonly string[]): PlainWords | undefined {
  let options: GlobalOptions = { color: true };
  const words: string[] = [];
  const rest = [...args];
  for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
    const withValue = valued.get(next);
    const value = withValue && rest.shift();
    const option = value === undefined ? switches.get(next) : isWord(value) && withValue?.(value);
    if (isWord(next)) words.push(next);
    else if (option) options = { ...options, ...option };
    else return undefined;
  }
  const [verb = "", ...operands] = words;
  const isPlain = isPlainVerb(verb) && plainVerbs[verb].operands === operands.length;
  return isPlain ? { options, verb, operands } : undefined;
}

function isPlainVerb(verb: string): verb is keyof typeof plainVerbs {
  return Object.hasOwn(plainVerbs, verb);
}

function isWord(argument: string): boolean {
  return argument !== "" && !argument.startsWith("-");
}
