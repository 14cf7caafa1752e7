import type { JsonValue } from "../../../core/json/json-value.ts";
import { contextUrls, vocabularyContexts } from "./openings.ts";
import type { Maker } from "./place.ts";

const term =
  (definition: JsonValue): Maker =>
  () => ({ name: definition });

/** Contexts that stand inside documents or after the pinned ones, by what they do; no `@import`, which outlives its document. */
export const oddContexts: Readonly<Record<string, Maker>> = {
  "another pinned context": ({ draws }) => draws.pick(contextUrls),
  "several pinned contexts": ({ draws }) => draws.shuffled(contextUrls).slice(0, 3),
  "vocabulary context": ({ draws }) => draws.pick(vocabularyContexts),
  "context null": () => null,
  "context null among others": ({ draws }) => [null, draws.pick(contextUrls)],
  "context without anything": () => ({}),
  "contexts, none": () => [],
  "context of nobody": () => "https://nobody.example/context",
  "relative context": () => "context.json",
  "pinned context with a fragment": () => "https://www.w3.org/ns/credentials/v2#",
  "context that is a number": () => 5,
  "context in a context": () => ({ "@context": { a: "urn:x:a" } }),
  "contexts in an array in an array": () => [["https://www.w3.org/ns/credentials/v2"]],
  "inline term": () => ({ foo: "https://foo.example/#foo", x: { "@id": "urn:x:x", "@type": "@id" } }),
  "inline term for a term": term("https://foo.example/#name"),
  "inline term for nothing": term(null),
  "inline term without an IRI": term({}),
  "inline term with a scoped context": term({ "@id": "urn:x:n", "@context": { name: "urn:x:inner" } }),
  "inline alias of @id": () => ({ ident: "@id" }),
  "inline alias of id elsewhere": () => ({ id: "urn:x:id" }),
  "inline alias of @value": () => ({ val: "@value", lang: "@language" }),
  "inline alias of @nest": () => ({ wrap: "@nest" }),
  "inline alias of @graph": () => ({ name: "@graph" }),
  "inline alias of @context": () => ({ ctx: "@context" }),
  "inline @type as a set": () => ({ "@type": { "@container": "@set" } }),
  "inline @vocab": () => ({ "@vocab": "https://vocabulary.example/#" }),
  "inline @vocab relative": () => ({ "@vocab": "foo" }),
  "inline @vocab null": () => ({ "@vocab": null }),
  "inline @base": () => ({ "@base": "https://base.example/a/" }),
  "inline @language": () => ({ "@language": "FR" }),
  "inline @direction": () => ({ "@direction": "rtl" }),
  "inline @version": () => ({ "@version": 1.1 }),
  "inline @version 1.0": () => ({ "@version": 1 }),
  "inline @propagate": () => ({ "@propagate": false, foo: "urn:x:foo" }),
  "inline @propagate that is a string": () => ({ "@propagate": "false" }),
  "inline @protected": () => ({ "@protected": true, foo: "urn:x:foo" }),
  "inline protected term again": () => ({ issuer: "https://foo.example/#issuer" }),
  "inline protected term as it was": () => ({
    VerifiableCredential: "https://www.w3.org/2018/credentials#VerifiableCredential",
  }),
  "inline class again": () => ({ Achievement: "https://foo.example/#Achievement" }),
  "inline language container": term({ "@id": "urn:x:n", "@container": "@language" }),
  "inline index container": term({ "@id": "urn:x:n", "@container": "@index" }),
  "inline id container": term({ "@id": "urn:x:n", "@container": "@id" }),
  "inline type container": term({ "@id": "urn:x:n", "@container": "@type" }),
  "inline list container": term({ "@id": "urn:x:n", "@container": "@list" }),
  "inline set container": term({ "@id": "urn:x:n", "@container": ["@set"] }),
  "inline graph container": term({ "@id": "urn:x:n", "@container": ["@graph", "@id"] }),
  "inline unknown container": term({ "@id": "urn:x:n", "@container": "@foo" }),
  "inline reverse term": term({ "@reverse": "urn:x:n" }),
  "inline @json": term({ "@id": "urn:x:n", "@type": "@json" }),
  "inline @none": term({ "@id": "urn:x:n", "@type": "@none" }),
  "inline language of a term": term({ "@id": "urn:x:n", "@language": "en", "@direction": "rtl" }),
  "inline prefix": () => ({ ex: { "@id": "https://foo.example/#", "@prefix": true }, "ex:name": {} }),
  "inline circle": () => ({ a: "b:c", b: "a:d" }),
  "inline hasOwnProperty": () => ({ hasOwnProperty: "urn:x:h", constructor: "urn:x:c", toString: "urn:x:t" }),
  "inline keyword-like term": () => ({ "@foo": "urn:x:foo" }),
};

/** A context that leaves its mark on the library (security rule 1); never given to it. */
export const importingContext: JsonValue = { "@import": "https://www.w3.org/ns/credentials/v2" };
