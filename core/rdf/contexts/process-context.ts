import { notCovered } from "../not-covered.ts";
import { ActiveContext, type ContextPlace, initialContext, type ScopedContext } from "./active-context.ts";
import { type ContextDraft, defineTerm } from "./define-term.ts";
import { isAbsoluteIri } from "./expand-iri.ts";

/** How many contexts are kept (20 to 50 KiB each) before all are forgotten: real documents need some dozens. */
const maxKept = 300;
let kept = 0;

let beforeContext: (() => void) | undefined;

/** Has somebody told before each context that is made while a document is read, which waits for nothing. */
export function countingContexts<T>(before: () => void, read: () => T): T {
  beforeContext = before;
  try {
    return read();
  } finally {
    beforeContext = undefined;
  }
}

/**
 * What all terms mean once a context is added, at one of the places where contexts stand. Made once for each context object.
 *
 * @throws `notCovered` for contexts of other kinds, and for wrong ones.
 * @see {@link https://www.w3.org/TR/json-ld11-api/#context-processing-algorithm}
 */
export function processContext(
  active: ActiveContext,
  local: ScopedContext,
  place: ContextPlace,
): ActiveContext {
  const known = active.derived[place].get(local);
  if (known !== undefined) return known;
  beforeContext?.();
  const made = makeContext(active, local, place);
  // Documents from outside combine contexts at will. All kept ones hang on the first; what is forgotten is made again.
  if (++kept > maxKept) {
    kept = 0;
    initialContext.derived.document.clear();
  }
  active.derived[place].set(local, made);
  return made;
}

function makeContext(active: ActiveContext, local: ScopedContext, place: ContextPlace): ActiveContext {
  if (local === null) {
    if (place === "property") return initialContext;
    throw notCovered;
  }
  const draft: ContextDraft = {
    local,
    terms: new Map(active.terms),
    vocab: active.vocab,
    defined: new Map(),
  };
  const isPropagated = readKeywords(draft, place !== "type");
  for (const term of Object.keys(local)) {
    if (term.startsWith("@")) continue;
    defineTerm(draft, term, place === "property");
    assertScopedContext(draft, term);
  }
  const previous = active.previous ?? (isPropagated ? undefined : active);
  return new ActiveContext(draft.terms, draft.vocab, previous);
}

/** Reads the keywords of a context; gives whether it goes on below the node that it stands in. */
function readKeywords(draft: ContextDraft, isUsuallyPropagated: boolean): boolean {
  const { local } = draft;
  let isPropagated = isUsuallyPropagated;
  for (const [keyword, value] of Object.entries(local)) {
    if (!keyword.startsWith("@")) continue;
    if (keyword === "@propagate" && typeof value === "boolean") isPropagated = value;
    else if (keyword === "@vocab" && typeof value === "string" && isPlainVocabulary(value))
      draft.vocab = value;
    else if (!((keyword === "@version" && value === 1.1) || (keyword === "@protected" && value === true))) {
      throw notCovered;
    }
  }
  return isPropagated;
}

function isPlainVocabulary(vocab: string): boolean {
  return /^https?:\/\//.test(vocab) && isAbsoluteIri(vocab);
}

/** A context inside a definition must be right even where nothing uses it, with the terms that are defined so far. */
function assertScopedContext(draft: ContextDraft, term: string): void {
  const scoped = draft.terms.get(term)?.scopedContext;
  if (scoped === undefined || scoped === null) return;
  makeContext(new ActiveContext(new Map(draft.terms), draft.vocab, undefined), scoped, "property");
}
