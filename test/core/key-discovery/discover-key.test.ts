import { describe, expect, test } from "vitest";
import { createControllerResolver } from "../../../core/did/resolver.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { discoverKey, type KeyRequest } from "../../../core/key-discovery/discover-key.ts";
import { parseJwk } from "../../../core/keys/jwk.ts";
import { Problem } from "../../../core/problem/problem.ts";
import { places, publishedJwk, university, webWith } from "../../support/https-issuer.ts";
import { now } from "../../support/world.ts";

const key = parseJwk(publishedJwk());
const strangers = publishedJwk({}, 99);
const kid = "key-1";

/** What is found with these documents on the web: the key, or the code of the problem; and what was fetched for it. */
async function find(
  documents: Record<string, unknown>,
  changes: Partial<KeyRequest> = {},
): Promise<{ found: unknown; asked: string[] }> {
  const { fetchDocument, asked } = webWith(documents);
  const request = {
    verificationMethod: kid,
    controller: university,
    proofPurpose: "assertionMethod",
    now,
  } as const;
  const resolveDid = createControllerResolver({ fetchDocument, allowHttpOnLoopback: false });
  const found = await discoverKey({ ...request, ...changes }, { fetchDocument, resolveDid }).catch(
    (error: Problem) => error.code,
  );
  return { found, asked };
}

const set = (...keys: JsonObject[]) => ({ keys });
const metadata = (members: object = {}) => ({ issuer: university, ...members });
const refused = "INVALID_VERIFICATION_METHOD";

