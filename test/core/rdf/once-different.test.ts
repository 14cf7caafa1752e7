import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { compare } from "../../support/json-ld/compare.ts";

const v2 = "https://www.w3.org/ns/credentials/v2";
const rdfType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const xsd = "http://www.w3.org/2001/XMLSchema#";
const type = "VerifiableCredential";
const typeIri = "https://www.w3.org/2018/credentials#VerifiableCredential";

/** The smallest forms of documents that Stint once read differently from the libraries, or that come close to it. */
const documents: [string, JsonObject][] = [
  ["a type said under @type and under rdf:type", { type: [type, "Foo"], [rdfType]: { id: typeIri } }],
  ["a text beside the same with its datatype", { name: ["a", { "@value": "a", "@type": `${xsd}string` }] }],
  [
    "the same with a datatype twice, and without",
    { name: ["a", "a", { "@value": "a", "@type": `${xsd}string` }] },
  ],
  ["a number of the datatype of texts", { name: ["1", { "@value": 1, "@type": `${xsd}string` }] }],
  ["a true of the datatype of texts", { name: [{ "@value": true, "@type": `${xsd}string` }, "true"] }],
  [
    "a number and its text, both of the datatype of texts",
    {
      name: [
        { "@value": 1, "@type": `${xsd}string` },
        { "@value": "1", "@type": `${xsd}string` },
      ],
    },
  ],
  [
    "a true and its text, both of the datatype of texts",
    {
      name: [
        { "@value": true, "@type": `${xsd}string` },
        { "@value": "true", "@type": `${xsd}string` },
      ],
    },
  ],
  ["a number beside its text", { name: [1, { "@value": "1", "@type": `${xsd}integer` }] }],
  [
    "texts that differ in direction alone",
    { name: [{ "@value": "a", "@direction": "ltr" }, { "@value": "a" }] },
  ],
  ["a node in a graph of its own that nothing is said of", { type, proof: { name: [] } }],
  [
    "such a node before others",
    { type, proof: { name: [] }, evidence: ["a", "b", "c", "d", "e", "f"].map((name) => ({ name })) },
  ],
  ["two such nodes", { type, proof: [{ name: [] }, { name: [] }] }],
  [
    "such a node in an embedded credential",
    {
      type: "VerifiablePresentation",
      verifiableCredential: { "@context": v2, name: [] },
    },
  ],
  ["zero and minus zero", { name: [0, -0] }],
  ["the same list twice", { name: [{ "@list": ["a"] }, { "@list": ["a"] }] }],
  [
    "one thing described twice, in other words",
    {
      id: "urn:x:1",
      issuer: { id: "urn:x:2", name: "a" },
      evidence: { id: "urn:x:2", name: { "@value": "a", "@type": `${xsd}string` } },
    },
  ],
  [
    "texts about the sort order of code units",
    { name: ["\uffff", "\u{1f600}"], issuer: [{ name: "\uffff" }, { name: "\u{1f600}" }] },
  ],
];

describe("documents that make like statements", () => {
  it.each(documents)("are read as jsonld and rdf-canonize read them: %s", async (_name, members) => {
    const document = { "@context": [v2, "https://www.w3.org/ns/credentials/undefined-terms/v2"], ...members };
    expect(await compare(document)).toMatchObject({ isValid: true });
    expect(await compare(document)).not.toHaveProperty("difference");
  });
});
