import fc, { type Arbitrary } from "fast-check";
import type { Quad } from "rdf-canonize";
import { type Draws, drawsFrom } from "../draws.ts";
import { quadsOf } from "./read-quads.ts";
import { range, shapes } from "./shapes.ts";

/** Statements with blank nodes that look alike, and what they were made of. */
export interface MadeDataset {
  quads: Quad[];
  features: readonly string[];
}

/** The copies of one thing, of which each is somewhere else or not. */
interface Copies {
  draws: Draws;
  count: number;
  /** The statements of the copies, in the short form of `quadsOf`. */
  statements: string[];
  /** The name of a blank node in one of the copies. */
  nodeIn(copy: number, node: number): string;
}

const graphs: Readonly<Record<string, (copies: Copies) => (copy: number) => string>> = {
  "in the default graph": () => () => "",
  "in graphs of their own": (copies) => (copy) => copies.nodeIn(copy, 90),
  "in one graph": () => () => "_:g",
  "in graphs by turns": () => (copy) => `_:g${copy % 2}`,
};

/** What the first nodes of the copies, and the names of their graphs, hang on. */
const anchors: Readonly<Record<string, (copies: Copies, graphOf: (copy: number) => string) => void>> = {
  nothing: () => {},
  "one thing": (copies, graphOf) =>
    eachOf(copies, (copy) => `thing has ${copies.nodeIn(copy, 0)} ${graphOf(copy)}`),
  "things of their own": (copies, graphOf) =>
    eachOf(copies, (copy) => `thing${copy} has ${copies.nodeIn(copy, 0)} ${graphOf(copy)}`),
  "nodes of their own": (copies, graphOf) => {
    eachOf(copies, (copy) => `_:node${copy} has ${copies.nodeIn(copy, 0)} ${graphOf(copy)}`);
    eachOf(copies, (copy) => `_:node${copy} name "${copy}" ${graphOf(copy)}`);
  },
  "one node": (copies, graphOf) =>
    eachOf(copies, (copy) => `_:node has ${copies.nodeIn(copy, 0)} ${graphOf(copy)}`),
};

/** What is said of the graphs. */
const ofGraphs: Readonly<Record<string, (copies: Copies, graphOf: (copy: number) => string) => void>> = {
  nothing: () => {},
  "their numbers": (copies, graphOf) => eachGraph(copies, graphOf, (copy) => `number "${copy}"`),
  "the same of all": (copies, graphOf) => eachGraph(copies, graphOf, () => "type G"),
};

/** What tells one copy from another, deep in them. */
const marks: Readonly<Record<string, (copies: Copies, graphOf: (copy: number) => string) => void>> = {
  none: () => {},
  "a name for a node": (copies, graphOf) => {
    const { draws, nodeIn, count } = copies;
    const node = draws.below(4);
    for (const copy of range(count))
      copies.statements.push(`${nodeIn(copy, node)} name "${copy}" ${graphOf(copy)}`);
  },
  "a name for a node of all but one": (copies, graphOf) => {
    const { draws, nodeIn, count } = copies;
    const node = draws.below(4);
    for (const copy of range(count - 1))
      copies.statements.push(`${nodeIn(copy, node)} name "1" ${graphOf(copy)}`);
  },
  "links from each to the next": (copies, graphOf) => {
    const { nodeIn, count } = copies;
    for (const copy of range(count - 1))
      copies.statements.push(`${nodeIn(copy, 0)} link ${nodeIn(copy + 1, 1)} ${graphOf(copy)}`);
  },
};

const names = { shapes, graphs, anchors, ofGraphs, marks } as const;

/** Every name that `MadeDataset.features` can hold. */
export const allDatasetFeatures: ReadonlySet<string> = new Set(
  Object.entries(names).flatMap(([kind, table]) => Object.keys(table).map((name) => `${kind}: ${name}`)),
);

/** Few statements, most of them about blank nodes that nothing but their place tells apart, if anything does. */
export const datasets: Arbitrary<MadeDataset> = fc
  .array(fc.noBias(fc.integer({ min: 0, max: 2 ** 16 - 1 })), { minLength: 20, maxLength: 120, size: "max" })
  .map((numbers) => datasetFrom(drawsFrom(numbers)));

function datasetFrom(draws: Draws): MadeDataset {
  const features: string[] = [];
  const pick = <K extends keyof typeof names>(kind: K) => {
    const table: (typeof names)[K] = names[kind];
    const name = draws.pick(Object.keys(table));
    features.push(`${kind}: ${name}`);
    return table[name] as (typeof names)[K][string];
  };
  const statements: string[] = [];
  for (const group of range(1 + draws.below(2))) {
    const copies: Copies = {
      draws,
      count: 2 + draws.below(3),
      statements,
      nodeIn: (copy, node) => `_:n${group}x${copy}x${node}`,
    };
    const said = pick("shapes")(draws);
    const graphOf = pick("graphs")(copies);
    for (const copy of range(copies.count)) {
      for (const [subject, property, object] of said) {
        const end = typeof object === "number" ? copies.nodeIn(copy, object) : object;
        statements.push(`${copies.nodeIn(copy, subject)} ${property} ${end} ${graphOf(copy)}`);
      }
    }
    pick("anchors")(copies, graphOf);
    pick("ofGraphs")(copies, graphOf);
    pick("marks")(copies, graphOf);
  }
  if (draws.chance(10)) addLinks(draws, statements);
  if (draws.chance(10)) statements.splice(draws.below(statements.length), 1);
  return { quads: quadsOf(relabelled(draws, draws.shuffled(statements)).join(";")), features };
}

/** Links between any of the blank nodes. */
function addLinks(draws: Draws, statements: string[]): void {
  const nodes = nodesIn(statements);
  for (let left = 1 + draws.below(3); left > 0; left -= 1) {
    const [one, other] = draws.shuffled(nodes);
    if (one !== undefined && other !== undefined) statements.push(`${one} link ${other}`);
  }
}

/** Gives the blank nodes names in an order that says nothing: rdf-canonize begins with the first in that of the alphabet. */
function relabelled(draws: Draws, statements: string[]): string[] {
  const nodes = draws.shuffled(nodesIn(statements));
  const labels = new Map(nodes.map((node, place) => [node, `_:b${place}`]));
  return statements.map((statement) => statement.replace(/_:\w+/g, (node) => labels.get(node) as string));
}

function nodesIn(statements: readonly string[]): string[] {
  return [...new Set(statements.flatMap((statement) => statement.match(/_:\w+/g) ?? []))];
}

function eachOf(copies: Copies, statement: (copy: number) => string): void {
  for (const copy of range(copies.count)) copies.statements.push(statement(copy));
}

function eachGraph(copies: Copies, graphOf: (copy: number) => string, said: (copy: number) => string): void {
  for (const copy of range(copies.count)) {
    if (graphOf(copy) !== "") copies.statements.push(`${graphOf(copy)} ${said(copy)}`);
  }
}
