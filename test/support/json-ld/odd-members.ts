import type { JsonObject, JsonValue } from "../../../core/json/json-value.ts";
import type { Maker, Place } from "./place.ts";
import { anyJson, oddIri, plainIri, scalar } from "./scalars.ts";
import { allTerms, classesIn } from "./scope.ts";
import { oddValues, unusualValues } from "./values.ts";

/** What stands where types belong. */
export const oddTypes: Readonly<Record<string, Maker>> = {
  "type that nothing defines": () => "NobodyDefinedThis",
  "types, one undefined": ({ draws, scope }) =>
    draws.shuffled(["NobodyDefinedThis", ...classesIn(scope).slice(0, 2)]),
  "type as an IRI": ({ draws }) => plainIri(draws),
  "type as an odd IRI": ({ draws }) => oddIri(draws),
  "type as a blank node": () => "_:type",
  "the same type twice": ({ draws, scope }) => {
    const type = draws.pick(["Achievement", ...classesIn(scope)]);
    return [type, type];
  },
  "many types": ({ draws, scope }) => draws.shuffled(classesIn(scope)).slice(0, 5),
  "no types": () => [],
  "type null": () => null,
  "type that is a number": () => 5,
  "type that is an object": () => ({ "@id": "urn:x:a" }),
  "types in an array in an array": () => [["VerifiableCredential"]],
  "types with null": () => ["VerifiableCredential", null],
  "type @json": () => "@json",
  "type that is a property": () => "name",
  "types that are any terms": ({ draws }) => [draws.pick(allTerms), draws.pick(allTerms)],
  "type that is a keyword alias": () => "id",
};

export const oddNames: Readonly<Record<string, string>> = {
  "member constructor": "constructor",
  "member toString": "toString",
  "member hasOwnProperty": "hasOwnProperty",
  "member valueOf": "valueOf",
  "member that nothing defines": "nobodyDefinedThis",
  "member that looks like a keyword": "@foo",
  "member that looks like a keyword with a digit": "@foo1",
  "member of no letters": "",
  "member of a colon": ":",
  "member of an at sign": "@",
  "member as a compact IRI": "ex:foo",
  "member as a compact IRI of a term": "schema:name",
  "member as a compact IRI of xsd": "xsd:foo",
  "member as a blank node": "_:p",
  "member as an IRI": "https://schema.org/name",
  "member as another IRI": "https://www.w3.org/2018/credentials#validFrom",
  "member as an IRI with a space": "https://a.example/a b",
  "member as an IRI with brackets": "https://a.example/<a>",
  "member beyond ASCII": "größe",
  "member that is a number": "1",
  "member that is a class": "VerifiableCredential",
  "member rdf:type": "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
  "member rdf:first": "http://www.w3.org/1999/02/22-rdf-syntax-ns#first",
};

type Twist = (place: Place, node: JsonObject) => void;

const inner = (place: Place): JsonObject => place.node(place);

const iriOfName = "https://schema.org/name";

/** Members that few would write and that are right. */
export const unusualMembers: Readonly<Record<string, Twist>> = {
  "rdf:type beside types": ({ draws, scope }, node) => {
    const iri = scope.terms.get(draws.pick(["VerifiableCredential", ...classesIn(scope)]))?.iri;
    node["http://www.w3.org/1999/02/22-rdf-syntax-ns#type"] = {
      "@id": iri?.includes(":") === true ? iri : "urn:x:T",
    };
  },
  "the IRI of a term beside it": ({ draws }, node) => {
    node.name = plainIri(draws);
    node[iriOfName] = draws.pick<JsonValue>([plainIri(draws), { "@value": "a" }, ["a", "b"]]);
  },
  "literals under an IRI": (place, node) => {
    node["https://a.example/#p"] = place.draws.pickNamed(unusualValues)(place);
  },
  "node under an IRI": (place, node) => {
    node["https://a.example/#q"] = inner({ ...place, depth: place.depth + 1 });
  },
  "member that says nothing": (_place, node) => {
    node.name = null;
  },
  "a node that the document has already": ({ made, draws }, node) => {
    if (made.nodes.length > 0) node["https://a.example/#r"] = structuredClone(draws.pick(made.nodes));
  },
};

/** Members that are rare, doubtful or wrong. */
export const oddMembers: Readonly<Record<string, Twist>> = {
  "member under @nest": (place, node) => {
    node["@nest"] = place.draws.pick<JsonValue>([inner(place), [inner(place)], "a", { "@value": "a" }, null]);
  },
  "a member moved under @nest": (_place, node) => {
    const name = Object.keys(node).at(-1);
    if (name === undefined || name.startsWith("@")) return;
    node["@nest"] = { [name]: node[name] as JsonValue };
    delete node[name];
  },
  "@reverse": (place, node) => {
    node["@reverse"] = place.draws.pick<JsonValue>([
      {},
      { "https://a.example/#r": inner(place) },
      { evidence: [inner(place)] },
      { "https://a.example/#r": "a" },
      { id: "urn:x:a" },
      [],
    ]);
  },
  "@included": (place, node) => {
    node["@included"] = place.draws.pick<JsonValue>([
      inner(place),
      [inner(place)],
      "a",
      {},
      [],
      { "@id": "urn:x:a" },
    ]);
  },
  "@graph": (place, node) => {
    node["@graph"] = place.draws.pick<JsonValue>([
      inner(place),
      [inner(place), inner(place)],
      [],
      "a",
      null,
      ["a"],
    ]);
  },
  "@index": (place, node) => {
    node["@index"] = place.draws.pick<JsonValue>(["x", "", 1, null, ["x"]]);
  },
  "@id beside id": (place, node) => {
    node["@id"] = oddIri(place.draws);
  },
  "@type beside type": (place, node) => {
    node["@type"] = place.draws.pickNamed(oddTypes)(place);
  },
  "id that is no string": (place, node) => {
    node.id = place.draws.pick<JsonValue>([null, 5, ["urn:x:a"], {}, true]);
  },
  "odd id": (place, node) => {
    node.id = oddIri(place.draws);
  },
  "@value beside members": (_place, node) => {
    node["@value"] = "a";
  },
  "@language beside the members": (_place, node) => {
    node["@language"] = "en";
  },
  "@set beside members": (_place, node) => {
    node["@set"] = ["a"];
  },
  "rare keyword": (place, node) => {
    const keyword = place.draws.pick(["@base", "@vocab", "@import", "@version", "@protected", "@propagate"]);
    node[keyword] = place.draws.pick<JsonValue>(["urn:x:a", null, true, 1.1]);
  },
  "framing keyword": (place, node) => {
    node[place.draws.pick(["@default", "@embed", "@explicit", "@preserve", "@null", "@omitDefault"])] = true;
  },
  "node under an odd name": (place, node) => {
    node[place.draws.pickNamed(oddNames)] = inner(place);
  },
  "odd value under a name": (place, node) => {
    const name = place.draws.pick(["name", "evidence", "https://a.example/#p", ...Object.keys(node)]);
    if (name !== "@context") node[name] = place.draws.pickNamed(oddValues)(place);
  },
  "JSON literal": (place, node) => {
    node.jsonSchema = anyJson(place.draws, 0);
  },
  "another identifier of the document": (place, node) => {
    if (place.made.ids.length > 0) node.id = place.draws.pick(place.made.ids);
  },
};

export function addOddMember(place: Place, node: JsonObject, inside: Place): void {
  const { draws } = place;
  if (draws.chance(25)) node[draws.pickNamed(oddNames)] = scalar(draws, false);
  else draws.pickNamed(oddMembers)(inside, node);
}
