import { isAbsoluteIri } from "./expand-iri.ts";
import { notCovered } from "./not-covered.ts";

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
export function writeIri(iri: unknown): string {
  if (typeof iri !== "string" || unusualInIri.test(iri) || !isAbsoluteIri(iri)) throw notCovered;
  return `<${iri}>`;
}

/** The names of things are written again and again, so the first some hundreds are kept. */
const maxNames = 2_000;
const names = new Map<unknown, string>();

/** The same for what documents have in common: properties, types and datatypes. */
export function writeName(iri: unknown): string {
  const known = names.get(iri);
  if (known !== undefined) return known;
  const written = writeIri(iri);
  if (names.size < maxNames) names.set(iri, written);
  return written;
}

/** Writes the text of a literal, without what follows it. @see {@link https://www.w3.org/TR/rdf-canon/#canonical-quads} */
export function writeText(text: string): string {
  if (!escaped.test(text)) return `"${text}"`;
  return `"${text.replace(allEscaped, (character) => short[character] ?? unicodeEscape(character))}"`;
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}
