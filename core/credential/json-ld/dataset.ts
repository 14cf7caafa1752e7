import { NQuads, type Quad, type Term } from "rdf-canonize";
import { type ExpandedNode, toDataset } from "./json-ld.ts";
import { assertNoStandIn, labelOf, standIn, withoutStandIns } from "./stand-ins.ts";

/** The statements of a document, and the name or label that the document itself, its root, has in them. */
export interface RootedDataset {
  quads: Quad[];
  root: string;
}

/**
 * Reads the statements of an expanded document.
 *
 * @throws {@link Problem} `PROOF_TRANSFORMATION_ERROR` as canonicalizing does; `PARSING_ERROR` for a document that has IRIs which
 * are reserved here.
 */
export async function rootedDataset(expanded: ExpandedNode): Promise<RootedDataset> {
  assertNoStandIn(expanded);
  const { "@id": id = standIn("root") } = expanded;
  const quads = await toDataset({ ...expanded, "@id": id });
  return { quads: withoutStandIns(quads), root: labelOf(String(id)) };
}

/**
 * Writes statements as N-Quads with other labels for the blank nodes, each once, in the order of code points (RDFC-1.0, 5).
 *
 * Labels are replaced in the statements, not in their text: a literal may look like a label.
 *
 * @param labels - One for each blank node, by the label that it has in the statements.
 */
export function writeQuads(quads: Quad[], labels: ReadonlyMap<string, string>): Map<string, Quad> {
  const relabel = (term: Term): Term => {
    if (term.termType !== "BlankNode") return term;
    const value = labels.get(term.value);
    if (value === undefined) throw new TypeError("A blank node has no label");
    return { ...term, value };
  };
  const written = quads.map((quad): [string, Quad] => {
    const { subject, predicate, object, graph } = quad;
    const relabelled = { subject: relabel(subject), predicate, object: relabel(object) };
    return [NQuads.serializeQuad({ ...relabelled, graph: relabel(graph) }), quad];
  });
  return new Map(written.sort(([one], [other]) => compareCodePoints(one, other)));
}

/** UTF-8 sorts as code points do; UTF-16, which strings compare by, does not. */
function compareCodePoints(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
