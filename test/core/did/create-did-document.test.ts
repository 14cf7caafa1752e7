import { describe, expect, test } from "vitest";
import { createDidDocument } from "../../../core/did/create-did-document.ts";
import { parseDidDocument } from "../../../core/did/parse-did-document.ts";
import { lookUpVerificationMethod } from "../../../core/did/verification-method.ts";
import type { JsonValue } from "../../../core/json/json-value.ts";
import { ecdsaKeyPair } from "../../../core/keys/ecdsa.ts";
import { ed25519KeyPair } from "../../../core/keys/ed25519.ts";
import { keyPair, publicKeyOf } from "../../../core/keys/key-pair.ts";
import { rsaPair } from "../../support/rsa-keys.ts";

const did = "did:web:example.com:issuers:acme";
const key = (seed: number) => ({
  type: "Ed25519" as const,
  bytes: ed25519KeyPair(new Uint8Array(32).fill(seed)).publicKey,
});
const methods = [
  { id: `${did}#key-1`, publicKey: key(1), revoked: "2026-01-01T00:00:00Z" },
  { id: `${did}#key-2`, publicKey: key(2) },
  { id: `${did}#key-3`, publicKey: key(3) },
];
const document = createDidDocument({ did, methods, current: `${did}#key-3` });
const lookUp = (fragment: string, proofPurpose: "assertionMethod" | "authentication") =>
  lookUpVerificationMethod(
    { verificationMethod: `${did}#${fragment}`, proofPurpose, now: new Date("2026-07-01T00:00:00Z") },
    async (asked) => parseDidDocument(JSON.parse(JSON.stringify(document)) as JsonValue, asked),
  );

describe("the document of a did:web", () => {
  test("publishes each key as Multikey and as JsonWebKey, and both are the same key", async () => {
    expect(document.verificationMethod?.map(({ type }) => type)).toEqual(
      Array(3).fill(["Multikey", "JsonWebKey"]).flat(),
    );
    expect((await lookUp("key-3", "assertionMethod")).publicKey).toEqual(key(3));
    expect((await lookUp("key-3-jwk", "assertionMethod")).publicKey).toEqual(key(3));
  });

  test("keeps an earlier key for what it signed, and lets only the current one authenticate", async () => {
    expect((await lookUp("key-2", "assertionMethod")).publicKey).toEqual(key(2));
    expect((await lookUp("key-3", "authentication")).publicKey).toEqual(key(3));
    await expect(lookUp("key-2", "authentication")).rejects.toEqual(
      expect.objectContaining({ code: "INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD" }),
    );
  });

  test.each([
    { type: "RSA" as const, bytes: rsaPair().publicKey },
    { type: "P-521" as const, bytes: ecdsaKeyPair("P-521", new Uint8Array(66).with(65, 9)).publicKey },
  ])("publishes a key of $type as JsonWebKey alone: only JWTs are signed with it", async (publicKey) => {
    const id = `${did}#key-1`;
    const published = createDidDocument({ did, methods: [{ id, publicKey }], current: id });
    expect(published.verificationMethod?.map((method) => [method.id, method.type])).toEqual([
      [`${id}-jwk`, "JsonWebKey"],
    ]);
    expect([published.assertionMethod, published.authentication]).toEqual([[`${id}-jwk`], [`${id}-jwk`]]);
    const request = {
      verificationMethod: `${id}-jwk`,
      proofPurpose: "assertionMethod",
      now: new Date(0),
    } as const;
    const asPublished = parseDidDocument(JSON.parse(JSON.stringify(published)) as JsonValue, did);
    expect((await lookUpVerificationMethod(request, async () => asPublished)).publicKey).toEqual(publicKey);
  });

  test("names the current key first", () => {
    expect(document.assertionMethod?.[0]).toBe(`${did}#key-3`);
  });

  test("shows a revoked key as revoked and lists it for nothing", async () => {
    for (const fragment of ["key-1", "key-1-jwk"]) {
      await expect(lookUp(fragment, "assertionMethod")).rejects.toThrow("The key is revoked");
      expect(document.assertionMethod).not.toContain(`${did}#${fragment}`);
    }
  });

  test("publishes keys of other types beside it, each in the forms that there are, to assert and not to authenticate", () => {
    const others = (["P-384", "BLS12-381"] as const).map((type) => ({
      id: `${did}#${type.toLowerCase()}`,
      publicKey: publicKeyOf(keyPair(type, new Uint8Array(type === "P-384" ? 48 : 32).fill(5))),
    }));
    const several = createDidDocument({ did, methods: [...methods, ...others], current: `${did}#key-3` });
    const forms = several.verificationMethod?.filter(({ id }) => !id.includes("#key-"));
    expect(forms?.map(({ id, type }) => [id, type])).toEqual([
      [`${did}#p-384`, "Multikey"],
      [`${did}#p-384-jwk`, "JsonWebKey"],
      [`${did}#bls12-381`, "Multikey"],
    ]);
    expect(several.assertionMethod).toEqual(expect.arrayContaining(forms?.map(({ id }) => id) ?? []));
    expect(several.authentication).toEqual(document.authentication);
  });

  test("is not made without a usable current key, nor with a key of another DID", () => {
    const foreign = { id: "did:web:example.org#key-1", publicKey: key(1) };
    expect(() => createDidDocument({ did, methods, current: `${did}#key-9` })).toThrow(TypeError);
    expect(() => createDidDocument({ did, methods, current: `${did}#key-1` })).toThrow(TypeError);
    expect(() => createDidDocument({ did, methods: [foreign], current: foreign.id })).toThrow(TypeError);
  });
});
