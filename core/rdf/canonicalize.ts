import { createHash } from "node:crypto";
import type { ExpandedNode } from "./expanded-node.ts";
import { unlessNotCovered } from "./not-covered.ts";
import { type Quad, readQuads, type Term } from "./statements.ts";

type HashName = "sha256" | "sha384";

/**
 * Writes an expanded document as canonical N-Quads, where that needs nothing but the first step of RDFC-1.0.
 *
 * That step hashes, for each blank node, the statements that it stands in, with all other blank nodes made alike; blank nodes
 * whose hash is theirs alone are labelled in the order of the hashes (4.4.3, steps 3 and 4). When that tells all of them apart, the
 * steps that follow have nothing to do, so the result is RDFC-1.0's.
 *
 * @returns `undefined` when two blank nodes have the same hash, or the document has rare features. Ask the library then.
 * @see {@link https://www.w3.org/TR/rdf-canon/#canon-algorithm}
 */
export function canonicalizeDistinct(document: ExpandedNode, hash: HashName): string | undefined {
  return unlessNotCovered(() => {
    const { quads, blankNodes } = readQuads(document);
    const labels = labelBlankNodes(quads, blankNodes, hash);
    if (labels === undefined) return undefined;
    const name = (term: Term): string => (typeof term === "number" ? (labels[term] as string) : term);
    return quads
      .map((quad) => writeQuad(quad, name))
      .sort()
      .join("");
  });
}

function writeQuad({ subject, predicate, object, graph }: Quad, name: (term: Term) => string): string {
  const statement = `${name(subject)} ${predicate} ${name(object)}`;
  return graph === undefined ? `${statement} .\n` : `${statement} ${name(graph)} .\n`;
}

function labelBlankNodes(quads: Quad[], count: number, hash: HashName): string[] | undefined {
  const hashes = hashFirstDegree(quads, count, hash);
  const sorted = hashes.map((value, node) => ({ value, node })).sort((a, b) => (a.value < b.value ? -1 : 1));
  const labels: string[] = new Array(count);
  let previous: string | undefined;
  for (const [position, { value, node }] of sorted.entries()) {
    if (value === previous) return undefined;
    previous = value;
    labels[node] = `_:c14n${position}`;
  }
  return labels;
}

/** @see {@link https://www.w3.org/TR/rdf-canon/#hash-1d-quads} */
function hashFirstDegree(quads: Quad[], count: number, hash: HashName): string[] {
  const statements: string[][] = Array.from({ length: count }, () => []);
  for (const quad of quads) {
    const { subject, object, graph } = quad;
    if (typeof subject === "number") statements[subject]?.push(writeAsSeenBy(subject, quad));
    if (typeof object === "number") statements[object]?.push(writeAsSeenBy(object, quad));
    if (graph !== undefined) statements[graph]?.push(writeAsSeenBy(graph, quad));
  }
  return statements.map((lines) => createHash(hash).update(lines.sort().join("")).digest("hex"));
}

/** No statement has the same blank node twice: nodes are a tree, and only its own subjects stand in a graph. */
function writeAsSeenBy(node: number, quad: Quad): string {
  return writeQuad(quad, (term) => (term === node ? "_:a" : typeof term === "number" ? "_:z" : term));
}
