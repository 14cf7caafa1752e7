import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "../../../../core/json/json-value.ts";
import { initialContext } from "../../../../core/rdf/contexts/active-context.ts";
import { processContext } from "../../../../core/rdf/contexts/process-context.ts";
import { notCovered } from "../../../../core/rdf/not-covered.ts";

const iri = "https://vocabulary.example/#term";
const term = (definition: JsonObject): JsonObject => ({ term: { "@id": iri, ...definition } });
const read = (local: JsonObject) => processContext(initialContext, local, "document");

/** Pinned contexts have none of this today; one that is pinned later might. */
describe("a context that the compiled reader does not decide (JSON-LD 1.1 API, 4.1 and 4.2) is left to the library", () => {
  it.each<[string, JsonObject]>([
    ["a term in the form of a compact IRI", { "a:b": iri }],
    ["a term in the form of a path", { "a/b": iri }],
    ["a term with an at sign", { "mail@home": iri }],
    ["a term like a keyword", { "@later": iri }],
    ["an empty term", { "": iri }],
    ["terms that rest on each other", { a: "b:x", b: "a:x" }],
    ["a term that is a number", { term: 5 }],
    ["a term that is a list", { term: [iri] }],
    ["a reverse property", { term: { "@reverse": iri } }],
    ["a term with a language", term({ "@language": "en" })],
    ["a term with a direction", term({ "@direction": "rtl" })],
    ["a nested term", term({ "@nest": "@nest" })],
    ["a term that says that it is a prefix", term({ "@prefix": true })],
    ["an identifier that is a number", { term: { "@id": 5 } }],
    ["an empty identifier", { "@vocab": "https://vocabulary.example/#", term: { "@id": "" } }],
    ["a relative identifier", { term: "relative" }],
    ["an identifier like a keyword", { term: "@later" }],
    ["a name for @value", { term: "@value" }],
    ["a blank node as identifier", { term: "_:b0" }],
    ["no identifier where there is no vocabulary", { term: {} }],
    ["itself as identifier where there is no vocabulary", { term: "term" }],
    ["protection that is a text", term({ "@protected": "yes" })],
    ["a type that is a list", term({ "@type": [iri] })],
    ["a relative type", term({ "@type": "relative" })],
    ["a type that is the name of a keyword", { kind: "@type", ...term({ "@type": "kind" }) }],
    ["the type @none", term({ "@type": "@none" })],
    ["a container of languages", term({ "@container": "@language" })],
    ["a container of indexes", term({ "@container": "@index" })],
    ["two containers", term({ "@container": ["@graph", "@id"] })],
    ["a container that is a number", term({ "@container": 5 })],
    ["a context in a term by its URL", term({ "@context": "https://www.w3.org/ns/credentials/v2" })],
    ["several contexts in a term", term({ "@context": [{}] })],
    ["a wrong context in a term that nothing uses", term({ "@context": { other: "relative" } })],
    ["a wrong context in a context in a term", term({ "@context": term({ "@context": { a: "b" } }) })],
    ["another version", { "@version": 1 }],
    ["a base", { "@base": "https://base.example/" }],
    ["a language", { "@language": "en" }],
    ["an import", { "@import": "https://www.w3.org/ns/credentials/v2" }],
    ["an empty vocabulary", { "@vocab": "" }],
    ["no vocabulary", { "@vocab": null }],
    ["a relative vocabulary", { "@vocab": "relative#" }],
    ["a vocabulary with a space", { "@vocab": "https://vocabulary.example/a b#" }],
    ["protection that is off", { "@protected": false }],
    ["propagation that is a text", { "@propagate": "no" }],
  ])("%s", (_what, local) => {
    expect(() => read(local)).toThrow(notCovered);
  });

  it.each(["document", "type"] as const)("null where it stands in a %s", (place) => {
    expect(() => processContext(initialContext, null, place)).toThrow(notCovered);
  });
});

describe("a context that the compiled reader decides", () => {
  it.each<[string, JsonObject, JsonValue]>([
    ["an IRI", { term: iri }, iri],
    [
      "an IRI by a prefix of the same context, whatever stands first",
      { term: "v:term", v: "https://vocabulary.example/#" },
      iri,
    ],
    ["a term of the same context", { term: "other", other: iri }, iri],
    ["the vocabulary", { "@vocab": "https://vocabulary.example/#", term: {} }, iri],
    ["nothing", { term: null }, null],
    ["a keyword", { term: "@type" }, "@type"],
  ])("takes %s for a term", (_what, local, expected) => {
    expect(read(local).terms.get("term")?.id).toBe(expected);
  });

  it("lets a protected term be said again, not changed: but for the context of a property", () => {
    const active = read({ "@protected": true, term: iri });
    const same = { term: iri };
    const other = { term: `${iri}2` };
    expect(processContext(active, same, "document").terms.get("term")?.isProtected).toBe(true);
    expect(() => processContext(active, other, "document")).toThrow(notCovered);
    expect(() => processContext(active, other, "type")).toThrow(notCovered);
    expect(processContext(active, other, "property").terms.get("term")?.id).toBe(`${iri}2`);
  });

  it("goes on below the node it stands in, but for that of a type, and as @propagate says", () => {
    const active = read({ term: iri });
    expect(processContext(active, { other: iri }, "document").previous).toBeUndefined();
    expect(processContext(active, { other: iri }, "property").previous).toBeUndefined();
    expect(processContext(active, { other: iri }, "type").previous).toBe(active);
    expect(processContext(active, { "@propagate": true }, "type").previous).toBeUndefined();
    expect(processContext(active, { "@propagate": false }, "document").previous).toBe(active);
  });

  it("is nothing at all in a property whose context is null", () => {
    expect(processContext(read({ term: iri }), null, "property")).toBe(initialContext);
  });
});
