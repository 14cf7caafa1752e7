import { describe, expect, test } from "vitest";
import { createDidResolver } from "../../../core/did/resolver.ts";
import { lookUpVerificationMethod } from "../../../core/did/verification-method.ts";
import type { FetchDocument } from "../../../core/fetch-document.ts";
import type { JsonObject, JsonValue } from "../../../core/json/json-value.ts";
import { ed25519KeyPair } from "../../../core/keys/ed25519.ts";
import { encodeMultikey } from "../../../core/keys/multikey.ts";
import { Problem } from "../../../core/problem/problem.ts";

const key = { type: "Ed25519", bytes: ed25519KeyPair(new Uint8Array(32)).publicKey } as const;
const problem = (code: string) => expect.objectContaining({ code });

const noNetwork: FetchDocument = () => Promise.reject(new Error("Nothing may be fetched"));
const offline = createDidResolver({ fetchDocument: noNetwork, allowHttpOnLoopback: false });

function serving(body: JsonValue | string | Uint8Array, status = 200) {
  const asked: string[] = [];
  const fetchDocument: FetchDocument = async (url) => {
    asked.push(url);
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const bytes = body instanceof Uint8Array ? body : Uint8Array.from(Buffer.from(text));
    return { status, body: bytes, contentType: "application/did+json" };
  };
  return { asked, resolveDid: createDidResolver({ fetchDocument, allowHttpOnLoopback: false }) };
}

