import jsonld from "jsonld";
import { afterEach, describe, expect, it } from "vitest";

const options = {
  base: null,
  safe: true,
  documentLoader: () => Promise.reject(new Error("nothing is loaded here")),
};
const added = () => Object.keys(Object.prototype);

afterEach(() => {
  for (const name of added()) Reflect.deleteProperty(Object.prototype, name);
});

// Every process of the product, and of these tests, calls closePrototype() before it reads anything.
describe("what all objects have in common (security rule 1)", () => {
  it("cannot be added to", () => {
    expect(() => Object.assign(Object.prototype, { added: true })).toThrow(TypeError);
  });

  it("is left alone by a library that is led to it by a name in a document", async () => {
    const expanded = [{ "@id": "urn:a", "urn:b": [{ "@id": "__proto__", "urn:c": [{ "@value": "d" }] }] }];
    await jsonld.toRDF(expanded, { ...options, skipExpansion: true }).catch(() => undefined);
    expect(added()).toEqual([]);
  });
});
