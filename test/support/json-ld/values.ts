import type { JsonObject, JsonValue } from "../../../core/json/json-value.ts";
import { isOdd, type Maker, type Place } from "./place.ts";
import {
  anyJson,
  directions,
  languageTags,
  oddDatatype,
  oddIri,
  oddNumber,
  oddString,
  plainIri,
  plainString,
  scalar,
} from "./scalars.ts";
import { classesIn, type Definition, propertiesIn, type Scope } from "./scope.ts";

/** One value under a term, as its definition asks for, or an odd one. */
export function valueUnder(place: Place, definition: Definition | undefined, typed: Scope): JsonValue {
  const { draws, depth } = place;
  if (isOdd(place) && draws.chance(50)) return draws.pickNamed(oddValues)(place);
  if (definition?.type === "@json") return anyJson(draws, 0);
  if (draws.chance(8)) return draws.pickNamed(unusualValues)(place);
  if (definition?.type === "@id" && (depth > 5 || draws.chance(45))) {
    return isOdd(place) ? oddIri(draws) : plainIri(draws);
  }
  if (definition?.type === "@vocab") {
    return draws.chance(60) ? draws.pick(propertiesIn(typed)) : plainIri(draws);
  }
  if (definition?.type !== "@id" && (definition?.type !== undefined || depth > 5 || draws.chance(55))) {
    return draws.chance(85) ? scalar(draws, isOdd(place)) : languageValue(place);
  }
  const copies = place.made.nodes;
  // The same shape again, nameless, is what makes blank nodes hard to tell apart.
  if (copies.length > 0 && draws.chance(12)) return structuredClone(draws.pick(copies));
  return place.node(place);
}

function languageValue({ draws, oddness }: Place): JsonObject {
  const value = { "@value": plainString(draws) };
  const language = { ...value, "@language": draws.pick(["en", "de-AT", "EN"]) };
  const direction = { "@direction": draws.pick(["ltr", "rtl"]) };
  const kinds = [language, { ...language, ...direction }, { ...value, ...direction }, value];
  if (draws.chance(oddness)) return { ...value, "@language": draws.pickNamed(languageTags) };
  return draws.pick(kinds);
}

const sameTwice: Maker = (place) => {
  const value = scalar(place.draws, true);
  return [value, value];
};

const xsdTypes = ["string", "integer", "double", "boolean", "dateTime"].map(
  (name) => `http://www.w3.org/2001/XMLSchema#${name}`,
);

/** Two spellings that make one literal, or nearly one. */
const twins: readonly JsonValue[][] = [
  [1, { "@value": "1", "@type": "http://www.w3.org/2001/XMLSchema#integer" }],
  [true, { "@value": "true", "@type": "http://www.w3.org/2001/XMLSchema#boolean" }],
  [1.5, { "@value": "1.5E0", "@type": "http://www.w3.org/2001/XMLSchema#double" }],
  ["a", { "@value": "a" }],
  ["a", { "@value": "a", "@type": "http://www.w3.org/2001/XMLSchema#string" }],
  [
    { "@value": "a", "@language": "en" },
    { "@value": "a", "@language": "EN" },
  ],
  [
    { "@value": "a", "@language": "en" },
    { "@value": "a", "@language": "en", "@direction": "ltr" },
  ],
  [
    { "@value": "a", "@direction": "rtl" },
    { "@value": "a", "@direction": "ltr" },
  ],
  [{ "@value": "a", "@index": "x" }, { "@value": "a" }],
  [{ "@id": "urn:x:a" }, { "@id": "urn:x:a", "@index": "x" }],
  [
    { "@value": [1], "@type": "@json" },
    { "@value": [1], "@type": "@json" },
  ],
  [0, -0],
  [{ "@list": ["a"] }, { "@list": ["a"] }],
  [
    { "@value": 1, "@type": "http://www.w3.org/2001/XMLSchema#string" },
    { "@value": "1", "@type": "http://www.w3.org/2001/XMLSchema#string" },
  ],
];

const itemOf: Maker = (place) => {
  const { draws } = place;
  if (draws.chance(20))
    return draws.pick<JsonValue>([null, [], {}, [["a"]], { "@list": ["b"] }, { "@set": ["c"] }]);
  return draws.chance(50)
    ? scalar(draws, true)
    : place.depth > 5
      ? "a"
      : place.node({ ...place, depth: place.depth + 1 });
};
const itemsOf = (place: Place) => Array.from({ length: place.draws.below(4) }, () => itemOf(place));

