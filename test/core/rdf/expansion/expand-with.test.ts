import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "../../../../core/json/json-value.ts";
import { canonicalizeBounded } from "../../../../core/rdf/canonical/canonicalize.ts";
import { initialContext } from "../../../../core/rdf/contexts/active-context.ts";
import { processContext } from "../../../../core/rdf/contexts/process-context.ts";
import { expandWith } from "../../../../core/rdf/expansion/expand-pinned.ts";

const vocab = "https://vocabulary.example/#";
const terms: JsonObject = {
  id: "@id",
  type: "@type",
  kind: "@type",
  nothing: null,
  v: vocab,
  name: `${vocab}name`,
  also: `${vocab}name`,
  link: { "@id": `${vocab}link`, "@type": "@id" },
  word: { "@id": `${vocab}word`, "@type": "@vocab" },
  data: { "@id": `${vocab}data`, "@type": "@json" },
  dataList: { "@id": `${vocab}dataList`, "@type": "@json", "@container": "@list" },
  dataGraph: { "@id": `${vocab}dataGraph`, "@type": "@json", "@container": "@graph" },
  list: { "@id": `${vocab}list`, "@container": "@list" },
  graph: { "@id": `${vocab}graph`, "@container": "@graph" },
  inward: {
    "@id": `${vocab}inward`,
    "@context": { inward: { "@id": `${vocab}inward`, "@container": "@list" } },
  },
  typed: { "@id": `${vocab}typed`, "@context": { typed: { "@id": `${vocab}typed`, "@type": "@json" } } },
};
const plain = processContext(initialContext, terms, "document");
const withVocab = processContext(plain, { "@vocab": vocab }, "document");

describe("a document that the compiled reader does not decide (JSON-LD 1.1 API, 5.1) is left to the library", () => {
  it.each<[string, JsonObject]>([
    ["a member without a meaning", { unknown: "a" }],
    ["a member that means nothing", { nothing: "a" }],
    ["a blank node as a member", { "_:b": "a" }],
    ["a relative path with a scheme that is none", { "1a://x": "a" }],
    ["a keyword", { "@index": "a" }],
    ["two names for one property", { name: "a", also: "b" }],
    ["two names for the type", { type: "v:A", kind: "v:A", name: "a" }],
    ["a number as identifier", { id: 5, name: "a" }],
    ["a relative identifier", { id: "relative", name: "a" }],
    ["a keyword as identifier", { id: "@id", name: "a" }],
    ["a blank node as identifier", { id: "_:b0", name: "a" }],
    ["a number as type", { type: 5, name: "a" }],
    ["a number among types", { type: ["v:A", 5], name: "a" }],
    ["a keyword as type", { type: "@json", name: "a" }],
    ["a name of a keyword as type", { type: "id", name: "a" }],
    ["a blank node as type", { type: "_:A", name: "a" }],
    ["a relative reference", { link: "relative" }],
    ["a keyword as reference", { link: "@type" }],
    ["a blank node as reference", { link: "_:b0" }],
    ["a number as reference", { link: 5 }],
    ["a keyword as word", { word: "@type" }],
    ["a name of a keyword as word", { word: "type" }],
    ["JSON in a list", { dataList: [1] }],
    ["JSON as a graph", { dataGraph: {} }],
    ["a list in a list", { list: [["a"]] }],
    ["a node in a list", { list: [{ name: "a" }] }],
    ["a text as a graph", { graph: "https://graph.example/" }],
    ["a bare reference as a graph", { graph: { id: "https://graph.example/" } }],
    ["an empty graph", { graph: {} }],
    ["a literal as a graph", { graph: { "@value": "a" } }],
    ["a property that its own context makes a list", { inward: ["a"] }],
    ["a text that the property's own context makes JSON", { typed: "a" }],
    ["a value without JSON", { name: undefined as unknown as JsonValue }],
    ["a literal that is null", { name: { "@value": null } }],
    ["a literal that is an object", { name: { "@value": {} } }],
    ["a literal with an index", { name: { "@value": "a", "@index": "b" } }],
    ["a number with a language", { name: { "@value": 5, "@language": "en" } }],
    ["a literal with a language that is none", { name: { "@value": "a", "@language": "not a language" } }],
    ["a literal with a direction that is none", { name: { "@value": "a", "@direction": "up" } }],
    ["a literal with a language and a type", { name: { "@value": "a", "@language": "en", "@type": "v:A" } }],
    [
      "a literal with a direction and a type",
      { name: { "@value": "a", "@direction": "ltr", "@type": "v:A" } },
    ],
    ["a literal with two types", { name: { "@value": "a", "@type": ["v:A", "v:B"] } }],
    ["a literal whose type is a keyword", { name: { "@value": "a", "@type": "@json" } }],
    ["a literal whose type is a name of a keyword", { name: { "@value": "a", "@type": "type" } }],
    ["an inline context", { "@context": { other: `${vocab}other` }, other: "a" }],
    ["a context that is not pinned", { "@context": "https://elsewhere.example/context", name: "a" }],
    [
      "more contexts than documents have",
      { "@context": Array(11).fill("https://www.w3.org/ns/did/v1"), name: "a" },
    ],
    ["nothing at all", {}],
    ["an identifier alone", { id: "https://thing.example/" }],
    ["a literal alone", { "@value": "a" }],
  ])("%s", (_what, document) => {
    expect(expandWith(plain, document)).toBeUndefined();
  });

  it.each<[string, JsonObject]>([
    ["a blank node as a member", { "_:b": "a" }],
    ["a member with an authority and a scheme that is none", { "1a://x": "a" }],
    ["a member with a space", { "a b": "a" }],
    ["a blank node as type", { type: "_:A", name: "a" }],
  ])("%s, whatever the vocabulary would make of it", (_what, document) => {
    expect(expandWith(withVocab, document)).toBeUndefined();
  });

  it("decides the same documents without what is odd in them", () => {
    const document = {
      id: "https://thing.example/",
      type: ["v:A"],
      name: ["a", { "@value": "b", "@language": "EN" }],
    };
    expect(expandWith(plain, { ...document, list: ["a"], graph: { name: "c" }, data: [null] })).toEqual({
      "@id": "https://thing.example/",
      "@type": [`${vocab}A`],
      [`${vocab}name`]: [{ "@value": "a" }, { "@language": "en", "@value": "b" }],
      [`${vocab}list`]: [{ "@list": [{ "@value": "a" }] }],
      [`${vocab}graph`]: [{ "@graph": [{ [`${vocab}name`]: [{ "@value": "c" }] }] }],
      [`${vocab}data`]: [{ "@type": "@json", "@value": [null] }],
    });
  });
});

