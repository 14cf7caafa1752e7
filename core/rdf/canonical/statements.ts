import type { ExpandedNode } from "../expanded-node.ts";
import { notCovered } from "../not-covered.ts";
import { writeLiteral } from "./literal.ts";
import { writeIri, writeName, writePredicate } from "./n-quads.ts";

/** A name or a literal as N-Quads write it, or the number of a blank node. */
export type Term = string | number;

/** What is said about a subject: a quad without it. */
export interface Statement {
  /** As its line has it, with the space that follows. */
  readonly predicate: string;
  readonly object: Term;
  /** The blank node that names the graph; absent for the default graph. */
  readonly graph: number | undefined;
  /** Whether the object was given the type that texts have anyway. */
  readonly isTypedText: boolean;
  /** What follows the subject in its line; absent where a blank node stands there, whose label is not known yet. */
  readonly line: string | undefined;
}

/** A subject with all that is said about it, in whatever graphs: something. */
export interface Subject {
  readonly term: Term;
  readonly statements: Statement[];
}

/** The statements of a document; its blank nodes are numbered from 0. */
export interface Dataset {
  readonly subjects: Subject[];
  readonly blankNodes: number;
}

const rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const [rdfType, first, rest, nil] = [`<${rdf}type> `, `<${rdf}first> `, `<${rdf}rest> `, `<${rdf}nil>`];
const xsdString = "http://www.w3.org/2001/XMLSchema#string";

/**
 * Reads the statements of an expanded document, each once.
 *
 * @throws `notCovered` for documents with rare features, and where the library would count statements otherwise.
 * @see {@link https://www.w3.org/TR/json-ld11-api/#deserialize-json-ld-to-rdf-algorithm}
 */
export function readStatements(document: ExpandedNode): Dataset {
  const reader = new StatementReader();
  reader.node(document, undefined);
  return reader.dataset();
}

class StatementReader {
  readonly #subjects: Subject[] = [];
  readonly #named = new Map<string, Subject>();
  /** Subjects about which the same may be said twice. */
  readonly #repeating = new Set<Subject>();
  #hasDirection = false;
  #blankNodes = 0;

  /** Adds what a node says; gives its name. */
  node(node: ExpandedNode, graph: number | undefined): Term {
    const id = node["@id"];
    const term = id === undefined ? this.#blankNodes++ : nameOf(id);
    let subject: Subject | undefined;
    for (const property in node) {
      if (property === "@id") continue;
      const values = node[property];
      if (!Array.isArray(values)) throw notCovered;
      subject ??= this.#subject(term);
      if (property === "@type") {
        for (const type of values) add(subject, rdfType, writeType(type), graph);
      } else {
        const predicate = writePredicate(property);
        // The library does not compare these with what stands under `@type`.
        if (predicate === rdfType) throw notCovered;
        for (const value of values) {
          add(subject, predicate, this.#object(value, graph), graph, value["@type"] === xsdString);
        }
      }
      if (values.length > 1 && (this.#hasDirection || mayRepeat(subject.statements.slice(-values.length)))) {
        this.#repeating.add(subject);
      }
    }
    return term;
  }

  /** The subject of some new statements; one that has a name may have been met before. */
  #subject(term: Term): Subject {
    const known = typeof term === "string" ? this.#named.get(term) : undefined;
    if (known !== undefined) {
      this.#repeating.add(known);
      return known;
    }
    const subject: Subject = { term, statements: [] };
    this.#subjects.push(subject);
    if (typeof term === "string") this.#named.set(term, subject);
    return subject;
  }

  #object(value: unknown, graph: number | undefined): Term {
    if (typeof value !== "object" || value === null) throw notCovered;
    if ("@value" in value) {
      if ("@direction" in value) this.#hasDirection = true;
      return writeLiteral(value);
    }
    if ("@list" in value) return this.#list(value, graph);
    return "@graph" in value ? this.#graph(value) : this.node(value as ExpandedNode, graph);
  }

  #graph({ "@graph": nodes, ...others }: ExpandedNode): Term {
    if (!Array.isArray(nodes) || Object.keys(others).length > 0) throw notCovered;
    const name = this.#blankNodes++;
    for (const node of nodes) this.node(node, name);
    return name;
  }

  #list({ "@list": items, ...others }: ExpandedNode, graph: number | undefined): Term {
    if (!Array.isArray(items) || Object.keys(others).length > 0) throw notCovered;
    let next: Term = nil;
    for (const item of items.toReversed()) {
      if (!("@value" in item)) throw notCovered;
      const cell = this.#blankNodes++;
      const subject = this.#subject(cell);
      add(subject, first, this.#object(item, graph), graph);
      add(subject, rest, next, graph);
      next = cell;
    }
    return next;
  }

  dataset(): Dataset {
    if (this.#hasDirection && this.#repeating.size > 0) throw notCovered;
    const subjects: Subject[] = [];
    for (const subject of this.#subjects) {
      // One with nothing but empty arrays in a graph gets no label, so it has no place among the others.
      if (subject.statements.length === 0) continue;
      subjects.push(this.#repeating.has(subject) ? distinct(subject) : subject);
    }
    return { subjects, blankNodes: this.#blankNodes };
  }
}

function nameOf(id: unknown): string {
  if (typeof id !== "string") throw notCovered;
  return writeIri(id);
}

function writeType(type: unknown): string {
  if (typeof type !== "string") throw notCovered;
  return writeName(type);
}

const maxCompared = 8;

/** Whether some of the values of a property may be the same: of many, nobody looks. */
function mayRepeat(statements: Statement[]): boolean {
  if (statements.length > maxCompared) return true;
  return statements.some(({ object }, position) =>
    statements.slice(position + 1).some((other) => other.object === object),
  );
}

function add(
  subject: Subject,
  predicate: string,
  object: Term,
  graph: number | undefined,
  isTypedText = false,
): void {
  const line = typeof object === "string" && graph === undefined ? `${predicate}${object} .\n` : undefined;
  subject.statements.push({ predicate, object, graph, isTypedText, line });
}

/**
 * The library drops a value that stands twice by comparing values, not what is written: it keeps `1` beside
 * `"1"^^xsd:integer`, and drops one of two texts that differ in direction alone. Such cases are left to it.
 */
function distinct({ term, statements }: Subject): Subject {
  const seen = new Map<string, boolean>();
  const once = statements.filter(({ predicate, object, graph, isTypedText }) => {
    const key = `${predicate} ${object} ${graph ?? ""}`;
    const sameText = seen.get(key);
    if (sameText === undefined) return seen.set(key, isTypedText);
    const isTyped = typeof object === "string" && object.includes("^^");
    if (object === nil || isTyped || sameText !== isTypedText) throw notCovered;
    return false;
  });
  return { term, statements: once };
}
