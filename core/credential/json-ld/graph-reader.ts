import { identity, values } from "../statement.ts";
import { termOf } from "../vocabulary.ts";
import { type ExpandedNode, isNode } from "./json-ld.ts";
import { occurrencesById } from "./repeated-nodes.ts";

/** Reads what a document says by property, in whatever objects and spellings of its JSON it stood. */
export interface GraphReader {
  /** The document itself. */
  readonly root: ExpandedNode;
  /** The things that are values of a property, each once. */
  things(node: ExpandedNode, term: string): readonly ExpandedNode[];
  /** What the values of a property name: identifiers of things, and literals as written. */
  references(node: ExpandedNode, term: string): string[];
  /** The literals of a property as one text, see {@link joined}. */
  text(node: ExpandedNode, term: string): string | undefined;
}

/**
 * Makes the reader of one expanded document, which nobody changes any more. Terms are those of {@link termOf}.
 *
 * @param byId - What {@link occurrencesById} finds in it.
 */
export function readGraph(root: ExpandedNode, byId = occurrencesById(root)): GraphReader {
  const indexes = new Map<unknown, Index>();
  // Several questions about one node come one after the other.
  let lastNode: ExpandedNode | undefined;
  let lastIndex: Index | undefined;
  const indexOf = (node: ExpandedNode): Index => {
    if (node === lastNode && lastIndex !== undefined) return lastIndex;
    const id = node["@id"];
    const key = typeof id === "string" ? id : node;
    let index = indexes.get(key);
    if (index === undefined) {
      index = new Map();
      if (typeof id !== "string") addTerms(index, node);
      else for (const occurrence of byId.get(id) ?? []) addTerms(index, occurrence.node);
      indexes.set(key, index);
    }
    lastNode = node;
    lastIndex = index;
    return index;
  };
  const valuesOf = (node: ExpandedNode, term: string) => indexOf(node).get(term) ?? none;
  return {
    root,
    things: (node, term) => distinctThings(valuesOf(node, term)),
    references: (node, term) => {
      const found: string[] = [];
      for (const value of valuesOf(node, term)) {
        const reference = identity(value);
        if (reference !== undefined) found.push(reference);
      }
      return found;
    },
    text: (node, term) => {
      const literals = valuesOf(node, term);
      // As most are: then there is nothing to join.
      if (literals.length < 2) return written(literals[0]?.["@value"]);
      return joined(literals.map(({ "@value": literal }) => literal));
    },
  };
}

const none: readonly ExpandedNode[] = [];

/** What is said of one thing, by term. */
type Index = Map<string, readonly ExpandedNode[]>;

/** Adds what one object says of a thing to the index of all that is said of it. */
function addTerms(index: Index, object: ExpandedNode): void {
  for (const iri in object) {
    const term = termOf(iri);
    if (term === undefined) continue;
    const given = values(object[iri]);
    const nodes = given.every(isNode) ? given : given.filter(isNode);
    const others = index.get(term);
    index.set(term, others === undefined ? nodes : [...others, ...nodes]);
  }
}

function distinctThings(nodes: readonly ExpandedNode[]): readonly ExpandedNode[] {
  if (nodes.length === 0) return none;
  if (nodes.length === 1) return nodes[0]?.["@value"] === undefined ? nodes : none;
  const seen = new Set<unknown>();
  return nodes.filter((value) => {
    const { "@id": id } = value;
    if ("@value" in value || seen.has(id)) return false;
    if (id !== undefined) seen.add(id);
    return true;
  });
}

/**
 * Several texts as one, each once and in alphabetical order: the order of values is not signed, so
 * none of them may be shown in place of the others.
 */
export function joined(texts: readonly unknown[]): string | undefined {
  if (texts.length < 2) return written(texts[0]);
  const all = new Set(texts.filter((text) => text !== undefined && text !== null).map(String));
  return all.size < 2 ? all.values().next().value : [...all].sort().join(" / ");
}

function written(text: unknown): string | undefined {
  return text === undefined || text === null ? undefined : String(text);
}
