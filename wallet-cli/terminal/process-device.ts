import { openSync } from "node:fs";
import { ReadStream } from "node:tty";
import type { TerminalDevice } from "./terminal.ts";

/** The terminal this process runs in. Questions go to the person even when standard input is a pipe. */
export function processDevice(): TerminalDevice {
  return {
    out: { write: (text) => void process.stdout.write(text), isTTY: process.stdout.isTTY === true },
    error: { write: (text) => void process.stderr.write(text), isTTY: process.stderr.isTTY === true },
    columns: process.stdout.columns ?? process.stderr.columns ?? 80,
    readInput: async (maxBytes) => (await import("./read-bounded.ts")).readBounded(process.stdin, maxBytes),
    ask,
  };
}

async function ask(question: string, options: { secret: boolean }): Promise<string | undefined> {
  const keyboard = openKeyboard();
  if (keyboard === undefined) return undefined;
  try {
    const { readTypedLine } = await import("./read-typed-line.ts");
    return await readTypedLine(keyboard, { question, screen: process.stderr, echo: !options.secret });
  } finally {
    if (keyboard === process.stdin) keyboard.pause();
    else keyboard.destroy();
  }
}

function openKeyboard(): ReadStream | undefined {
  if (process.stdin.isTTY) return process.stdin;
  if (process.platform === "win32") return undefined;
  try {
    return new ReadStream(openSync("/dev/tty", "r"));
  } catch {
    return undefined; // no controlling terminal: nobody to ask
  }
}
