import type { JsonObject } from "../../json/json-value.ts";

/** A context inside a term definition; `null` takes all meaning away. */
export type ScopedContext = JsonObject | null;

/**
 * What a term means. A member that its definition does not give is `undefined`, because "redefined the same" (a
 * protected term may be) compares what is given.
 *
 * @see {@link https://www.w3.org/TR/json-ld11-api/#context-processing-algorithm}
 */
export interface TermDefinition {
  /** An absolute IRI, `@id` or `@type`; `null` for a term that means nothing. */
  readonly id: string | null;
  readonly isPrefix: boolean | undefined;
  readonly isProtected: boolean;
  /** The IRI of a datatype, `@id`, `@vocab` or `@json`. */
  readonly coercion: string | undefined;
  readonly container: "@set" | "@list" | "@graph" | undefined;
  readonly scopedContext: ScopedContext | undefined;
}

/** What a member of a node means under one active context. */
export interface Property {
  /** As it is written. */
  readonly member: string;
  /** An absolute IRI, `@id` or `@type`. */
  readonly iri: string;
  readonly isGraph: boolean;
  readonly isList: boolean;
  readonly isJson: boolean;
  /** What scalars become: of a datatype, `@id` or `@vocab`; without one plain. */
  readonly coercion: string | undefined;
  /** What holds for the values: this context, or that one with the property's own. */
  readonly valueContext: ActiveContext;
  /** The property's own context as the values see it, for nodes. */
  readonly scopedContext: ScopedContext | undefined;
}

/** Where a context stands: in the document, in the definition of a property, or in that of a type. */
export type ContextPlace = "document" | "property" | "type";

/**
 * What all terms mean at one place of a document: immutable, so that it is made once and what follows from it is kept
 * with it. The reader of contexts bounds what is kept.
 */
export class ActiveContext {
  readonly terms: ReadonlyMap<string, TermDefinition>;
  readonly vocab: string | undefined;
  /** What holds again below a node whose type brought a context of its own (JSON-LD 1.1, 4.1.8). */
  readonly previous: ActiveContext | undefined;
  /** What the context of a property, a type or a node makes of this one. */
  readonly derived: Readonly<Record<ContextPlace, Map<ScopedContext, ActiveContext>>> = {
    document: new Map(),
    property: new Map(),
    type: new Map(),
  };
  /** What its own terms mean as members of a node. */
  readonly properties = new Map<string, Property>();
  /** Its names for `@type`. */
  readonly typeMembers: readonly string[];

  constructor(
    terms: ReadonlyMap<string, TermDefinition>,
    vocab: string | undefined,
    previous: ActiveContext | undefined,
  ) {
    this.terms = terms;
    this.vocab = vocab;
    this.previous = previous;
    const aliases = [...terms].filter(([, { id }]) => id === "@type").map(([term]) => term);
    this.typeMembers = ["@type", ...aliases];
  }
}

/** Where every document begins: nothing has a meaning. */
export const initialContext = new ActiveContext(new Map(), undefined, undefined);
