import { hash as hashText } from "node:crypto";
import type { ExpandedNode } from "./expanded-node.ts";
import { unlessNotCovered } from "./not-covered.ts";
import { type Dataset, readStatements, type Statement, type Term } from "./statements.ts";

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
    const dataset = readStatements(document);
    const labels = labelBlankNodes(dataset, hash);
    return labels && writeSorted(dataset, labels);
  });
}

function labelBlankNodes(dataset: Dataset, hash: HashName): string[] | undefined {
  // The only one is the first, whatever its hash: so it is with the options of proofs.
  if (dataset.blankNodes === 1) return ["_:c14n0"];
  const texts = writeFirstDegree(dataset);
  // A node that no statement has is not there at all: one of a graph, with empty arrays for its members.
  const sorted = texts.flatMap((text, node) =>
    text === "" ? [] : { value: hashText(hash, text, "hex"), node },
  );
  sorted.sort((one, other) => (one.value < other.value ? -1 : 1));
  const labels: string[] = new Array(texts.length);
  let previous: string | undefined;
  for (let position = 0; position < sorted.length; position++) {
    const { value, node } = sorted[position] as { value: string; node: number };
    if (value === previous) return undefined;
    previous = value;
    labels[node] = `_:c14n${position}`;
  }
  return labels;
}

/**
 * Writes for each blank node the statements that it stands in: it is `_:a` there, and others are `_:z`. No statement has the
 * same one twice: nodes stand inside one another, and the node that names a graph does not stand in it.
 *
 * @see {@link https://www.w3.org/TR/rdf-canon/#hash-1d-quads}
 */
function writeFirstDegree({ subjects, blankNodes }: Dataset): string[] {
  const own: string[] = new Array(blankNodes).fill("");
  const elsewhere: (string[] | undefined)[] = new Array(blankNodes);
  const mention = (node: number, line: string) => {
    const lines = elsewhere[node];
    if (lines === undefined) elsewhere[node] = [line];
    else lines.push(line);
  };
  const alike = (term: Term) => (typeof term === "number" ? "_:z" : term);
  for (const { term, statements } of subjects) {
    const subject = alike(term);
    if (typeof term === "number") own[term] = writeSubject("_:a", statements, alike);
    for (const { predicate, object, graph } of statements) {
      const inGraph = graph === undefined ? "" : "_:z ";
      if (typeof object === "number") mention(object, `${subject} ${predicate} _:a ${inGraph}.\n`);
      if (graph !== undefined) mention(graph, `${subject} ${predicate} ${alike(object)} _:a .\n`);
    }
  }
  return own.map((lines, node) => {
    const others = elsewhere[node];
    if (others === undefined) return lines;
    // In the order of the alphabet: "<" of a name, "_:a", "_:z".
    others.sort();
    const named = others.findIndex((line) => line.startsWith("_"));
    const position = named < 0 ? others.length : named;
    return others.slice(0, position).join("") + lines + others.slice(position).join("");
  });
}

function writeSorted({ subjects }: Dataset, labels: string[]): string {
  const name = (term: Term): string => (typeof term === "number" ? (labels[term] as string) : term);
  const sorted = subjects.map(({ term, statements }) => ({ term: name(term), statements }));
  // A space follows the name, and "_:c14n1 " stands before "_:c14n10 ": as it does without the space.
  sorted.sort((one, other) => (one.term < other.term ? -1 : 1));
  return sorted.map(({ term, statements }) => writeSubject(term, statements, name)).join("");
}

/** Writes all statements of a subject, sorted as their lines are. */
function writeSubject(term: string, statements: Statement[], name: (term: Term) => string): string {
  const tail = ({ object, graph }: Statement) =>
    graph === undefined ? `${name(object)} .\n` : `${name(object)} ${name(graph)} .\n`;
  statements.sort((one, other) => {
    if (one.predicate !== other.predicate) return one.predicate < other.predicate ? -1 : 1;
    return tail(one) < tail(other) ? -1 : 1;
  });
  let lines = "";
  for (const statement of statements) lines += `${term} ${statement.predicate} ${tail(statement)}`;
  return lines;
}