describe("an expanded document whose statements the compiled reader does not count is left to the library", () => {
  const name = `${vocab}name`;
  const rdfType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
  it.each<[string, JsonObject]>([
    ["a value that is no array", { [name]: { "@value": "a" } }],
    ["a value that is null", { [name]: [null] }],
    ["a value that is a text", { [name]: ["a"] }],
    ["an identifier that is a number", { "@id": 5, [name]: [{ "@value": "a" }] }],
    ["a type that is a number", { "@type": [5] }],
    ["a relative type", { "@type": ["A"] }],
    ["an IRI that needs escapes", { "@id": "https://thing.example/<a>", [name]: [{ "@value": "a" }] }],
    ["a type by the property's own name", { "@type": [name], [rdfType]: [{ "@id": name }] }],
    ["a property that is relative", { name: [{ "@value": "a" }] }],
    ["JSON", { [name]: [{ "@type": "@json", "@value": {} }] }],
    ["a literal with an index", { [name]: [{ "@value": "a", "@index": "b" }] }],
    ["a literal that is null", { [name]: [{ "@value": null }] }],
    ["a number with a language", { [name]: [{ "@value": 1, "@language": "en" }] }],
    [
      "a literal with a language and a type",
      { [name]: [{ "@value": "a", "@language": "en", "@type": name }] },
    ],
    ["a list with an index", { [name]: [{ "@list": [], "@index": "b" }] }],
    ["a list of nodes", { [name]: [{ "@list": [{ [name]: [] }] }] }],
    ["a named graph", { [name]: [{ "@id": "https://graph.example/", "@graph": [] }] }],
    ["a graph that is no array", { [name]: [{ "@graph": {} }] }],
    [
      "two nodes that nothing tells apart",
      { [name]: [{ [name]: [{ "@value": "a" }] }, { [name]: [{ "@value": "a" }] }] },
    ],
  ])("%s", (_what, expanded) => {
    expect(canonicalizeBounded(expanded, "sha256")).toBeUndefined();
  });
});