describe("resolving a did:web", () => {
  test("asks each time, since what is published may change", async () => {
    const { asked, resolveDid } = serving({ id: "did:web:example.com" });
    await resolveDid("did:web:example.com");
    await resolveDid("did:web:example.com");
    expect(asked).toHaveLength(2);
  });

  const did = "did:web:example.com:issuers:acme";
  const multikey = encodeMultikey(key);
  const method = { id: `${did}#1`, type: "Multikey", controller: did, publicKeyMultibase: multikey };

  test("reads the document at its URL and ignores members that it does not know", async () => {
    const { asked, resolveDid } = serving({
      id: did,
      verificationMethod: [{ ...method, comment: "ours" }],
      assertionMethod: [method.id],
      service: [{ id: "#a", type: "LinkedDomains", serviceEndpoint: "https://example.com" }],
    });
    expect(await resolveDid(did)).toEqual({
      id: did,
      verificationMethod: [method],
      assertionMethod: [method.id],
    });
    expect(asked).toEqual(["https://example.com/issuers/acme/did.json"]);
  });

  test.each<[name: string, body: JsonObject]>([
    ["the id of a method", { verificationMethod: [{ ...method, id: "#1" }], assertionMethod: [method.id] }],
    ["a reference to a method", { verificationMethod: [method], assertionMethod: ["#1"] }],
    ["both", { verificationMethod: [{ ...method, id: "#1" }], assertionMethod: ["#1"] }],
    ["the id of an embedded method", { verificationMethod: [], assertionMethod: [{ ...method, id: "#1" }] }],
  ])("reads %s that is written relative to the document (DID Core 1.0, 3.2.2)", async (_name, body) => {
    const { resolveDid } = serving({ id: did, ...body });
    const request = {
      verificationMethod: method.id,
      proofPurpose: "assertionMethod",
      now: new Date(),
    } as const;
    expect((await lookUpVerificationMethod(request, resolveDid)).publicKey).toEqual(key);
    await expect(
      lookUpVerificationMethod({ ...request, verificationMethod: `${did}#2` }, resolveDid),
    ).rejects.toEqual(problem("INVALID_VERIFICATION_METHOD"));
  });

  test("keeps one key of a kind unknown to Stint from hiding the others", async () => {
    const unknown = { ...method, id: `${did}#rsa`, type: "RsaVerificationKey2018", publicKeyPem: "..." };
    const { resolveDid } = serving({ id: did, verificationMethod: [unknown, method] });
    expect((await resolveDid(did)).verificationMethod).toHaveLength(2);
  });

  const methodsNumbered = (first: number, length: number) =>
    Array.from({ length }, (_, index) => ({ ...method, id: `${did}#${first + index}` }));

  test("reads as many methods as an issuer has that kept all its keys", async () => {
    const body = { id: did, verificationMethod: methodsNumbered(0, 200) };
    expect((await serving(body).resolveDid(did)).verificationMethod).toHaveLength(200);
  });

  const malformed = "INVALID_CONTROLLED_IDENTIFIER_DOCUMENT";
  const otherId = "INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID";
  test.each<[name: string, code: string, body: JsonValue | string | Uint8Array, status?: number]>([
    ["that answers for another DID", otherId, { id: "did:web:example.com:issuers:other" }],
    ["whose id has another case", otherId, { id: "did:web:example.com:issuers:Acme" }],
    ["whose id has a fragment", otherId, { id: `${did}#1` }],
    ["without an id", otherId, {}],
    ["that is a list", malformed, [{ id: did }]],
    ["that is not JSON", malformed, "<html>"],
    ["that is not UTF-8", malformed, Uint8Array.of(0x22, 0xff, 0x22)],
    ["with a member twice", malformed, `{"id": "${did}", "id": "${did}"}`],
    ["whose methods are no list", malformed, { id: did, verificationMethod: method }],
    ["with a method that is null", malformed, { id: did, verificationMethod: [null] }],
    [
      "with a method without a controller",
      malformed,
      { id: did, verificationMethod: [{ id: "a", type: "b" }] },
    ],
    [
      "with a method whose key is a number",
      malformed,
      { id: did, verificationMethod: [{ ...method, publicKeyMultibase: 1 }] },
    ],
    [
      "with two methods of one id",
      malformed,
      { id: did, verificationMethod: [method, { ...method, revoked: "2020-01-01T00:00:00Z" }] },
    ],
    [
      "with two methods of one id, once relative",
      malformed,
      { id: did, verificationMethod: [method, { ...method, id: "#1", type: "JsonWebKey" }] },
    ],
    [
      "with two methods of one id, once embedded",
      malformed,
      { id: did, verificationMethod: [method], assertionMethod: [{ ...method, type: "JsonWebKey" }] },
    ],
    ["with a relationship that is text", malformed, { id: did, assertionMethod: method.id }],
    [
      "with 201 methods, embedded ones counted",
      malformed,
      { id: did, verificationMethod: methodsNumbered(0, 120), assertionMethod: methodsNumbered(120, 81) },
    ],
    ["that is not there", "DID_NOT_FOUND", "", 404],
    ["that is gone", "DID_NOT_FOUND", "", 410],
    ["that its server fails to give", "FETCH_FAILED", { id: did }, 500],
    ["that came with another status", "FETCH_FAILED", { id: did }, 203],
  ])("refuses a document %s", async (_name, code, body, status) => {
    await expect(serving(body, status).resolveDid(did)).rejects.toEqual(problem(code));
  });

  test("passes on what the fetcher says", async () => {
    const fetchDocument: FetchDocument = () => Promise.reject(new Problem("FETCH_REFUSED"));
    const resolveDid = createDidResolver({ fetchDocument, allowHttpOnLoopback: false });
    await expect(resolveDid(did)).rejects.toEqual(problem("FETCH_REFUSED"));
  });
});

describe("resolving anything else", () => {
  test.each(["did:example:123", "did:constructor:a", "did:ion:abc", "did:tostring:a"])(
    "says that the method of %s is not supported",
    async (did) => {
      await expect(offline(did)).rejects.toEqual(problem("METHOD_NOT_SUPPORTED"));
    },
  );

  test.each([
    "",
    "did:key",
    "https://example.com",
    "did:web:example.com#1",
    "did:web:example.com/a",
    "did:__proto__:a",
  ])("says that %j is no DID", async (did) => {
    await expect(offline(did)).rejects.toEqual(problem("INVALID_DID"));
  });
});
