import { identity, values } from "../statement.ts";
import { termOf } from "../vocabulary.ts";
import { type ExpandedNode, isNode } from "./json-ld.ts";
import { occurrencesById } from "./repeated-nodes.ts";

/** Reads what a document says by property, in whatever objects and spellings of its JSON it stood. */
export interface GraphReader {
  /** The document itself. */
  readonly root: ExpandedNode;
  /** The things that are values of a property, each once. */
  things(node: ExpandedNode, term: string): ExpandedNode[];
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
  const indexes = new Map<unknown, ReadonlyMap<string, ExpandedNode[]>>();
  const valuesOf = (node: ExpandedNode, term: string): ExpandedNode[] => {
    const id = node["@id"];
    const key = typeof id === "string" ? id : node;
    let index = indexes.get(key);
    if (index === undefined) {
      index = indexByTerm(typeof id === "string" ? (byId.get(id) ?? []).map((one) => one.node) : [node]);
      indexes.set(key, index);
    }
    return index.get(term) ?? none;
  };
  return {
    root,
    things: (node, term) => distinctThings(valuesOf(node, term)),
    references: (node, term) =>
      valuesOf(node, term)
        .map(identity)
        .filter((reference) => reference !== undefined),
    text: (node, term) => {
      const literals = valuesOf(node, term);
      return literals.length === 0 ? undefined : joined(literals.map(({ "@value": literal }) => literal));
    },
  };
}

const none: ExpandedNode[] = [];

/** What one thing says, by term, in whatever objects. */
function indexByTerm(objects: ExpandedNode[]): Map<string, ExpandedNode[]> {
  const index = new Map<string, ExpandedNode[]>();
  for (const object of objects) {
    for (const iri in object) {
      const term = termOf(iri);
      if (term === undefined) continue;
      const nodes = values(object[iri]).filter(isNode);
      const others = index.get(term);
      index.set(term, others === undefined ? nodes : [...others, ...nodes]);
    }
  }
  return index;
}

function distinctThings(nodes: ExpandedNode[]): ExpandedNode[] {
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
export function joined(texts: unknown[]): string | undefined {
  const written = texts.filter((text) => text !== undefined && text !== null).map(String);
  return written.length < 2 ? written[0] : [...new Set(written)].sort().join(" / ");
}
