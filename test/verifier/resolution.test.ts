import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { didJwk } from "../../core/did/did-jwk.ts";
import { didKey } from "../../core/did/did-key.ts";
import type { FetchDocument } from "../../core/fetch-document.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { keyPair, publicKeyOf } from "../../core/keys/key-pair.ts";
import { hasMultikey } from "../../core/keys/multikey.ts";
import { type KeyType, keyTypes } from "../../core/keys/public-key.ts";
import { Problem } from "../../core/problem/problem.ts";
import { type RunningVerifier, runVerifier } from "../support/running-verifier.ts";

const publicKey = (type: KeyType) =>
  publicKeyOf(keyPair(type, new Uint8Array(type === "P-384" ? 48 : 32).fill(5)));
/** P-521 and RSA keys have no Multikey, and so no did:key. */
const multikeyTypes = keyTypes.filter((type) => hasMultikey({ type }));
const didWeb = "did:web:shop.example%3A8443:issuers:acme";
const webDocument = {
  "@context": ["https://www.w3.org/ns/did/v1"],
  id: didWeb,
  service: [{ id: `${didWeb}#site`, type: "LinkedDomains", serviceEndpoint: "https://shop.example" }],
};

let asked: string[] = [];
const waiting: (() => void)[] = [];
const fetchDocument: FetchDocument = async (url) => {
  asked.push(url);
  const answer = (status: number, text: string) => ({
    status,
    body: new TextEncoder().encode(text),
    contentType: "application/did+json",
  });
  const { hostname } = new URL(url);
  if (hostname === "shop.example") return answer(200, JSON.stringify(webDocument));
  if (hostname === "gone.example") return answer(410, "");
  if (hostname === "broken.example") return answer(200, "<html>");
  if (hostname === "other.example") return answer(200, JSON.stringify(webDocument));
  if (hostname === "inside.example") throw new Problem("FETCH_REFUSED");
  if (hostname === "slow.example") await new Promise<void>((resolve) => waiting.push(resolve));
  throw new Problem("FETCH_FAILED");
};

let verifier: RunningVerifier;
beforeAll(async () => {
  verifier = await runVerifier({ fetchDocument });
});
afterAll(() => verifier.stop());

async function resolve(identifier: string, accept?: string) {
  asked = [];
  const headers: Record<string, string> = accept === undefined ? {} : { accept };
  const response = await fetch(`${verifier.url}/1.0/identifiers/${identifier}`, { headers });
  const text = await response.text();
  return {
    status: response.status,
    type: response.headers.get("content-type"),
    headers: response.headers,
    body: JSON.parse(text) as JsonObject,
  };
}

const resultType = "application/did-resolution";
const earlierType = 'application/ld+json;profile="https://w3id.org/did-resolution"';

