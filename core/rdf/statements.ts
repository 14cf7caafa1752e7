import type { ExpandedNode } from "./expanded-node.ts";
import { writeLiteral } from "./literal.ts";
import { writeIri } from "./n-quads.ts";
import { notCovered } from "./not-covered.ts";

/** A name or a literal as N-Quads write it, or the number of a blank node. */
export type Term = string | number;

/** One statement (quad). */
export interface Quad {
  readonly subject: Term;
  readonly predicate: string;
  readonly object: Term;
  /** The blank node that names the graph; absent for the default graph. */
  readonly graph: number | undefined;
}

/** The statements of a document; its blank nodes are numbered from 0. */
export interface Quads {
  readonly quads: Quad[];
  readonly blankNodes: number;
}

const rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const nil = `<${rdf}nil>`;

/**
 * Reads the statements of an expanded document, each once.
 *
 * @throws `notCovered` for documents with rare features, and where the library would count statements otherwise.
 * @see {@link https://www.w3.org/TR/json-ld11-api/#deserialize-json-ld-to-rdf-algorithm}
 */
export function readQuads(document: ExpandedNode): Quads {
  const reader = new QuadReader();
  reader.node(document, undefined);
  return { quads: reader.distinct(), blankNodes: reader.blankNodes };
}

class QuadReader {
  readonly #quads: Quad[] = [];
  readonly #described = new Set<string>();
  /** Whether the same statement may stand twice: only then it is worth looking. */
  #mayRepeat = false;
  #hasDirection = false;
  blankNodes = 0;

  /** Adds what a node says; gives its name. */
  node(node: ExpandedNode, graph: number | undefined): Term {
    const id = node["@id"];
    const subject = id === undefined ? this.blankNodes++ : writeIri(id);
    let says = false;
    for (const property in node) {
      if (property === "@id") continue;
      says = true;
      const values = node[property];
      if (!Array.isArray(values)) throw notCovered;
      if (values.length > 1) this.#mayRepeat = true;
      if (property === "@type") this.#types(subject, values, graph);
      else this.#values(subject, property, values, graph);
    }
    if (says && typeof subject === "string") this.#noteDescribed(subject, graph);
    return subject;
  }

  #noteDescribed(subject: string, graph: number | undefined): void {
    const described = `${graph ?? ""}${subject}`;
    if (this.#described.has(described)) this.#mayRepeat = true;
    this.#described.add(described);
  }

  #types(subject: Term, types: unknown[], graph: number | undefined): void {
    for (const type of types) this.#add(subject, `<${rdf}type>`, writeIri(type), graph);
  }

  #values(subject: Term, property: string, values: unknown[], graph: number | undefined): void {
    const predicate = writeIri(property);
    for (const value of values) {
      if (typeof value !== "object" || value === null) throw notCovered;
      this.#add(subject, predicate, this.#object(value as ExpandedNode, graph), graph);
    }
  }

  #object(value: ExpandedNode, graph: number | undefined): Term {
    if ("@value" in value) {
      if ("@direction" in value) this.#hasDirection = true;
      return writeLiteral(value);
    }
    if ("@list" in value) return this.#list(value, graph);
    return "@graph" in value ? this.#graph(value) : this.node(value, graph);
  }

  #graph({ "@graph": nodes, ...others }: ExpandedNode): Term {
    if (!Array.isArray(nodes) || Object.keys(others).length > 0) throw notCovered;
    const name = this.blankNodes++;
    for (const node of nodes) this.node(node, name);
    return name;
  }

  #list({ "@list": items, ...others }: ExpandedNode, graph: number | undefined): Term {
    if (!Array.isArray(items) || Object.keys(others).length > 0) throw notCovered;
    let rest: Term = nil;
    for (const item of items.toReversed()) {
      if (!("@value" in item)) throw notCovered;
      const cell = this.blankNodes++;
      this.#add(cell, `<${rdf}first>`, this.#object(item, graph), graph);
      this.#add(cell, `<${rdf}rest>`, rest, graph);
      rest = cell;
    }
    return rest;
  }

  #add(subject: Term, predicate: string, object: Term, graph: number | undefined): void {
    this.#quads.push({ subject, predicate, object, graph });
  }

  /**
   * The library drops a value that stands twice, by comparing the values and not what is written: it keeps `1` beside
   * `"1"^^xsd:integer`, and drops one of two texts that differ in direction alone.
   */
  distinct(): Quad[] {
    if (!this.#mayRepeat) return this.#quads;
    if (this.#hasDirection) throw notCovered;
    const seen = new Set<string>();
    return this.#quads.filter(({ subject, predicate, object, graph }) => {
      const key = `${subject} ${predicate} ${object} ${graph ?? ""}`;
      if (!seen.has(key)) return seen.add(key);
      if (object === nil || (typeof object === "string" && object.includes("^^"))) throw notCovered;
      return false;
    });
  }
}
