import { type GraphReader, readGraph } from "../../json-ld/graph-reader.ts";
import type { ExpandedNode } from "../../json-ld/json-ld.ts";
import { type Statement, typesOf } from "../../statement.ts";
import { iris } from "../../vocabulary.ts";
import type { Part } from "./part.ts";
import { kindOfResultType } from "./result-kinds.ts";

/** What a reader of a micro-internship looks for: of a credential shown in part, each is there or said to be missing. */
export const lookedFor = [
  "title",
  "description",
  "criteria",
  "skills",
  "completion",
  "hours",
  "rating",
  "pay",
  "dates",
  "role",
  "employer",
  "contact",
  "university",
  "name",
  "evidence",
] as const satisfies readonly Part[];

export type LookedFor = (typeof lookedFor)[number];

/**
 * The parts of a micro-internship that a statement has nothing about, by what was signed. Whether its credential ever had them is not
 * known from that.
 *
 * @returns none for a credential of another kind, of which nobody knows what to look for.
 */
export function missingParts({ expanded }: Pick<Statement, "expanded">): LookedFor[] {
  if (!typesOf(expanded).includes(iris.OpenBadgeCredential)) return [];
  const graph = readGraph(expanded);
  const nodes = nodesOf(expanded, graph);
  return lookedFor.filter((part) => !isShown[part](nodes, graph));
}

interface Nodes {
  credential: ExpandedNode;
  issuers: readonly ExpandedNode[];
  subjects: readonly ExpandedNode[];
  achievements: readonly ExpandedNode[];
  descriptions: readonly ExpandedNode[];
}

type IsShown = (nodes: Nodes, graph: GraphReader) => boolean;

const isShown: Record<LookedFor, IsShown> = {
  title: ({ credential, achievements }, graph) => says([credential, ...achievements], ["name"], graph),
  description: ({ credential, subjects, achievements }, graph) =>
    says([credential, ...achievements], ["description"], graph) || says(subjects, ["narrative"], graph),
  criteria: ({ achievements }, graph) => says(achievements, ["criteria"], graph),
  skills: ({ subjects, achievements, descriptions }, graph) =>
    says([...achievements, ...descriptions, ...inside(subjects, "result", graph)], ["alignment"], graph),
  completion: (nodes, graph) =>
    says(inside(nodes.subjects, "result", graph), ["status"], graph) || hasResult(nodes, "completion", graph),
  hours: (nodes, graph) => hasResult(nodes, "hours", graph),
  rating: (nodes, graph) => hasResult(nodes, "rating", graph),
  pay: (nodes, graph) => hasResult(nodes, "pay", graph),
  dates: ({ subjects }, graph) => says(subjects, ["activityStartDate", "activityEndDate", "term"], graph),
  role: ({ subjects }, graph) => says(subjects, ["role"], graph),
  employer: ({ issuers, achievements }, graph) =>
    says([...issuers, ...inside(achievements, "creator", graph)], ["name", "url"], graph),
  contact: ({ issuers }, graph) => says(issuers, ["official", "email", "phone", "address"], graph),
  university: ({ subjects }, graph) => says(subjects, ["source"], graph),
  name: ({ subjects }, graph) =>
    inside(subjects, "identifier", graph).some(
      (identifier) =>
        graph.text(identifier, "identityType") === "name" &&
        (graph.text(identifier, "hashed") ?? "false") === "false",
    ),
  evidence: ({ credential }, graph) => says([credential], ["evidence"], graph),
};

function nodesOf(credential: ExpandedNode, graph: GraphReader): Nodes {
  const subjects = graph.things(credential, "credentialSubject");
  const achievements = inside(subjects, "achievement", graph);
  return {
    credential,
    issuers: graph.things(credential, "issuer"),
    subjects,
    achievements,
    descriptions: inside(achievements, "resultDescription", graph),
  };
}

function inside(
  nodes: readonly ExpandedNode[],
  term: string,
  { things }: GraphReader,
): readonly ExpandedNode[] {
  return nodes.flatMap((node) => things(node, term));
}

function says(nodes: readonly ExpandedNode[], terms: string[], { things, references }: GraphReader): boolean {
  return nodes.some((node) =>
    terms.some((term) => things(node, term).length > 0 || references(node, term).length > 0),
  );
}

/** Whether there is a result whose description is of this kind. */
function hasResult({ subjects, descriptions }: Nodes, part: Part, graph: GraphReader): boolean {
  const ids = descriptions
    .filter((description) => kindOfResultType(graph.text(description, "resultType")) === part)
    .map((description) => description["@id"]);
  return inside(subjects, "result", graph).some((result) =>
    graph.references(result, "resultDescription").some((id) => ids.includes(id)),
  );
}