/** Values that few would write and that are right under most terms, by what they are. */
export const unusualValues: Readonly<Record<string, Maker>> = {
  "empty array": () => [],
  "array of null": () => [null],
  "array with null": (place) => [null, itemOf(place)],
  "array in an array": (place) => [[itemOf(place)], itemOf(place)],
  "empty object": () => ({}),
  "object with only an id": ({ draws }) => ({ id: plainIri(draws) }),
  "@value alone": ({ draws }) => ({ "@value": scalar(draws, true) }),
  "@value of a datatype": ({ draws }) => ({
    "@value": scalar(draws, true),
    "@type": draws.chance(40) ? oddDatatype(draws) : draws.pick(xsdTypes),
  }),
  "string that is odd": ({ draws }) => oddString(draws),
  "number that is odd": ({ draws }) => oddNumber(draws),
  "the same value twice": sameTwice,
  "two spellings of one literal": ({ draws }) => draws.shuffled(draws.pick(twins)),
  "many like literals": ({ draws }) =>
    Array.from({ length: 2 + draws.below(3) }, () => draws.pick(twins.flat())),
  "two nodes of one shape": (place) => {
    const node = place.node(place);
    return [node, structuredClone(node)];
  },
};

/** Values that are rare, doubtful or wrong, by what they are. */
export const oddValues: Readonly<Record<string, Maker>> = {
  null: () => null,
  "object of null": () => ({ "@id": null }),
  "object with only @id": ({ draws }) => ({ "@id": oddIri(draws) }),
  "object with only a type": ({ draws, scope }) => ({ type: draws.pick(["foo", ...classesIn(scope)]) }),
  "scalar of another kind": ({ draws }) => scalar(draws, true),
  "string that is an odd IRI": ({ draws }) => oddIri(draws),
  "@value null": () => ({ "@value": null }),
  "@value of an object": ({ draws }) => ({
    "@value": draws.pick<JsonValue>([{}, { a: 1 }, [], ["a"], [null]]),
  }),
  "@value with a datatype": ({ draws }) => ({ "@value": scalar(draws, true), "@type": oddDatatype(draws) }),
  "@value with type": ({ draws }) => ({ "@value": scalar(draws, true), type: oddDatatype(draws) }),
  "@value with a language": ({ draws }) => ({
    "@value": scalar(draws, false),
    "@language": draws.pickNamed(languageTags),
  }),
  "@value with a direction": ({ draws }) => ({
    "@value": scalar(draws, false),
    "@direction": draws.pickNamed(directions),
  }),
  "@value with everything": ({ draws }) => ({
    "@value": oddString(draws),
    "@language": draws.pickNamed(languageTags),
    "@direction": draws.pickNamed(directions),
    ...(draws.chance(30) && { "@type": oddDatatype(draws) }),
    ...(draws.chance(30) && { "@index": "x" }),
  }),
  "@value with an index": ({ draws }) => ({
    "@value": plainString(draws),
    "@index": draws.pick<JsonValue>(["x", "", 1, null]),
  }),
  "@value with a member": ({ draws }) => ({ "@value": plainString(draws), name: "b" }),
  "@value with an id": ({ draws }) => ({ "@value": plainString(draws), id: plainIri(draws) }),
  "@value of @json": ({ draws }) => ({ "@value": anyJson(draws, 0), "@type": "@json" }),
  "@language alone": () => ({ "@language": "en" }),
  "@language beside members": () => ({ "@language": "en", name: "a" }),
  "@set": (place) => ({ "@set": itemsOf(place) }),
  "@set of one": (place) => ({ "@set": itemOf(place) }),
  "@list": (place) => ({ "@list": itemsOf(place) }),
  "@list of one": (place) => ({ "@list": itemOf(place) }),
  "@list with null": () => ({ "@list": ["a", null, "b"] }),
  "@list of false": ({ draws }) => ({ "@list": draws.pick<JsonValue[]>([[false], [0], [""]]) }),
  "@list in a list": () => ({ "@list": [{ "@list": ["a", ["b"]] }, []] }),
  "@list with an index": (place) => ({ "@list": itemsOf(place), "@index": "x" }),
  "@list beside a member": (place) => ({ "@list": itemsOf(place), name: "a" }),
  "@graph as a value": (place) => ({ "@graph": itemsOf(place) }),
  "named graph": (place) => ({ "@id": oddIri(place.draws), "@graph": itemsOf(place) }),
  "@index on a node": (place) => ({
    ...place.node(place),
    "@index": place.draws.pick<JsonValue>(["x", "y", 3]),
  }),
  "language map": ({ draws }) => ({ en: plainString(draws), de: [plainString(draws), null], "@none": "c" }),
  "three nodes of one shape": (place) => {
    const node: JsonObject = { name: plainString(place.draws) };
    return [node, { ...node }, { ...node }];
  },
  "a circle of labels": () => ({ id: "_:x", image: { id: "_:y", image: { id: "_:x" } } }),
  "two circles of labels": () => [
    { id: "_:x", evidence: { id: "_:y", evidence: { id: "_:x" } } },
    { id: "_:z", evidence: { id: "_:w", evidence: { id: "_:z" } } },
  ],
};
