import { describe, expect, it } from "vitest";
import { contextUrls } from "../../../core/credential/vocabulary.ts";
import { didJwk } from "../../../core/did/did-jwk.ts";
import { createDidResolver } from "../../../core/did/resolver.ts";
import { signJws } from "../../../core/jose/sign-jws.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { encodeJwk } from "../../../core/keys/jwk.ts";
import { parseMultikey } from "../../../core/keys/multikey.ts";
import { createKeyProofJwt, verifyKeyProofJwt } from "../../../core/openid/key-proof.ts";
import {
  createKeyProofPresentation,
  verifyKeyProofPresentation,
} from "../../../core/openid/key-proof-presentation.ts";
import { signPresentation } from "../../../core/presentation/create-presentation.ts";
import { now, student, thief, webOf } from "../../support/world.ts";

const expectedIssuer = "https://issuer.example/issuers/acme";
const nonce = "a-nonce";
const { signer, did } = student;
const publicKey = parseMultikey(did.slice("did:key:".length));
const expectation = {
  expectedIssuer,
  expectedClientId: undefined,
  now,
  resolveDid: createDidResolver({ fetchDocument: webOf({}), allowHttpOnLoopback: false }),
};
const seconds = now.getTime() / 1000;
const header = { typ: "openid4vci-proof+jwt", kid: signer.id };
const payload = { aud: expectedIssuer, iat: seconds, nonce };

describe("a jwt key proof (OpenID4VCI 1.0, F.1)", () => {
  it("shows possession of a DID's key, or of a key by itself", async () => {
    const options = { signer, issuer: expectedIssuer, nonce, now };
    expect(await verifyKeyProofJwt(await createKeyProofJwt(options), expectation)).toEqual({ did, nonce });
    const withKey = await createKeyProofJwt({ ...options, jwk: encodeJwk(publicKey) });
    expect(await verifyKeyProofJwt(withKey, expectation)).toEqual({ did: didJwk(publicKey), nonce });
  });

  it("may name the client that asked for the token", async () => {
    const jwt = await signJws({ header, payload: { ...payload, iss: "wallet" }, signer });
    const named = { ...expectation, expectedClientId: "wallet" };
    expect(await verifyKeyProofJwt(jwt, named)).toEqual({ did, nonce });
  });

  const jwk: JsonObject = { ...encodeJwk(publicKey) };
  it.each<[string, { header?: JsonObject; payload?: JsonObject }]>([
    ["another typ", { header: { ...header, typ: "JWT" } }],
    ["no typ", { header: { kid: signer.id } }],
    ["no key", { header: { typ: header.typ } }],
    ["kid and jwk", { header: { ...header, jwk } }],
    ["kid and x5c", { header: { ...header, x5c: ["MIIB"] } }],
    ["a certificate", { header: { typ: header.typ, x5c: ["MIIB"] } }],
    ["a private key", { header: { typ: header.typ, jwk: { ...jwk, d: "A".repeat(43) } } }],
    ["a kid of somebody else", { header: { ...header, kid: thief.signer.id } }],
    ["a kid that is a bare DID", { header: { ...header, kid: did } }],
    ["a kid that would be fetched", { header: { ...header, kid: "did:web:wallet.example#key-1" } }],
    ["another audience", { payload: { ...payload, aud: "https://issuer.example/issuers/other" } }],
    ["an array of audiences", { payload: { ...payload, aud: [expectedIssuer] } }],
    ["an issuer", { payload: { ...payload, iss: "wallet" } }],
    ["a stale iat", { payload: { ...payload, iat: seconds - 301 } }],
    ["an iat in the future", { payload: { ...payload, iat: seconds + 61 } }],
    ["an iat that is a text", { payload: { ...payload, iat: String(seconds) } }],
    ["no nonce", { payload: { aud: expectedIssuer, iat: seconds } }],
    ["a past exp", { payload: { ...payload, exp: seconds } }],
    ["a future nbf", { payload: { ...payload, nbf: seconds + 100 } }],
  ])("is refused with %s", async (_name, changes) => {
    const jwt = await signJws({ header, payload, signer, ...changes });
    await expect(verifyKeyProofJwt(jwt, expectation)).rejects.toMatchObject({ error: "invalid_proof" });
  });

  it("is refused when it is not signed, or not by its key", async () => {
    const part = (value: JsonObject) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const unsigned = `${part({ ...header, alg: "none" })}.${part(payload)}.`;
    const stolen = await signJws({ header, payload, signer: thief.signer });
    for (const jwt of [unsigned, stolen, "", "a.b.c", "x".repeat(20_000)]) {
      await expect(verifyKeyProofJwt(jwt, expectation)).rejects.toMatchObject({ error: "invalid_proof" });
    }
  });
});

describe("a di_vp key proof (OpenID4VCI 1.0, F.2)", () => {
  const made = (changes: { issuer?: string; holder?: string } = {}) =>
    createKeyProofPresentation({ holder: did, signer, issuer: expectedIssuer, nonce, now, ...changes });

  it("shows possession of its holder's key", async () => {
    const proof = await made();
    expect(await verifyKeyProofPresentation(proof, { expectedIssuer, now })).toEqual({ did, nonce });
  });

  it.each<[string, () => Promise<JsonObject>]>([
    ["another domain", () => made({ issuer: "https://issuer.example/issuers/other" })],
    ["a holder who did not sign", () => made({ holder: thief.did })],
    ["another challenge than was signed", async () => alter(await made(), { challenge: "another" })],
    ["no challenge", async () => alter(await made(), { challenge: null })],
    ["another purpose", async () => alter(await made(), { proofPurpose: "assertionMethod" })],
    ["two proofs", async () => ({ ...(await made()), proof: [{ challenge: "a" }, { challenge: "a" }] })],
    ["no proof", async () => ({ ...(await made()), proof: [] })],
    ["a credential in it", async () => ({ ...(await made()), verifiableCredential: [] })],
    ["a foreign context", async () => ({ ...(await made()), "@context": ["https://a.example"] })],
    ["an inline context", async () => ({ ...(await made()), "@context": [{ a: "b:c" }] })],
    [
      "statements nested in its holder, properly signed",
      () => {
        const type = "VerifiablePresentation";
        const holder = { id: did, type, holder: Array.from({ length: 90 }, () => ({ type })) };
        const options = { signer, challenge: nonce, domain: expectedIssuer, created: now };
        return signPresentation({ "@context": [contextUrls.credentialsV2], type, holder }, options);
      },
    ],
    ["an endless id", async () => ({ ...(await made()), id: `urn:${"x".repeat(9_000)}` })],
  ])("is refused with %s", async (_name, make) => {
    const proof = await make();
    await expect(verifyKeyProofPresentation(proof, { expectedIssuer, now })).rejects.toMatchObject({
      error: "invalid_proof",
    });
  });

  it("is refused when it is no object", async () => {
    await expect(verifyKeyProofPresentation("jwt", { expectedIssuer, now })).rejects.toMatchObject({
      error: "invalid_proof",
    });
  });
});

function alter(presentation: JsonObject, changes: JsonObject): JsonObject {
  const [proof] = presentation.proof as JsonObject[];
  return { ...presentation, proof: [{ ...proof, ...changes }] };
}
