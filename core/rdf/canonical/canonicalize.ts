import { hash as hashText } from "node:crypto";
import type { ExpandedNode } from "../expanded-node.ts";
import { unlessNotCovered } from "../not-covered.ts";
import { type HashName, labelAlike } from "./label-alike.ts";
import { sortShort } from "./sort-short.ts";
import { type Dataset, readStatements, type Statement, type Term } from "./statements.ts";

/**
 * Writes an expanded document as canonical N-Quads, where RDFC-1.0 hashes each blank node twice at most and has no choice.
 *
 * Its first step hashes, for each blank node, the statements that it stands in, with all other blank nodes made alike; blank nodes
 * whose hash is theirs alone are labelled in the order of the hashes (4.4.3, steps 3 and 4). When that tells all of them apart, the
 * steps that follow have nothing to do, so the result is RDFC-1.0's. Where several have the same hash, {@link labelAlike} takes these steps.
 *
 * @param countCharacters - Told how long all statements are together, about; what it throws is thrown.
 * @returns `undefined` when it has a choice or much to do, or the document has rare features. Ask the library then.
 * @see {@link https://www.w3.org/TR/rdf-canon/#canon-algorithm}
 */
export function canonicalizeBounded(
  document: ExpandedNode,
  hash: HashName,
  countCharacters?: (count: number) => void,
): string | undefined {
  return unlessNotCovered(() => {
    const dataset = readStatements(document);
    countCharacters?.(lengthOf(dataset));
    return writeCanonical(dataset, hash);
  });
}

/** Labels are short, so they are not counted. */
function lengthOf({ subjects }: Dataset): number {
  let length = 0;
  for (const { term, statements } of subjects) {
    const start = textLength(term);
    for (const { predicate, object } of statements) length += start + predicate.length + textLength(object);
  }
  return length;
}

function textLength(term: Term): number {
  return typeof term === "string" ? term.length : 0;
}

/**
 * Writes statements as {@link canonicalizeBounded} does.
 *
 * @throws `notCovered` where that gives `undefined`.
 */
export function writeCanonical(dataset: Dataset, hash: HashName): string {
  return writeSorted(dataset, labelBlankNodes(dataset, hash));
}

function labelBlankNodes(dataset: Dataset, hashName: HashName): readonly (string | undefined)[] {
  // The only one is the first, whatever its hash: so it is with the options of proofs.
  if (dataset.blankNodes === 1) return ["_:c14n0"];
  const texts = writeFirstDegree(dataset);
  const hashed: Hashed[] = [];
  for (let node = 0; node < texts.length; node += 1) {
    const text = texts[node] as string;
    // A node that no statement has is not there at all: one of a graph, with empty arrays for its members.
    if (text !== "") hashed.push({ value: hashText(hashName, text, "hex"), node });
  }
  sortShort(hashed, comesFirst);
  const labels: (string | undefined)[] = new Array(texts.length);
  const groups: number[][] = [];
  let labelled = 0;
  for (let position = 0; position < hashed.length; ) {
    const { value, node } = hashed[position] as Hashed;
    const start = position;
    do position += 1;
    while (hashed[position]?.value === value);
    if (position === start + 1) labels[node] = `_:c14n${labelled++}`;
    else groups.push(hashed.slice(start, position).map((one) => one.node));
  }
  if (groups.length > 0) {
    const hashes: (string | undefined)[] = new Array(texts.length);
    for (const { value, node } of hashed) hashes[node] = value;
    labelAlike(dataset, groups, { hashName, hashes, labels, labelled });
  }
  return labels;
}

/** A blank node and its first degree hash. */
interface Hashed {
  value: string;
  node: number;
}

function comesFirst(one: Hashed, other: Hashed): boolean {
  return one.value < other.value;
}

/**
 * Writes for each blank node the statements that it stands in: it is `_:a` there, and others are `_:z`. No statement has the
 * same one twice: nodes stand inside one another, and the node that names a graph does not stand in it.
 *
 * @see {@link https://www.w3.org/TR/rdf-canon/#hash-1d-quads}
 */
function writeFirstDegree({ subjects, blankNodes }: Dataset): string[] {
  const texts: string[] = new Array(blankNodes).fill("");
  // In the order of the alphabet: what is said about names ("<"), about the node ("_:a") and about other nodes ("_:z").
  const ofNames: (string[] | undefined)[] = new Array(blankNodes);
  const ofNodes: (string[] | undefined)[] = new Array(blankNodes);
  for (const { term, statements } of subjects) {
    const isNamed = typeof term === "string";
    const subject = isNamed ? term : "_:z";
    const elsewhere = isNamed ? ofNames : ofNodes;
    if (!isNamed) texts[term] = writeSubject("_:a", statements, alike);
    for (const { predicate, object, graph, line } of statements) {
      if (line !== undefined) continue;
      if (typeof object === "number") {
        const inGraph = graph === undefined ? "" : "_:z ";
        mention(elsewhere, object, `${subject} ${predicate}_:a ${inGraph}.\n`);
      }
      if (graph !== undefined) mention(elsewhere, graph, `${subject} ${predicate}${alike(object)} _:a .\n`);
    }
  }
  for (let node = 0; node < blankNodes; node += 1) {
    texts[node] = sorted(ofNames[node]) + texts[node] + sorted(ofNodes[node]);
  }
  return texts;
}

function mention(all: (string[] | undefined)[], node: number, line: string): void {
  const lines = all[node];
  if (lines === undefined) all[node] = [line];
  else lines.push(line);
}

function sorted(lines: string[] | undefined): string {
  if (lines === undefined) return "";
  return lines.length === 1 ? (lines[0] as string) : lines.sort().join("");
}

function alike(term: Term): string {
  return typeof term === "number" ? "_:z" : term;
}

function writeSorted({ subjects }: Dataset, labels: readonly (string | undefined)[]): string {
  const name = (term: Term): string => (typeof term === "number" ? (labels[term] as string) : term);
  const named = subjects.map(({ term, statements }) => ({ term: name(term), statements }));
  // A space follows the name, and "_:c14n1 " stands before "_:c14n10 ": as it does without the space.
  sortShort(named, (one, other) => one.term < other.term);
  let lines = "";
  for (const { term, statements } of named) lines += writeSubject(term, statements, name);
  return lines;
}

/** Writes all statements of a subject, sorted as their lines are. */
function writeSubject(term: string, statements: Statement[], name: (term: Term) => string): string {
  const tail = ({ predicate, object, graph, line }: Statement) =>
    line ?? `${predicate}${name(object)} ${graph === undefined ? "" : `${name(graph)} `}.\n`;
  // No IRI has a ">", so what follows the predicates counts where they are the same.
  sortShort(statements, (one, other) =>
    one.predicate === other.predicate ? tail(one) < tail(other) : one.predicate < other.predicate,
  );
  const start = `${term} `;
  let lines = "";
  for (const statement of statements) lines += start + tail(statement);
  return lines;
}
