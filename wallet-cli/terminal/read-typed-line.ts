import type { ReadStream } from "node:tty";
import { printable } from "../../core/text/printable.ts";

const enter = new Set(["\r", "\n"]);
const backspace = new Set(["\u007f", "\b"]);
const interrupt = "\u0003";
const endOfInput = "\u0004";
const eraseLine = "\u0015";

/** The line is longer than any passphrase or answer. */
const longestLine = 1024;

/**
 * Puts a question and reads what a person types up to Enter, in raw mode: without `echo` nothing of it appears.
 * Ctrl-C ends the process like anywhere else; Ctrl-D on an empty line answers `undefined`.
 */
export function readTypedLine(
  keyboard: ReadStream,
  options: { question: string; screen: NodeJS.WritableStream; echo: boolean },
): Promise<string | undefined> {
  const echo = options.echo ? options.screen : undefined;
  return new Promise((resolve) => {
    let line: string[] = [];
    const finish = (answer: string | undefined) => {
      keyboard.off("data", onData);
      keyboard.setRawMode(false);
      options.screen.write("\n");
      resolve(answer);
    };
    const onCharacter = (character: string): boolean => {
      if (enter.has(character)) return end(line.join(""));
      if (character === interrupt) return endByInterrupt();
      if (character === endOfInput) return end(line.length === 0 ? undefined : line.join(""));
      if (backspace.has(character)) {
        if (line.pop() !== undefined) echo?.write("\b \b");
      } else if (character === eraseLine) {
        echo?.write("\b \b".repeat(line.length));
        line = [];
      } else if (printable(character) === character && line.length < longestLine) {
        line.push(character);
        echo?.write(character);
      }
      return false;
    };
    const end = (answer: string | undefined) => {
      finish(answer);
      return true;
    };
    const endByInterrupt = () => {
      finish(undefined);
      process.kill(process.pid, "SIGINT");
      return true;
    };
    const onData = (text: string) => {
      let consumed = 0;
      for (const character of text) {
        consumed += character.length;
        if (!onCharacter(character)) continue;
        const rest = text.slice(consumed); // pasted answers to the next questions
        if (rest !== "") keyboard.unshift(rest, "utf8");
        return;
      }
    };
    keyboard.setRawMode(true);
    keyboard.setEncoding("utf8");
    keyboard.on("data", onData);
    keyboard.resume();
    // Only now: whoever types at the sight of the question finds the echo already off.
    options.screen.write(options.question);
  });
}
