import { describe, expect, it } from "vitest";
import { parseJsonPointer } from "../../../../core/credential/disclosure/statements/json-pointer.ts";
import { selectDocument } from "../../../../core/credential/disclosure/statements/select.ts";

describe("a JSON Pointer (RFC 6901)", () => {
  it.each<[pointer: string, tokens: string[]]>([
    ["", []],
    ["/", [""]],
    ["/a/b", ["a", "b"]],
    ["/a~1b/m~0n", ["a/b", "m~n"]],
    ["/~01", ["~1"]],
    ["/ ", [" "]],
    ["/0/01/-", ["0", "01", "-"]],
  ])("%j is read token by token", (pointer, tokens) => {
    expect(parseJsonPointer(pointer)).toEqual(tokens);
  });

  it.each(["a", "a/b", "#/a", "/a~", "/a~2", "/~", `/${"a".repeat(500)}`])("%j is none", (pointer) => {
    expect(() => parseJsonPointer(pointer)).toThrow(
      expect.objectContaining({ code: "PROOF_GENERATION_ERROR" }),
    );
  });
});

describe("a selection (vc-di-ecdsa 1.0, 3.4.13)", () => {
  const document = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    id: "urn:uuid:1",
    type: ["VerifiableCredential"],
    issuer: { id: "did:example:i", name: "Issuer", url: "https://i.example" },
    name: "A name",
    credentialSubject: {
      type: "Person",
      results: [
        { id: "_:r0", type: "Result", value: "first" },
        { type: "Result", value: "second" },
        { type: "Result", value: "third" },
      ],
      tags: ["a", "b", "c"],
    },
  };
  const always = { "@context": document["@context"], id: "urn:uuid:1", type: ["VerifiableCredential"] };

  it.each<[name: string, pointers: string[], selected: object]>([
    ["a text", ["/name"], { ...always, name: "A name" }],
    ["a whole object", ["/issuer"], { ...always, issuer: document.issuer }],
    [
      "a member of an object, with the object's name",
      ["/issuer/name"],
      { ...always, issuer: { id: "did:example:i", name: "Issuer" } },
    ],
    [
      "items of an array, closed up and in their order",
      ["/credentialSubject/tags/2", "/credentialSubject/tags/0"],
      { ...always, credentialSubject: { type: "Person", tags: ["a", "c"] } },
    ],
    [
      "a member of an item, with its type, and no label of a blank node",
      ["/credentialSubject/results/0/value"],
      {
        ...always,
        credentialSubject: { type: "Person", results: [{ type: "Result", value: "first" }] },
      },
    ],
    [
      "a whole array and something in it",
      ["/credentialSubject/tags", "/credentialSubject/tags/1"],
      { ...always, credentialSubject: { type: "Person", tags: ["a", "b", "c"] } },
    ],
    ["the document", [""], document],
  ])("of %s", (_name, pointers, selected) => {
    expect(selectDocument(document, pointers)).toEqual(selected);
  });

  it("of nothing is nothing", () => {
    expect(selectDocument(document, [])).toBeUndefined();
  });

  it("is a copy", () => {
    const selected = selectDocument(document, ["/issuer"]) as { issuer: { name: string } };
    selected.issuer.name = "changed";
    expect(document.issuer.name).toBe("Issuer");
  });

  it.each<[name: string, pointers: string[]]>([
    ["a member that is not there", ["/nobody"]],
    ["a member below a text", ["/name/length"]],
    ["an item beyond the array", ["/credentialSubject/tags/3"]],
    ["an index with a leading zero", ["/credentialSubject/tags/01"]],
    ["the item after the last", ["/credentialSubject/tags/-"]],
    ["an index that is no number", ["/credentialSubject/tags/1e0"]],
    ["a member of an array", ["/credentialSubject/tags/length"]],
    ["something inherited", ["/constructor"]],
    ["the prototype", ["/__proto__"]],
    ["nothing, beside something", ["/name", "/nobody"]],
    ["nothing, below what is selected whole", ["/issuer", "/issuer/nobody"]],
    ["the same twice", ["/name", "/name"]],
    ["what is no pointer", ["name"]],
  ])("is not made for a pointer to %s", (_name, pointers) => {
    expect(() => selectDocument(document, pointers)).toThrow(
      expect.objectContaining({ code: "PROOF_GENERATION_ERROR" }),
    );
  });

  it("is not made for more pointers than anybody needs", () => {
    const pointers = Array.from({ length: 501 }, (_, index) => `/member-${index}`);
    expect(() => selectDocument(document, pointers)).toThrow(/Too many/);
  });
});
