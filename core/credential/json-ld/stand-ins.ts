import type { Quad, Term } from "rdf-canonize";
import { Problem } from "../../problem/problem.ts";
import type { ExpandedNode } from "./json-ld.ts";

/**
 * Begins the IRIs that stand in for blank nodes for a while, so that a node has one label however often its document is converted to
 * RDF. None leaves this folder.
 */
const prefix = "tag:stint.example,2026:blank-node:";

/** The IRI that stands in for a blank node; the same label gives the same. */
export function standIn(label: string): string {
  return prefix + encodeURIComponent(label);
}

/** The label that an IRI stands in for; any other IRI as it is. */
export function labelOf(iri: string): string {
  return iri.startsWith(prefix) ? iri.slice(prefix.length) : iri;
}

/** Refuses a document that has such an IRI already. Throws `PARSING_ERROR`. */
export function assertNoStandIn(expanded: ExpandedNode): void {
  if (JSON.stringify(expanded).includes(prefix)) {
    throw new Problem("PARSING_ERROR", "The document uses an identifier that is reserved here");
  }
}

/** The same statements with the blank nodes that the IRIs in them stand in for. */
export function withoutStandIns(quads: Quad[]): Quad[] {
  return quads.map(({ subject, predicate, object, graph }) => ({
    subject: asBlank(subject),
    predicate,
    object: asBlank(object),
    graph: asBlank(graph),
  }));
}

function asBlank(term: Term): Term {
  if (term.termType !== "NamedNode" || !term.value.startsWith(prefix)) return term;
  return { termType: "BlankNode", value: labelOf(term.value) };
}
