import { pinnedContexts } from "../../../contexts/registry.ts";
import type { JsonObject, JsonValue } from "../../json/json-value.ts";
import { Problem } from "../../problem/problem.ts";
import { guardedVocabularies } from "../vocabulary.ts";

/**
 * Refuses `@import` wherever it stands in a document.
 *
 * The library keeps a refused import in a cache that later documents share, so it must never see one.
 *
 * @throws {Problem} `PARSING_ERROR`
 */
export function assertNoImport(value: JsonValue): void {
  if (Array.isArray(value)) {
    for (const item of value) assertNoImport(item);
  } else if (typeof value === "object" && value !== null) {
    if ("@import" in value)
      throw new Problem("PARSING_ERROR", "A context imports another; imports are not followed");
    for (const member in value) assertNoImport(value[member] as JsonValue);
  }
}

/**
 * Accepts the contexts of a presentation's envelope: pinned URLs, and inline contexts that merely add
 * foreign terms: plain names for absolute IRIs outside the vocabularies that verdicts are read from.
 *
 * @throws {Problem} `PARSING_ERROR` for an unknown URL, `MALFORMED_VALUE_ERROR` for any other context.
 */
export function assertHarmlessContexts(context: JsonValue | undefined): void {
  for (const entry of Array.isArray(context) ? context : [context]) {
    if (typeof entry === "string") {
      if (!pinnedContexts.has(entry))
        throw new Problem("PARSING_ERROR", "A context is not among the pinned contexts");
    } else {
      assertAddsForeignTerms(entry);
    }
  }
}

function assertAddsForeignTerms(context: JsonValue | undefined): void {
  if (typeof context !== "object" || context === null || Array.isArray(context)) throw refused();
  for (const [term, definition] of Object.entries(context)) {
    if (term === "@version" && definition === 1.1) continue;
    if (term === "@protected" && typeof definition === "boolean") continue;
    if (!/^[A-Za-z][\w-]*$/.test(term) || knownTerms.has(term)) throw refused();
    assertForeignDefinition(definition);
  }
}

function assertForeignDefinition(definition: JsonValue): void {
  const members: JsonObject =
    typeof definition === "object" && definition !== null && !Array.isArray(definition)
      ? definition
      : { "@id": definition };
  for (const [keyword, value] of Object.entries(members)) {
    const isForeign = typeof value === "string" && isForeignIri(value);
    if (keyword === "@id" && isForeign) continue;
    if (keyword === "@type" && (value === "@id" || isForeign)) continue;
    throw refused();
  }
}

function isForeignIri(iri: string): boolean {
  if (!/^(?:https?:\/\/|urn:)[^\s"<>\\^`{|}]+$/.test(iri)) return false;
  // A prefix such as "https://www.w3.org/2018/cred" would reach a guarded vocabulary by its suffix.
  return !guardedVocabularies.some((vocabulary) => vocabulary.startsWith(iri) || iri.startsWith(vocabulary));
}

/** Every term that a pinned context defines anywhere: a foreign context gives none of them a meaning. */
const knownTerms: ReadonlySet<string> = new Set([...pinnedContexts.values()].flatMap(termsOf));

/** Whether some pinned context gives a name a meaning somewhere. */
export function isKnownTerm(name: string): boolean {
  return knownTerms.has(name);
}

function termsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(termsOf);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    ...(key.startsWith("@") ? [] : [key]),
    ...termsOf(member),
  ]);
}

function refused(): Problem {
  return new Problem("MALFORMED_VALUE_ERROR", "An inline context does more than add foreign terms");
}
