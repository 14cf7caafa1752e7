import { NQuads, type Quad, type Term as QuadTerm } from "rdf-canonize";
import type { Dataset, Subject, Term } from "../../../../core/rdf/canonical/statements.ts";

/**
 * Puts quads into the form in which `core/rdf` has statements. There, no statement has the same blank node twice, and a graph that
 * statements with two blank nodes are in has no name of its own.
 *
 * @throws TypeError for others.
 */
export function datasetOf(quads: readonly Quad[]): Dataset {
  const numbers = new Map<string, number>();
  const termOf = (term: QuadTerm): Term => {
    if (term.termType !== "BlankNode") return written(term);
    const number = numbers.get(term.value) ?? numbers.size;
    numbers.set(term.value, number);
    return number;
  };
  const subjects = new Map<Term, Subject>();
  for (const quad of quads) {
    const ends = [quad.subject, quad.object, quad.graph].filter(({ termType }) => termType === "BlankNode");
    if (new Set(ends.map(({ value }) => value)).size < ends.length) throw new TypeError("Related to itself");
    const term = termOf(quad.subject);
    const object = termOf(quad.object);
    const graph = quad.graph.termType === "DefaultGraph" ? undefined : termOf(quad.graph);
    if (typeof graph === "string" && typeof object === "number")
      throw new TypeError("In a graph with a name");
    const predicate = `${written(quad.predicate)} `;
    const line =
      typeof object === "number" || typeof graph === "number"
        ? undefined
        : `${predicate}${object} ${graph === undefined ? "" : `${graph} `}.\n`;
    const subject = subjects.get(term) ?? { term, statements: [] };
    subjects.set(term, subject);
    const place = typeof graph === "number" ? graph : undefined;
    subject.statements.push({ predicate, object, graph: place, isTypedText: false, line });
  }
  return { subjects: [...subjects.values()], blankNodes: numbers.size };
}

const about = "<urn:x> <urn:x> ";

/** A name or a literal as N-Quads write it. */
function written(term: QuadTerm): string {
  const named = { termType: "NamedNode", value: "urn:x" } as const;
  const graph = { termType: "DefaultGraph", value: "" } as const;
  const line = NQuads.serializeQuad({ subject: named, predicate: named, object: term, graph } as Quad);
  return line.slice(about.length, -" .\n".length);
}

const xsdString = "http://www.w3.org/2001/XMLSchema#string";

/**
 * Reads statements in short: `x p _:a _:g` is one of four terms, the last of which may be missing; what is neither a blank node nor in
 * quotes is a name. A semicolon ends it, and the second of two that are the same is dropped.
 */
export function quadsOf(short: string): Quad[] {
  const statements = short.split(";").map((statement) => statement.trim().split(/\s+/).join(" "));
  return [...new Set(statements.filter((statement) => statement !== ""))].map((statement) => {
    const [subject, predicate, object, graph = { termType: "DefaultGraph", value: "" } as const] = statement
      .split(" ")
      .map(readTerm);
    if (!subject || !predicate || !object) throw new TypeError("A statement has three terms at least");
    return { subject, predicate, object, graph };
  });
}

function readTerm(term: string): QuadTerm {
  if (term.startsWith("_:")) return { termType: "BlankNode", value: term.slice(2) };
  if (!term.startsWith('"')) return { termType: "NamedNode", value: `urn:x:${term}` };
  const text = { termType: "Literal", value: term.slice(1, -1), datatype: { value: xsdString } } as const;
  return text;
}