describe("GET /1.0/identifiers/{did} (DID Resolution 1.0)", () => {
  it.each(multikeyTypes.map((type) => [type, didKey(publicKey(type))] as const))(
    "resolves the did:key of a %s key",
    async (_type, did) => {
      const { status, type, body } = await resolve(did, resultType);
      expect([status, type]).toEqual([200, resultType]);
      expect(body).toMatchObject({
        didDocument: { id: did, verificationMethod: [{ type: "Multikey", controller: did }] },
        didResolutionMetadata: { contentType: "application/did" },
        didDocumentMetadata: {},
      });
    },
  );

  it("resolves a did:jwk", async () => {
    const did = didJwk(publicKey("P-384"));
    expect((await resolve(did)).body).toMatchObject({ didDocument: { id: did } });
  });

  it("resolves a did:web by the one fetcher, and passes the whole document on", async () => {
    const { body } = await resolve(didWeb);
    expect(body.didDocument).toEqual(webDocument);
    expect(asked).toEqual(["https://shop.example:8443/issuers/acme/did.json"]);
    await resolve(didWeb);
    expect(asked).toHaveLength(1);
  });

  it.each([
    [didWeb],
    [encodeURIComponent(didWeb)],
    [`${encodeURIComponent(didWeb)}?noCache=true`],
    [`${didWeb}?noCache=false`],
  ])("takes a DID as it is and encoded: %s", async (identifier) => {
    expect((await resolve(identifier)).body.didDocument).toEqual(webDocument);
  });

  it.each([
    [undefined, resultType, "didDocument"],
    ["*/*", resultType, "didDocument"],
    ["text/html,*/*;q=0.8", resultType, "didDocument"],
    [resultType, resultType, "didDocument"],
    [earlierType, earlierType, "didDocument"],
    ["application/did", "application/did", "id"],
    ["application/did+json", "application/did+json", "id"],
    ["application/did+ld+json", "application/did+ld+json", "id"],
    ["application/did;q=0.5, application/did-resolution;q=0.4", "application/did", "id"],
  ])("answers Accept: %s with %s", async (accept, type, member) => {
    const answer = await resolve(didWeb, accept);
    expect([answer.status, answer.type]).toEqual([200, type]);
    expect(answer.body).toHaveProperty(member);
    expect(answer.headers.get("vary")).toContain("Accept");
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  const key = didKey(publicKey("Ed25519"));
  it.each<[string, string, number]>([
    ["not-a-did", "INVALID_DID", 400],
    ["did:", "INVALID_DID", 400],
    [`${key.slice(0, -1)}`, "INVALID_DID", 400],
    ["did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme", "INVALID_DID", 400],
    [`${key}%23${key.slice(8)}`, "INVALID_DID", 400],
    [encodeURIComponent(`${key}#${key.slice(8)}`), "INVALID_DID", 400],
    [encodeURIComponent(`${key}?service=files`), "INVALID_DID", 400],
    [`did%3Akey%3A${"z".repeat(7_000)}`, "INVALID_DID", 400],
    ["did:web:127.0.0.1", "INVALID_DID", 400],
    ["did:web:shop.example%253A8443", "INVALID_DID", 400],
    ["did:example:123", "METHOD_NOT_SUPPORTED", 501],
    ["did:constructor:prototype", "METHOD_NOT_SUPPORTED", 501],
    [`${key}?versionId=2`, "FEATURE_NOT_SUPPORTED", 501],
    [`${key}?__proto__=2`, "FEATURE_NOT_SUPPORTED", 501],
    [`${key}?noCache=perhaps`, "INVALID_OPTIONS", 400],
    [`${key}?noCache=true&noCache=true`, "INVALID_OPTIONS", 400],
    ["did:web:gone.example", "NOT_FOUND", 404],
    ["did:web:broken.example", "INVALID_DID_DOCUMENT", 500],
    ["did:web:other.example", "INVALID_DID_DOCUMENT", 500],
  ])("says of %s what is wrong: %s", async (identifier, name, status) => {
    const type = `https://www.w3.org/ns/did#${name}`;
    const answer = await resolve(identifier, resultType);
    expect([answer.status, answer.type]).toEqual([status, resultType]);
    expect(answer.body).toEqual({
      didDocument: null,
      didResolutionMetadata: { error: expect.objectContaining({ type, title: expect.any(String) }) },
      didDocumentMetadata: {},
    });
    const alone = await resolve(identifier, "application/did");
    expect(alone).toMatchObject({ status, type: "application/problem+json", body: { type } });
  });

  it.each(["did:web:nowhere.example", "did:web:inside.example"])(
    "tells %s, which it could not fetch, from one that is not there",
    async (did) => {
      const { status, body } = await resolve(did);
      expect(status).toBe(500);
      expect(body.didResolutionMetadata).toMatchObject({
        error: { type: expect.stringContaining(":FETCH_") },
      });
    },
  );

  it.each(["text/html", "application/json", "application/did-url-dereferencing", "image/*"])(
    "has no representation for Accept: %s",
    async (accept) => {
      const { status, body } = await resolve(didWeb, accept);
      expect([status, body.type]).toEqual([406, "https://www.w3.org/ns/did#REPRESENTATION_NOT_SUPPORTED"]);
      expect(asked).toEqual([]);
    },
  );

  it("may be called by scripts of any origin, and takes nothing but GET", async () => {
    const url = `${verifier.url}/1.0/identifiers/${key}`;
    expect((await fetch(url)).headers.get("access-control-allow-origin")).toBe("*");
    expect((await fetch(url, { method: "POST" })).status).toBe(405);
  });

  it("lets a crowd wait for slow servers no longer than it can", async () => {
    const statuses: number[] = [];
    const crowd = Array.from({ length: 70 }, async (_, index) => {
      statuses.push((await fetch(`${verifier.url}/1.0/identifiers/did:web:slow.example:a${index}`)).status);
    });
    await expect
      .poll(() => [waiting.length, ...statuses], { timeout: 10_000 })
      .toEqual([64, ...Array(6).fill(503)]);
    expect((await resolve(key)).status).toBe(503);
    for (const go of waiting) go();
    await Promise.all(crowd);
    expect((await resolve(key)).status).toBe(200);
  });
});

it("counts towards the limit of requests of an address", async () => {
  const limited = await runVerifier({ rateLimitPerMinute: 2 });
  const ask = async () => (await fetch(`${limited.url}/1.0/identifiers/did:example:1`)).status;
  expect([await ask(), await ask(), await ask()]).toEqual([501, 501, 429]);
  await limited.stop();
});
