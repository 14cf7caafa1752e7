import { hash as hashText } from "node:crypto";
import { notCovered } from "../not-covered.ts";
import { sortShort } from "./sort-short.ts";
import type { Dataset, Term } from "./statements.ts";

/** What blank nodes are told apart by. */
export type HashName = "sha256" | "sha384";

/** What the first step of RDFC-1.0 knows of the blank nodes, by their numbers. */
export interface FirstDegree {
  readonly hashName: HashName;
  /** The first degree hash of each; absent for one that no statement has. */
  readonly hashes: readonly (string | undefined)[];
  /** The canonical label of each whose hash is its alone, as N-Quads write it; those of others are added. */
  readonly labels: (string | undefined)[];
  /** How many have a label so far. */
  readonly labelled: number;
}

/** A shorter text takes as long to hash. */
const charactersPerHash = 600;
/**
 * Enough for 400 short hashes, which take half a millisecond. Five complete credentials by one employer for one kind of work take 160 when they are
 * presented together, ten take 320.
 */
const maxCharacters = 400 * charactersPerHash;

/**
 * Labels the blank nodes that share their first degree hash with others (RDFC-1.0, 4.4.3, step 5), where looking once at what is
 * around each of them tells them apart.
 *
 * These are the algorithm's own steps, up to where it would have a choice. There is one permutation in each list of 4.8.3, step 5.4, no path is
 * given up for another, and no two results are the same, so nothing depends on the order in which nodes come. No node is
 * hashed twice. Each has to be hashed once, and rdf-canonize refuses only graphs for which it would take more than that.
 *
 * @param groups - The nodes of each hash that several have, in the order of these hashes.
 * @throws `notCovered` when there is a choice, or more to hash than presented credentials have.
 * @see {@link https://www.w3.org/TR/rdf-canon/#hash-nd-quads}
 */
export function labelAlike(
  dataset: Dataset,
  groups: readonly (readonly number[])[],
  firstDegree: FirstDegree,
): void {
  const { labels } = firstDegree;
  const hasher = new NDegreeHasher(dataset, firstDegree);
  let next = firstDegree.labelled;
  for (const group of groups) {
    const results: HashedPath[] = [];
    // Nobody gets a label before all of the group have been looked at.
    for (const node of group) if (labels[node] === undefined) results.push(hasher.start(node));
    sortShort(results, (one, other) => one.hash < other.hash);
    for (let place = 0; place < results.length; place += 1) {
      const { hash, issued } = results[place] as HashedPath;
      // To exchange the two may make a difference: the hash does not say in which graph a node is related to which other.
      if (hash === results[place - 1]?.hash) throw notCovered;
      for (const node of issued.keys()) labels[node] = `_:c14n${next++}`;
    }
  }
}

/** What one node is hashed to, and the labels that were given on the way, in this order. */
interface HashedPath {
  hash: string;
  issued: ReadonlyMap<number, string>;
}

/** A place in which a node stands in a statement with another one: what is hashed of it before that node's name. */
interface Relation {
  readonly position: string;
  readonly related: number;
}

class NDegreeHasher {
  readonly #firstDegree: FirstDegree;
  readonly #relations: readonly (Relation[] | undefined)[];
  readonly #visited = new Set<number>();
  #issued = new Map<number, string>();
  #charactersLeft = maxCharacters;

  constructor(dataset: Dataset, firstDegree: FirstDegree) {
    this.#firstDegree = firstDegree;
    this.#relations = relationsOf(dataset, firstDegree.labels);
  }

  /** Hashes a node with labels of its own for what it finds (4.4.3, step 5.2). */
  start(node: number): HashedPath {
    const issued = new Map<number, string>();
    this.#issued = issued;
    this.#issue(node);
    return { hash: this.#hashNode(node), issued };
  }

  /** Hash N-Degree Quads (4.8.3). Every node within takes a hash before the next one, so their depth has the same bound. */
  #hashNode(node: number): string {
    if (this.#visited.has(node)) throw notCovered;
    this.#visited.add(node);
    let data = "";
    for (const { hash, related, count } of this.#hashRelated(node)) {
      data += hash;
      const known = this.#labelOf(related);
      const label = known ?? this.#issue(related);
      data += label.repeat(count);
      if (known === undefined) data += `${label}<${this.#hashNode(related)}>`;
    }
    return this.#hash(data);
  }

  /** The related nodes of one in the order of their hashes (4.7.3), which all are made before any of these nodes gets a label. */
  #hashRelated(node: number): { hash: string; related: number; count: number }[] {
    const byInput = new Map<string, { related: number; count: number }>();
    for (const { position, related } of this.#relations[node] ?? []) {
      const input = position + (this.#labelOf(related) ?? this.#firstDegree.hashes[related]);
      const same = byInput.get(input);
      if (same === undefined) byInput.set(input, { related, count: 1 });
      else if (same.related === related) same.count += 1;
      else throw notCovered;
    }
    const hashed = [...byInput].map(([input, entry]) => ({ ...entry, hash: this.#hash(input) }));
    sortShort(hashed, (one, other) => one.hash < other.hash);
    return hashed;
  }

  #labelOf(node: number): string | undefined {
    return this.#firstDegree.labels[node] ?? this.#issued.get(node);
  }

  #issue(node: number): string {
    const label = `_:b${this.#issued.size}`;
    this.#issued.set(node, label);
    return label;
  }

  #hash(text: string): string {
    this.#charactersLeft -= Math.max(text.length, charactersPerHash);
    if (this.#charactersLeft < 0) throw notCovered;
    return hashText(this.#firstDegree.hashName, text, "hex");
  }
}

/** For each node without a label the other nodes in its statements, once for each statement and place. */
function relationsOf(
  { subjects, blankNodes }: Dataset,
  labels: FirstDegree["labels"],
): (Relation[] | undefined)[] {
  const relations: (Relation[] | undefined)[] = new Array(blankNodes);
  const isAlike = (term: Term | undefined): term is number =>
    typeof term === "number" && labels[term] === undefined;
  const relate = (node: Term | undefined, position: string, related: Term | undefined) => {
    if (!isAlike(node) || typeof related !== "number") return;
    const known = relations[node];
    if (known === undefined) relations[node] = [{ position, related }];
    else known.push({ position, related });
  };
  for (const { term, statements } of subjects) {
    for (const { predicate, object, graph, line } of statements) {
      if (line !== undefined || !(isAlike(term) || isAlike(object) || isAlike(graph))) continue;
      const property = predicate.trimEnd();
      relate(term, `o${property}`, object);
      relate(term, "g", graph);
      relate(object, `s${property}`, term);
      relate(object, "g", graph);
      relate(graph, `s${property}`, term);
      relate(graph, `o${property}`, object);
    }
  }
  return relations;
}
