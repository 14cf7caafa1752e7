import { printable } from "../../core/text/printable.ts";

/**
 * A value as JSON text that is also safe to look at: characters that act on a terminal are written as `\u` escapes, so the
 * value read back is exactly the same.
 */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/[^\n\u0020-\u007e]/gu, (character) =>
    printable(character) === character && !/\p{M}/u.test(character) ? character : escaped(character),
  );
}

/**
 * A credential or presentation as text: JSON, or the compact JWT as it is, which holds nothing but letters, digits, `-`, `_` and
 * `.`; ends with a line feed.
 */
export function documentText(document: object | string): string {
  return `${typeof document === "string" ? document : jsonText(document)}\n`;
}

function escaped(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}