describe("the key of an https issuer (VC-JOSE-COSE 1.0, Key Discovery)", () => {
  test("is in the set of its JWT VC Issuer Metadata (SD-JWT VC, 5)", async () => {
    const documents = { [places.metadata]: metadata({ jwks: set(publishedJwk({ kid })) }) };
    expect(await find(documents)).toEqual({ found: key, asked: [places.metadata] });
  });

  test("is where its metadata say, on the same host", async () => {
    const url = "https://university.example/keys?of=14";
    const documents = { [places.metadata]: metadata({ jwks_uri: url }), [url]: set(publishedJwk({ kid })) };
    expect(await find(documents)).toEqual({ found: key, asked: [places.metadata, url] });
  });

  test("is in its host's set, where it has no metadata (implementation guide of Open Badges 3.0)", async () => {
    for (const whose of [{}, { iss: university }]) {
      const documents = { [places.host]: set(strangers, publishedJwk({ kid, ...whose })) };
      expect(await find(documents)).toEqual({ found: key, asked: [places.metadata, places.host] });
    }
  });

  const method = `${university}#key-1`;
  const document = (members: object = {}, methodMembers: object = {}) => ({
    id: university,
    verificationMethod: [
      {
        id: method,
        type: "JsonWebKey",
        controller: university,
        publicKeyJwk: publishedJwk(),
        ...methodMembers,
      },
    ],
    assertionMethod: [method],
    ...members,
  });
  const named = { verificationMethod: method };

  test("is a method of its controlled identifier document (VC-JOSE-COSE 1.0, 4.3)", async () => {
    expect(await find({ [university]: document() }, named)).toEqual({ found: key, asked: [university] });
    const below = `${university}/keys/urn:ietf:params:oauth:jwk-thumbprint:sha-256:NzbLsXh8uDCcd`;
    const documents = { [university]: document({ assertionMethod: [below] }, { id: below }) };
    expect((await find(documents, { verificationMethod: below })).found).toEqual(key);
  });

  test("is looked for in a set where its own document is a profile, a page or none", async () => {
    const elsewhere = { [places.host]: set(publishedJwk({ kid: method })) };
    for (const own of [{ id: university, type: "Profile" }, "<html></html>", undefined, 406]) {
      const documents = { ...elsewhere, ...(own !== undefined && { [university]: own }) };
      expect((await find(documents, named)).found).toEqual(key);
    }
  });

  test("is not asked for under a URL that only the JWT names: strangers may publish on a host", async () => {
    const strange = "https://university.example/~student/keys.json";
    const documents = { [strange]: publishedJwk(), [places.host]: set(publishedJwk({ kid })) };
    const { found, asked } = await find(documents, { verificationMethod: strange });
    expect({ found, asked }).toEqual({ found: refused, asked: [places.metadata, places.host] });
    const below = `${university}/uploads/key.json`;
    expect((await find({ [below]: publishedJwk() }, { verificationMethod: below })).asked).not.toContain(
      below,
    );
  });

  test("is found also when another place cannot be asked", async () => {
    const documents = { [university]: 503, [places.host]: set(publishedJwk({ kid: method })) };
    expect((await find(documents, named)).found).toEqual(key);
  });

  test.each<[name: string, code: string, documents: Record<string, unknown>]>([
    ["nothing is published", "FETCH_FAILED", {}],
    ["a server is out of order", "FETCH_FAILED", { [places.metadata]: 500 }],
    ["an address is refused", "FETCH_REFUSED", { [places.metadata]: new Problem("FETCH_REFUSED") }],
    [
      "its own document is without it, and the rest cannot be asked",
      "FETCH_FAILED",
      { [university]: document({}, { id: `${university}#key-2` }), [places.host]: 500 },
    ],
    [
      "it is kept on another host",
      "UNSUPPORTED",
      { [places.metadata]: metadata({ jwks_uri: "https://keys.example/14" }) },
    ],
    [
      "it is kept where no https is",
      "UNSUPPORTED",
      { [places.metadata]: metadata({ jwks_uri: "http://university.example/14" }) },
    ],
  ])("is left open when %s", async (_name, code, documents) => {
    expect((await find(documents, named)).found).toBe(code);
  });

  const hostile: [name: string, documents: Record<string, unknown>][] = [
    ["another id", { [places.host]: set(publishedJwk({ kid: "key-2" })) }],
    ["an id in another case", { [places.host]: set(publishedJwk({ kid: "KEY-1" })) }],
    ["an id that begins like it", { [places.host]: set(publishedJwk({ kid: "key-11" })) }],
    ["no id", { [places.host]: set(publishedJwk()) }],
    ["an id that is a list", { [places.host]: set(publishedJwk({ kid: [kid] })) }],
    ["an id that two keys have", { [places.host]: set(publishedJwk({ kid }), { ...strangers, kid }) }],
    [
      "the use of another issuer there",
      { [places.host]: set(publishedJwk({ kid, iss: "https://university.example/issuers/15" })) },
    ],
    ["an issuer that begins like it", { [places.host]: set(publishedJwk({ kid, iss: `${university}5` })) }],
    ["use enc", { [places.host]: set(publishedJwk({ kid, use: "enc" })) }],
    ["key_ops sign", { [places.host]: set(publishedJwk({ kid, key_ops: ["sign"] })) }],
    ["another alg", { [places.host]: set(publishedJwk({ kid, alg: "ES384" })) }],
    ["its private part", { [places.host]: set(publishedJwk({ kid, d: "AAAA" })) }],
    ["a point off the curve", { [places.host]: set(publishedJwk({ kid, y: publishedJwk().x as string })) }],
    ["a set that is a list", { [places.host]: { keys: publishedJwk({ kid }) } }],
    ["a set without keys", { [places.host]: {} }],
    [
      "101 keys",
      {
        [places.host]: set(
          ...Array.from({ length: 100 }, (_, at) => publishedJwk({ kid: `${at}` })),
          publishedJwk({ kid }),
        ),
      },
    ],
    [
      "metadata of another issuer",
      {
        [places.metadata]: {
          issuer: "https://university.example/issuers/15",
          jwks: set(publishedJwk({ kid })),
        },
      },
    ],
    ["metadata of nobody", { [places.metadata]: { jwks: set(publishedJwk({ kid })) } }],
    [
      "metadata with two places",
      { [places.metadata]: metadata({ jwks: set(publishedJwk({ kid })), jwks_uri: places.host }) },
    ],
    [
      "metadata without keys, even if its host has them",
      { [places.metadata]: metadata(), [places.host]: set(publishedJwk({ kid })) },
    ],
    [
      "metadata with other keys, even if its host has it",
      { [places.metadata]: metadata({ jwks: set(strangers) }), [places.host]: set(publishedJwk({ kid })) },
    ],
    ["metadata whose place is no text", { [places.metadata]: metadata({ jwks_uri: 7 }) }],
  ];
  test.each(hostile)("is not one with %s", async (_name, documents) => {
    expect((await find(documents)).found).toBe(refused);
  });

  test.each<[name: string, code: string, own: object]>([
    ["another controller", refused, document({}, { controller: "https://university.example/issuers/15" })],
    [
      "a purpose that is not stating things",
      "INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD",
      document({ assertionMethod: [], authentication: [method] }),
    ],
    ["a past revocation", refused, document({}, { revoked: "2026-01-01T00:00:00Z" })],
    ["a past end", refused, document({}, { expires: "2026-01-01T00:00:00Z" })],
    ["two keys", refused, document({}, { publicKeyMultibase: "z6Mk" })],
  ])("is not one in its own document with %s", async (_name, code, own) => {
    expect((await find({ [university]: own }, named)).found).toBe(code);
  });

  test("is not believed any more once its own document revokes it, whatever its host still publishes", async () => {
    const revoked = document({}, { revoked: "2026-01-01T00:00:00Z" });
    const documents = { [university]: revoked, [places.host]: set(publishedJwk({ kid: method })) };
    expect((await find(documents, named)).found).toBe(refused);
  });

  test("is left open where the issuer publishes a profile, and no keys", async () => {
    expect((await find({ [university]: { id: university, type: "Profile" } }, named)).found).toBe(
      "FETCH_FAILED",
    );
  });

  test("is not read from a document that says it is another's", async () => {
    const other = document({ id: "https://university.example/issuers/15" });
    expect((await find({ [university]: other }, named)).found).toBe("FETCH_FAILED");
  });

  test("identifies nobody out of a set, which does not say what its keys are for", async () => {
    const documents = { [places.host]: set(publishedJwk({ kid })) };
    const { found, asked } = await find(documents, { proofPurpose: "authentication" });
    expect({ found, asked }).toEqual({ found: "FETCH_FAILED", asked: [] });
    const own = document({ authentication: [method] });
    const purpose = { ...named, proofPurpose: "authentication" } as const;
    expect((await find({ [university]: own }, purpose)).found).toEqual(key);
  });

  test("is not looked for by any URL that is not https", async () => {
    for (const controller of [
      "http://university.example/issuers/14",
      "urn:uuid:1",
      "https://university.example/#a",
    ]) {
      const { found, asked } = await find({}, { controller, verificationMethod: `${controller}#key-1` });
      expect({ found, asked }).toEqual({ found: "INVALID_VERIFICATION_METHOD_URL", asked: [] });
    }
  });
});
