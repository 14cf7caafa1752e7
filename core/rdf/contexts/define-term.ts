import { isDeepStrictEqual } from "node:util";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json/json-value.ts";
import { notCovered } from "../not-covered.ts";
import type { ScopedContext, TermDefinition } from "./active-context.ts";
import { expandIri, isAbsoluteIri } from "./expand-iri.ts";

/** An active context in the making. */
export interface ContextDraft {
  /** The context that is being read. */
  readonly local: JsonObject;
  readonly terms: Map<string, TermDefinition>;
  vocab: string | undefined;
  /** The terms of `local` that are defined (`true`) or on the way (`false`). */
  readonly defined: Map<string, boolean>;
}

const definitionMembers = new Set(["@id", "@type", "@container", "@context", "@protected"]);

/**
 * Defines a term of a local context, and before it the terms that it is made of.
 *
 * @param overridesProtected - A context inside a property's definition may say again what was protected.
 * @throws `notCovered` for definitions of other kinds, and for wrong ones.
 * @see {@link https://www.w3.org/TR/json-ld11-api/#create-term-definition}
 */
export function defineTerm(draft: ContextDraft, term: string, overridesProtected: boolean): void {
  const { local, terms, defined } = draft;
  if (defined.get(term) === true) return;
  // A term in the form of an IRI has rules of its own.
  if (defined.has(term) || term === "" || /[@:/]/.test(term)) throw notCovered;
  defined.set(term, false);
  const given = local[term];
  const members = typeof given === "string" || given === null ? { "@id": given } : given;
  if (!isJsonObject(members) || !Object.keys(members).every((name) => definitionMembers.has(name))) {
    throw notCovered;
  }
  const previous = terms.get(term);
  terms.delete(term);
  const identified = identify(draft, term, { id: members["@id"], isSimple: members !== given });
  const definition: TermDefinition = {
    ...identified,
    isProtected: isProtected(members["@protected"], local["@protected"]),
    coercion: coercionOf(draft, members["@type"]),
    container: containerOf(members["@container"]),
    scopedContext: scopedContextOf(members["@context"]),
  };
  const mayChange = previous?.isProtected !== true || overridesProtected;
  const kept = mayChange ? definition : { ...definition, isProtected: true };
  if (!mayChange && !isDeepStrictEqual(previous, kept)) throw notCovered;
  terms.set(term, kept);
  defined.set(term, true);
}

function identify(
  draft: ContextDraft,
  term: string,
  { id, isSimple }: { id: JsonValue | undefined; isSimple: boolean },
): Pick<TermDefinition, "id" | "isPrefix"> {
  if (id === null) return { id, isPrefix: undefined };
  if (id === undefined || id === term) {
    if (draft.vocab === undefined) throw notCovered;
    return { id: draft.vocab + term, isPrefix: undefined };
  }
  if (typeof id !== "string" || id === "") throw notCovered;
  const iri = resolve(draft, id);
  return { id: iri, isPrefix: isSimple && /[:/?#[\]@]$/.test(iri) };
}

/** Expands an IRI of a definition with the terms defined so far, and with those of the same context that it needs. */
function resolve(draft: ContextDraft, text: string): string {
  const prefix = text.slice(0, Math.max(0, text.indexOf(":")));
  for (const needed of [text, prefix]) {
    if (Object.hasOwn(draft.local, needed) && !needed.startsWith("@")) defineTerm(draft, needed, false);
  }
  return expandIri(draft, text, true);
}

function isProtected(own: JsonValue | undefined, all: JsonValue | undefined): boolean {
  if (own !== undefined && typeof own !== "boolean") throw notCovered;
  return own ?? all === true;
}

function coercionOf(draft: ContextDraft, type: JsonValue | undefined): string | undefined {
  if (type === undefined || type === "@id" || type === "@vocab" || type === "@json") return type;
  if (typeof type !== "string") throw notCovered;
  const iri = resolve(draft, type);
  if (!isAbsoluteIri(iri)) throw notCovered;
  return iri;
}

function containerOf(container: JsonValue | undefined): TermDefinition["container"] {
  if (container === undefined) return undefined;
  const [only, ...others] = Array.isArray(container) ? container : [container];
  if (others.length > 0 || (only !== "@set" && only !== "@list" && only !== "@graph")) throw notCovered;
  return only;
}

function scopedContextOf(context: JsonValue | undefined): ScopedContext | undefined {
  if (context === undefined || context === null || isJsonObject(context)) return context;
  throw notCovered;
}
