import { remembered } from "../../remembered.ts";
import { isAbsoluteIri } from "../contexts/expand-iri.ts";
import { notCovered } from "../not-covered.ts";

const unusualInIri = /[\0- <>"{}|^`\\]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what N-Quads writes escaped
const escaped = /[\0-\x1f\x7f"\\]/;
const allEscaped = new RegExp(escaped, "g");
const short: Readonly<Record<string, string>> = {
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\f": "\\f",
  "\r": "\\r",
  '"': '\\"',
  "\\": "\\\\",
};

/** Writes an IRI. Throws `notCovered` for one that is not absolute or needs escapes. */
export function writeIri(iri: string): string {
  if (unusualInIri.test(iri) || !isAbsoluteIri(iri)) throw notCovered;
  return `<${iri}>`;
}

/** The same for what documents have in common, and is written again and again: types. */
export const writeName = remembered(1_000, writeIri);

/** A property, and the space after it. */
export const writePredicate = remembered(1_000, (iri) => `${writeIri(iri)} `);

/**
 * Writes a literal.
 *
 * @param type - The IRI of its datatype; absent for a text.
 * @see {@link https://www.w3.org/TR/rdf-canon/#canonical-quads}
 */
export function writeLiteralOf(text: string, type?: string): string {
  const end = type === undefined ? '"' : endOfTyped(type);
  if (!escaped.test(text)) return `"${text}${end}`;
  return `"${text.replace(allEscaped, (character) => short[character] ?? unicodeEscape(character))}${end}`;
}

const endOfTyped = remembered(1_000, (type) => `"^^${writeIri(type)}`);

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}
