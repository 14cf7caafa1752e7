import { isJsonObject, type JsonObject, type JsonValue } from "../../json/json-value.ts";
import { Problem } from "../../problem/problem.ts";
import type { RootedDataset } from "./dataset.ts";
import { type ExpandedNode, expand, isNode, toDataset } from "./json-ld.ts";
import { jsonLiterals } from "./plain-form.ts";
import { assertNoStandIn, labelOf, standIn, withoutStandIns } from "./stand-ins.ts";

const rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/**
 * Gives every nameless node of a plain document a name, so that the statements of a part of it can be found among the
 * statements of the whole. What looks like a node and is none changes its meaning by that: the caller compares.
 *
 * @throws {@link Problem} `PARSING_ERROR` as expanding does.
 */
export async function nameNodes(document: JsonObject): Promise<JsonObject> {
  assertNoStandIn(await expand(document));
  let count = 0;
  const named = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map(named);
    return isJsonObject(value) && !("@value" in value) ? namedNode(value) : value;
  };
  const namedNode = (node: JsonObject): JsonObject => {
    const members = Object.entries(node).map(([member, value]): [string, JsonValue] =>
      member === "@context" || jsonLiterals.has(member) ? [member, value] : [member, named(value)],
    );
    const member = "@id" in node ? "@id" : "id";
    const { [member]: id } = node;
    if (typeof id !== "string") members.push([member, standIn(`node-${count++}`)]);
    else if (id.startsWith("_:")) members.push([member, standIn(`given-${id.slice(2)}`)]);
    return Object.fromEntries(members);
  };
  return namedNode(document);
}

/**
 * The statements of a document whose nodes were named, or of a part of it.
 *
 * @throws {@link Problem} `UNSUPPORTED` where something of it has no name yet.
 */
export async function namedDataset(document: JsonObject): Promise<RootedDataset> {
  const expanded = withAllNames(await expand(document));
  const quads = await toDataset(expanded);
  const terms = quads.flatMap(({ subject, object, graph }) => [subject, object, graph]);
  if (terms.some(({ termType }) => termType === "BlankNode")) {
    throw notInParts();
  }
  return { quads: withoutStandIns(quads), root: labelOf(String(expanded["@id"])) };
}

/**
 * Names what has no place for a name in JSON: a graph inside the document (the proof of an embedded credential) after the first node
 * in it, the cells of a list after the node and the property that it belongs to.
 */
function withAllNames(node: ExpandedNode): ExpandedNode {
  const name = nameOf(node);
  const members = Object.entries(node).map(([property, value]): [string, unknown] =>
    Array.isArray(value)
      ? [property, value.map((item, at) => withNamesBelow(item, `${name} ${property} ${at}`))]
      : [property, value],
  );
  return { "@id": standIn(name), ...Object.fromEntries(members) };
}

function withNamesBelow(item: unknown, place: string): unknown {
  if (!isNode(item) || "@value" in item) return item;
  const list = item["@list"];
  if (!Array.isArray(list)) return withAllNames(item);
  return list
    .map((first, at): ExpandedNode => {
      const cell = `${place} ${at}`;
      return { "@id": standIn(cell), [`${rdf}first`]: [withNamesBelow(first, cell)] };
    })
    .reduceRight<ExpandedNode>((rest, cell) => ({ ...cell, [`${rdf}rest`]: [rest] }), { "@id": `${rdf}nil` });
}

function nameOf(node: ExpandedNode): string {
  if (typeof node["@id"] === "string") return labelOf(node["@id"]);
  const [first] = Array.isArray(node["@graph"]) ? node["@graph"] : [];
  if (isNode(first)) return `graph of ${nameOf(first)}`;
  throw notInParts();
}

function notInParts(): Problem {
  return new Problem("UNSUPPORTED", "The document cannot be disclosed in parts");
}
