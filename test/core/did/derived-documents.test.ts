import { base64urlnopad } from "@scure/base";
import { describe, expect, test } from "vitest";
import { didJwk } from "../../../core/did/did-jwk.ts";
import { didKey, didKeyVerificationMethod } from "../../../core/did/did-key.ts";
import { createDidResolver } from "../../../core/did/resolver.ts";
import type { FetchDocument } from "../../../core/fetch-document.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { ed25519KeyPair } from "../../../core/keys/ed25519.ts";
import { encodeJwk, parseJwk } from "../../../core/keys/jwk.ts";
import { encodeMultikey } from "../../../core/keys/multikey.ts";
import { smallOrderEncodings } from "../../support/ed25519-edge-cases.ts";

const key = { type: "Ed25519", bytes: ed25519KeyPair(new Uint8Array(32)).publicKey } as const;
const publicJwk: JsonObject = { ...encodeJwk(key) };
const ofJson = (json: string) => `did:jwk:${base64urlnopad.encode(Buffer.from(json))}`;
const problem = (code: string) => expect.objectContaining({ code });

const noNetwork: FetchDocument = () => Promise.reject(new Error("Nothing may be fetched"));
const offline = createDidResolver({ fetchDocument: noNetwork, allowHttpOnLoopback: false });

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
