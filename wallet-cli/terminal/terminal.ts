import { documentText, jsonText } from "./json-text.ts";
import { type Line, renderLine } from "./line.ts";

/** The wires of a terminal: bytes in and out, and questions to the person in front of it. */
export interface TerminalDevice {
  readonly out: { write(text: string): void; readonly isTTY: boolean };
  readonly error: { write(text: string): void; readonly isTTY: boolean };
  readonly columns: number;
  /** Everything on standard input, at most `maxBytes` + 1 bytes of it. */
  readonly readInput: (maxBytes: number) => Promise<Uint8Array>;
  /** One line from a person, or `undefined` when nobody can be asked. `secret`: never echoed. */
  readonly ask: (question: string, options: { secret: boolean }) => Promise<string | undefined>;
}

/**
 * Where commands speak and ask. Whatever is said passes {@link renderLine}: no text of a credential can act on the
 * terminal.
 */
export class Terminal {
  readonly #device: TerminalDevice;
  #mayUseColour: boolean;

  constructor(device: TerminalDevice, options: { colour: boolean }) {
    this.#device = device;
    this.#mayUseColour = options.colour;
  }

  /** Columns to fill, between 40 and 100: longer lines are hard to read. */
  get width(): number {
    return Math.min(100, Math.max(40, this.#device.columns));
  }

  /** Whether somebody sits in front of standard error. */
  get isInteractive(): boolean {
    return this.#device.error.isTTY;
  }

  withoutColour(): void {
    this.#mayUseColour = false;
  }

  /** Prints what was asked for, on standard output. */
  print(...lines: Line[]): void {
    this.#write(this.#device.out, lines);
  }

  /** Tells a person something, on standard error. */
  tell(...lines: Line[]): void {
    this.#write(this.#device.error, lines);
  }

  /** Prints one value for programs, on standard output. */
  printJson(value: unknown): void {
    this.#device.out.write(`${jsonText(value)}\n`);
  }

  /** Prints a credential or presentation on standard output: JSON, or a compact JWT in one line. */
  printDocument(document: object | string): void {
    this.#device.out.write(documentText(document));
  }

  /** Tells programs a problem, on standard error. */
  tellJson(value: unknown): void {
    this.#device.error.write(`${jsonText(value)}\n`);
  }

  readInput(maxBytes: number): Promise<Uint8Array> {
    return this.#device.readInput(maxBytes);
  }

  ask(question: string): Promise<string | undefined> {
    return this.#device.ask(renderLine(question, { colour: false }), { secret: false });
  }

  /** Asks for a secret; what is typed never appears. */
  askSecret(question: string): Promise<string | undefined> {
    return this.#device.ask(renderLine(question, { colour: false }), { secret: true });
  }

  #write(stream: TerminalDevice["out"], lines: Line[]): void {
    const colour = this.#mayUseColour && stream.isTTY;
    stream.write(lines.map((line) => `${renderLine(line, { colour })}\n`).join(""));
  }
}
