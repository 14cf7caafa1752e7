import { describe, expect, test } from "vitest";
import type { DidDocument, VerificationMethod } from "../../../core/did/did-document.ts";
import { lookUpVerificationMethod } from "../../../core/did/verification-method.ts";
import { ed25519KeyPair } from "../../../core/keys/ed25519.ts";
import { encodeJwk } from "../../../core/keys/jwk.ts";
import { encodeMultikey } from "../../../core/keys/multikey.ts";

const did = "did:web:example.com";
const publicKey = { type: "Ed25519", bytes: ed25519KeyPair(new Uint8Array(32)).publicKey } as const;
const p256 = "zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169";
const now = new Date("2026-07-01T12:00:00Z");
const id = `${did}#1`;
const method: VerificationMethod = {
  id,
  type: "Multikey",
  controller: did,
  publicKeyMultibase: encodeMultikey(publicKey),
};
const { publicKeyMultibase: _, ...keyless } = method;

const request = { verificationMethod: id, proofPurpose: "assertionMethod", now } as const;
const withMethod = (changes: Partial<VerificationMethod>): DidDocument => ({
  id: did,
  verificationMethod: [{ ...method, ...changes }],
  assertionMethod: [id],
});
const lookUp = (document: DidDocument, changes: object = {}) =>
  lookUpVerificationMethod({ ...request, ...changes }, async () => document);

describe("looking up a verification method", () => {
  test.each<[name: string, document: DidDocument]>([
    ["as Multikey", withMethod({})],
    ["as Ed25519VerificationKey2020", withMethod({ type: "Ed25519VerificationKey2020" })],
    [
      "as JsonWebKey",
      {
        id: did,
        verificationMethod: [{ ...keyless, type: "JsonWebKey", publicKeyJwk: { ...encodeJwk(publicKey) } }],
        assertionMethod: [id],
      },
    ],
    [
      "as JsonWebKey2020",
      {
        id: did,
        verificationMethod: [
          { ...keyless, type: "JsonWebKey2020", publicKeyJwk: { ...encodeJwk(publicKey) } },
        ],
        assertionMethod: [id],
      },
    ],
    ["embedded in the relationship", { id: did, assertionMethod: [method] }],
    [
      "among others",
      {
        id: did,
        verificationMethod: [{ ...method, id: `${did}#0`, type: "Unknown" }, method],
        assertionMethod: [`${did}#0`, id],
      },
    ],
    ["revoked in the future", withMethod({ revoked: "2026-07-01T12:00:01Z" })],
    ["expiring in the future", withMethod({ expires: "2026-07-01T14:00:01+02:00" })],
    ["expiring in the year 10000", withMethod({ expires: "10000-01-01T00:00:00Z" })],
    ["expiring at the end of a day", withMethod({ expires: "2026-07-01T24:00:00Z" })],
    ["expiring at a picosecond", withMethod({ expires: "2026-07-01T12:00:01.123456789012Z" })],
  ])("finds the key %s", async (_name, document) => {
    expect(await lookUp(document, { expectedController: did })).toEqual({ id, controller: did, publicKey });
  });

  test("finds P-256 keys too", async () => {
    expect((await lookUp(withMethod({ publicKeyMultibase: p256 }))).publicKey.type).toBe("P-256");
  });

  const unusable = "INVALID_VERIFICATION_METHOD";
  const unrelated = "INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD";
  test.each<[name: string, code: string, document: DidDocument]>([
    ["that is not there", unusable, { id: did, assertionMethod: [id] }],
    ["whose id is relative", unusable, withMethod({ id: "#1" })],
    ["whose id differs in case", unusable, withMethod({ id: "did:web:example.com#1".toUpperCase() })],
    ["of another controller", unusable, withMethod({ controller: "did:web:example.org" })],
    ["revoked", unusable, withMethod({ revoked: "2026-07-01T12:00:00Z" })],
    ["revoked at a time that cannot be read", unusable, withMethod({ revoked: "yesterday" })],
    ["revoked at a time without a zone", unusable, withMethod({ revoked: "2999-01-01T00:00:00" })],
    ["revoked at an empty time", unusable, withMethod({ revoked: "" })],
    ["expired", unusable, withMethod({ expires: "2026-07-01T13:59:59+02:00" })],
    ["expiring at a time that cannot be read", unusable, withMethod({ expires: "2999-13-01T00:00:00Z" })],
    ["expiring on a day that there is not", unusable, withMethod({ expires: "2999-02-30T00:00:00Z" })],
    ["expired before the year 1", unusable, withMethod({ expires: "-0001-01-01T00:00:00Z" })],
    [
      "of a type that is not read, which says nothing against it",
      "UNSUPPORTED",
      withMethod({ type: "EcdsaSecp256k1VerificationKey2019" }),
    ],
    ["with two keys", unusable, withMethod({ publicKeyJwk: { ...encodeJwk(publicKey) } })],
    ["without a key", unusable, { id: did, verificationMethod: [keyless], assertionMethod: [id] }],
    ["with a JWK's type and a multikey", unusable, withMethod({ type: "JsonWebKey" })],
    [
      "of Ed25519 by type and P-256 by key",
      unusable,
      withMethod({ type: "Ed25519VerificationKey2020", publicKeyMultibase: p256 }),
    ],
    ["that is listed for nothing", unrelated, { id: did, verificationMethod: [method] }],
    [
      "that is listed for another purpose",
      unrelated,
      { id: did, verificationMethod: [method], authentication: [id] },
    ],
    [
      "that is listed by a relative reference",
      unrelated,
      { id: did, verificationMethod: [method], assertionMethod: ["#1"] },
    ],
    ["that is embedded for another purpose", unrelated, { id: did, authentication: [method] }],
    [
      "that is there twice with two meanings",
      "INVALID_CONTROLLED_IDENTIFIER_DOCUMENT",
      { id: did, verificationMethod: [method, { ...method, type: "JsonWebKey" }], assertionMethod: [id] },
    ],
    [
      "in another DID's document",
      "INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID",
      { ...withMethod({}), id: "did:web:example.org" },
    ],
  ])("refuses a key %s", async (_name, code, document) => {
    await expect(lookUp(document)).rejects.toEqual(expect.objectContaining({ code }));
  });

  test("finds a key whose method is repeated, to the letter, where it is embedded", async () => {
    const document = { id: did, verificationMethod: [method], assertionMethod: [{ ...method }] };
    expect((await lookUp(document)).id).toBe(id);
  });

  test("refuses a DID other than the expected controller before it resolves anything", async () => {
    let resolved = 0;
    const resolveDid = async () => {
      resolved++;
      return withMethod({});
    };
    for (const expectedController of ["did:web:example.org", "did:web:EXAMPLE.com", `${did}:`, ""]) {
      await expect(lookUpVerificationMethod({ ...request, expectedController }, resolveDid)).rejects.toEqual(
        expect.objectContaining({ code: unusable }),
      );
    }
    expect(resolved).toBe(0);
  });

  test("refuses a URL that names no verification method before it resolves anything", async () => {
    const resolveDid = () => Promise.reject(new Error("Nothing may be resolved"));
    const https = [
      "http://example.com/#1",
      "https://example.com/",
      "https://example.com/#",
      "https://example.com/#1#2",
    ];
    for (const verificationMethod of [did, "#1", `${did}?a#1`, `${did}/p#1`, "", ...https]) {
      await expect(lookUpVerificationMethod({ ...request, verificationMethod }, resolveDid)).rejects.toEqual(
        expect.objectContaining({ code: "INVALID_VERIFICATION_METHOD_URL" }),
      );
    }
  });
});
