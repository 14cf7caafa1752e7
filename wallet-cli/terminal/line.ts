import { styleText } from "node:util";
import { isPlain, printable } from "../../core/text/printable.ts";

export type Style = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

/** A piece of a line. Its text may come from anybody: it is made printable when it is rendered, and only there. */
export interface Span {
  readonly text: string;
  readonly style: Style | readonly Style[];
}

/** One line for people; plain strings are spans without style. */
export type Line = string | readonly (string | Span)[];

/** A span, for short: `styled("green", "verified")`. */
export function styled(style: Span["style"], text: string): Span {
  return { text, style };
}

/** The line as it goes to the terminal: no text in it can act, break the line, or bring its own colours. */
export function renderLine(line: Line, options: { colour: boolean }): string {
  const spans = typeof line === "string" ? [line] : line;
  return spans.map((span) => renderSpan(span, options)).join("");
}

function renderSpan(span: string | Span, options: { colour: boolean }): string {
  const text = oneLine(typeof span === "string" ? span : span.text);
  if (typeof span === "string" || !options.colour) return text;
  return styleText([span.style].flat() as Style[], text, { validateStream: false });
}

/** Printable text without line breaks and tabs. */
export function oneLine(text: string): string {
  return isPlain(text) ? text : printable(text).replace(/[\n\t]+/gu, " ");
}
