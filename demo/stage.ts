import { type Line, renderLine, styled } from "../wallet-cli/terminal/line.ts";

/** Something came out otherwise than the story says. */
export class UnexpectedOutcome extends Error {}

/** Tells the story: numbered steps, the command a person would type, and what came of it. */
export class Stage {
  readonly #write: (text: string) => void;
  readonly #colour: boolean;
  #steps = 0;

  constructor(write: (text: string) => void, options: { colour: boolean }) {
    this.#write = write;
    this.#colour = options.colour;
  }

  get steps(): number {
    return this.#steps;
  }

  /** A heading over several steps: who acts now. */
  act(title: string): void {
    this.say("", [styled(["bold", "cyan"], title)]);
  }

  /** One step: what happens, and the command for it. */
  step(title: string, command: string): void {
    this.#steps += 1;
    this.say("", [styled("bold", `${String(this.#steps).padStart(2)}  ${title}`)]);
    for (const [index, line] of command.split("\n").entries()) {
      this.say([styled("dim", `    ${index === 0 ? "$ " : "  "}${line}`)]);
    }
  }

  /** What came of a step, after it was checked. */
  outcome(text: string): void {
    this.say(["    ", styled("green", "✔ "), text]);
  }

  /** A refusal that the story asks for: just what should happen. */
  refusal(text: string): void {
    this.say(["    ", styled("red", "✘ "), text, styled("dim", "  (as it should be)")]);
  }

  /** What somebody reads on their own screen. */
  screen(text: string): void {
    for (const line of text.trimEnd().split("\n")) this.say([styled("dim", "    │ "), line]);
  }

  say(...lines: Line[]): void {
    for (const line of lines) this.#write(`${renderLine(line, { colour: this.#colour })}\n`);
  }
}

/** Ends the demo when the story does not go as it should. */
export function expectOutcome(isAsExpected: boolean, expected: string): void {
  if (!isAsExpected) throw new UnexpectedOutcome(`Expected: ${expected}`);
}
