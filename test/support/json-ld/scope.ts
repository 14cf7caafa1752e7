import { pinnedContexts } from "../../../contexts/registry.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../core/json/json-value.ts";

/** What a context says of a term, as it stands there. */
export interface Definition {
  iri: string | null;
  type?: string;
  containers: string[];
  context?: JsonValue;
}

/**
 * The terms in force at one place of a document, as far as the generator needs them to write mostly valid documents. It knows nothing
 * of protection, prefixes or errors: whether a document is right is what the comparison is about.
 */
export interface Scope {
  terms: ReadonlyMap<string, Definition>;
  vocabulary: boolean;
}

const nothing: Scope = { terms: new Map(), vocabulary: false };
const scopes = new Map<string, Scope>();

/** The scope under contexts given by URL. */
export function scopeOf(urls: readonly string[]): Scope {
  const key = urls.join(" ");
  const known = scopes.get(key);
  if (known !== undefined) return known;
  const scope = withContext(nothing, [...urls]);
  scopes.set(key, scope);
  return scope;
}

/** The scope after one more local context. */
export function withContext(scope: Scope, context: JsonValue | undefined): Scope {
  if (context === null) return nothing;
  if (Array.isArray(context)) return context.reduce(withContext, scope);
  if (typeof context === "string") {
    const document = pinnedContexts.get(context) as JsonObject | undefined;
    return document === undefined ? scope : withContext(scope, document["@context"]);
  }
  if (!isJsonObject(context)) return scope;
  const terms = new Map(scope.terms);
  for (const [term, value] of Object.entries(context)) {
    if (!term.startsWith("@")) terms.set(term, definitionOf(term, value));
  }
  return { terms, vocabulary: scope.vocabulary || "@vocab" in context };
}

function definitionOf(term: string, value: JsonValue): Definition {
  if (!isJsonObject(value)) return { iri: value === null ? null : String(value), containers: [] };
  const { "@id": iri = term, "@type": type, "@container": container, "@context": context } = value;
  const containers = container === undefined ? [] : Array.isArray(container) ? container : [container];
  return {
    iri: iri === null ? null : String(iri),
    containers: containers.map(String),
    ...(typeof type === "string" && { type }),
    ...(context !== undefined && { context }),
  };
}

/** Terms that look like classes, by the spelling that the vocabularies keep to. */
export function classesIn(scope: Scope): string[] {
  return [...scope.terms.keys()].filter((term) => /^[A-Z1]/.test(term));
}

/** Terms that look like properties. */
export function propertiesIn(scope: Scope): string[] {
  return [...scope.terms]
    .filter(([term, { iri }]) => !/^[A-Z1]/.test(term) && iri !== null && !iri.startsWith("@"))
    .map(([term]) => term);
}

/** Every term that any pinned context defines anywhere, scoped ones too. */
export const allTerms: readonly string[] = [...collectTerms([...pinnedContexts.values()] as JsonValue[])];

function collectTerms(value: JsonValue, terms = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const item of value) collectTerms(item, terms);
  else if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      if (!name.startsWith("@")) terms.add(name);
      collectTerms(member, terms);
    }
  }
  return terms;
}
