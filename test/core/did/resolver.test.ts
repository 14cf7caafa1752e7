import { base64urlnopad } from "@scure/base";
import { describe, expect, test } from "vitest";
import { didJwk } from "../../../core/did/did-jwk.ts";
import { didKey, didKeyVerificationMethod } from "../../../core/did/did-key.ts";
import { createDidResolver } from "../../../core/did/resolver.ts";
import { lookUpVerificationMethod } from "../../../core/did/verification-method.ts";
import type { FetchDocument } from "../../../core/fetch-document.ts";
import type { JsonObject, JsonValue } from "../../../core/json/json-value.ts";
import { ed25519KeyPair } from "../../../core/keys/ed25519.ts";
import { encodeJwk, parseJwk } from "../../../core/keys/jwk.ts";
import { encodeMultikey } from "../../../core/keys/multikey.ts";
import { Problem } from "../../../core/problem/problem.ts";
import { smallOrderEncodings } from "../../support/ed25519-edge-cases.ts";

const key = { type: "Ed25519", bytes: ed25519KeyPair(new Uint8Array(32)).publicKey } as const;
const publicJwk: JsonObject = { ...encodeJwk(key) };
const ofJson = (json: string) => `did:jwk:${base64urlnopad.encode(Buffer.from(json))}`;
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

describe("resolving a did:key", () => {
  const did = "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp";

  test("gives the document that the key stands for, without the network", async () => {
    const method = `${did}#z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp`;
    expect(didKey(key)).toBe(did);
    expect(didKeyVerificationMethod(did)).toBe(method);
    expect(await offline(did)).toMatchObject({
      id: did,
      verificationMethod: [
        { id: method, type: "Multikey", controller: did, publicKeyMultibase: encodeMultikey(key) },
      ],
      assertionMethod: [method],
      authentication: [method],
    });
  });

  test("gives P-256 keys too", async () => {
    const p256 = "did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169";
    expect((await offline(p256)).verificationMethod?.[0]?.publicKeyMultibase).toBe(p256.slice(8));
  });

  test.each([
    "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooW",
    "did:key:z",
    "did:key:u7QE",
    "did:key:1.1:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp",
    "did:key:z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc",
    `did:key:z${"2".repeat(1900)}`,
    ...smallOrderEncodings().map((bytes) => didKey({ type: "Ed25519", bytes })),
  ])("refuses %s", async (wrong) => {
    await expect(offline(wrong)).rejects.toEqual(problem("INVALID_DID"));
  });
});

describe("resolving a did:jwk", () => {
  // https://github.com/quartzjer/did-jwk/blob/main/spec.md, example P-256
  const published =
    "did:jwk:eyJjcnYiOiJQLTI1NiIsImt0eSI6IkVDIiwieCI6ImFjYklRaXVNczNpOF91c3pFakoydHBUdFJNNEVVM3l6OTFQSDZDZEgyVjAiLCJ5IjoiX0tjeUxqOXZXTXB0bm1LdG00NkdxRHo4d2Y3NEk1TEtncmwyR3pIM25TRSJ9";
  const publicKeyJwk = {
    crv: "P-256",
    kty: "EC",
    x: "acbIQiuMs3i8_uszEjJ2tpTtRM4EU3yz91PH6CdH2V0",
    y: "_KcyLj9vWMptnmKtm46GqDz8wf74I5LKgrl2GzH3nSE",
  };

  test("gives the document of the specification's example", async () => {
    expect(didJwk(parseJwk(publicKeyJwk))).toBe(published);
    expect(await offline(published)).toMatchObject({
      id: published,
      verificationMethod: [
        { id: `${published}#0`, type: "JsonWebKey2020", controller: published, publicKeyJwk },
      ],
      assertionMethod: [`${published}#0`],
      authentication: [`${published}#0`],
    });
  });

  test("gives Ed25519 keys too, in whatever order the members come", async () => {
    const { x } = publicJwk;
    const reordered = ofJson(`{"kty":"OKP","x":"${x}","crv":"Ed25519","use":"sig"}`);
    expect(parseJwk((await offline(reordered)).verificationMethod?.[0]?.publicKeyJwk)).toEqual(key);
    expect((await offline(didJwk(key))).id).toBe(didJwk(key));
  });

  test.each<[name: string, did: string]>([
    ["text that is not base64url", "did:jwk:e30%3D"],
    ["something that is not JSON", ofJson("key")],
    ["a list", ofJson("[]")],
    ["a private key", ofJson(JSON.stringify({ ...encodeJwk(key), d: publicJwk.x }))],
    ["an encryption key", ofJson(JSON.stringify({ ...encodeJwk(key), use: "enc" }))],
    ["a member twice", ofJson(`{"crv":"Ed25519","kty":"OKP","x":"AAAA","x":"${publicJwk.x}"}`)],
  ])("refuses %s", async (_name, did) => {
    await expect(offline(did)).rejects.toEqual(problem("INVALID_DID"));
  });
});

describe("a document that follows from its DID alone", () => {
  test.each([
    ["did:key", didKey(key)],
    ["did:jwk", didJwk(key)],
  ])("is made once for a %s, and cannot be changed by those who get it", async (_method, did) => {
    const document = await offline(did);
    expect(await offline(did)).toBe(document);
    const [method] = document.verificationMethod ?? [];
    expect(() => Object.assign(method ?? {}, { revoked: "2020-01-01T00:00:00Z" })).toThrow(TypeError);
    expect(() => document.assertionMethod?.pop()).toThrow(TypeError);
    expect(() => Object.assign((method?.publicKeyJwk as object) ?? document, { x: "" })).toThrow(TypeError);
  });

  test("is refused each time when it is refused", async () => {
    const wrong = "did:key:z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc";
    for (let time = 0; time < 2; time += 1) {
      await expect(offline(wrong)).rejects.toEqual(problem("INVALID_DID"));
    }
  });
});

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
