import { identity, values } from "../statement.ts";
import { termOf } from "../vocabulary.ts";
import { type ExpandedNode, isNode } from "./json-ld.ts";
import { occurrencesById } from "./repeated-nodes.ts";

/** Reads what a document says by property, in whatever objects and spellings of its JSON it stood. */
export interface GraphReader {
  /** The things that are values of a property, each once. */
  things(node: ExpandedNode, term: string): ExpandedNode[];
  /** What the values of a property name: identifiers of things, and literals as written. */
  references(node: ExpandedNode, term: string): string[];
  /** The literals of a property as one text, see {@link joined}. */
  text(node: ExpandedNode, term: string): string | undefined;
}

/** Makes the reader of one expanded document. Terms are those of {@link termOf}. */
export function readGraph(root: ExpandedNode): GraphReader {
  const byId = occurrencesById(root);
  const partsOf = (node: ExpandedNode): ExpandedNode[] => {
    const id = node["@id"];
    return typeof id === "string" ? (byId.get(id) ?? []).map((occurrence) => occurrence.node) : [node];
  };
  const valuesOf = (node: ExpandedNode, term: string): ExpandedNode[] =>
    partsOf(node)
      .flatMap((part) => Object.entries(part))
      .filter(([iri]) => termOf(iri) === term)
      .flatMap(([, value]) => values(value))
      .filter(isNode);
  return {
    things: (node, term) => {
      const seen = new Set<unknown>();
      return valuesOf(node, term).filter((value) => {
        const { "@id": id } = value;
        if ("@value" in value || seen.has(id)) return false;
        if (id !== undefined) seen.add(id);
        return true;
      });
    },
    references: (node, term) =>
      valuesOf(node, term)
        .map(identity)
        .filter((reference) => reference !== undefined),
    text: (node, term) => joined(valuesOf(node, term).map(({ "@value": literal }) => literal)),
  };
}

/**
 * Several texts as one, each once and in alphabetical order: the order of values is not signed, so
 * none of them may be shown in place of the others.
 */
export function joined(texts: unknown[]): string | undefined {
  const written = texts.filter((text) => text !== undefined && text !== null).map(String);
  return written.length === 0 ? undefined : [...new Set(written)].sort().join(" / ");
}
