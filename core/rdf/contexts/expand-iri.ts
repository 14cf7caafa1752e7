import { notCovered } from "../not-covered.ts";
import type { TermDefinition } from "./active-context.ts";

/** What an IRI is expanded with: a context, finished or in the making. */
export interface Vocabulary {
  readonly terms: ReadonlyMap<string, TermDefinition>;
  readonly vocab: string | undefined;
}

// The JSON-LD library's own idea of an absolute IRI, so that both refuse the same.
const absoluteIri = /^[A-Za-z][A-Za-z0-9+-.]*:[^\s]*$/;

/** Whether a text has the form of an absolute IRI and names no blank node. */
export function isAbsoluteIri(text: string): boolean {
  return absoluteIri.test(text);
}

/**
 * Expands a member name, a type or a reference to an absolute IRI, `@id` or `@type`. There is no base IRI.
 *
 * @param isVocabulary - Whether terms and `@vocab` apply, as they do to members and types.
 * @throws `notCovered` for everything else, relative references and blank nodes among it.
 * @see {@link https://www.w3.org/TR/json-ld11-api/#iri-expansion}
 */
export function expandIri(context: Vocabulary, text: string, isVocabulary: boolean): string {
  if (isVocabulary && (text === "@id" || text === "@type")) return text;
  if (text.startsWith("@")) throw notCovered;
  if (isVocabulary) {
    const definition = context.terms.get(text);
    if (definition !== undefined) {
      if (definition.id === null) throw notCovered;
      return definition.id;
    }
  }
  return expandUndefined(context, text, isVocabulary);
}

function expandUndefined(context: Vocabulary, text: string, isVocabulary: boolean): string {
  const colon = text.indexOf(":");
  if (colon > 0) {
    const prefix = text.slice(0, colon);
    if (prefix === "_") throw notCovered;
    if (text.startsWith("//", colon + 1)) return absolute(text);
    const definition = context.terms.get(prefix);
    if (definition?.isPrefix === true) return absolute(String(definition.id) + text.slice(colon + 1));
    if (isAbsoluteIri(text)) return text;
  }
  return absolute(isVocabulary && context.vocab !== undefined ? context.vocab + text : text);
}

function absolute(text: string): string {
  if (isAbsoluteIri(text)) return text;
  throw notCovered;
}
