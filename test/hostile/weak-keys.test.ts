import { describe, expect, test } from "vitest";
import { didJwk } from "../../core/did/did-jwk.ts";
import { didKey, didKeyVerificationMethod } from "../../core/did/did-key.ts";
import type { JsonValue } from "../../core/json/json-value.ts";
import { verifyEd25519 } from "../../core/keys/ed25519.ts";
import { encodeJwk } from "../../core/keys/jwk.ts";
import { encodeMultikey } from "../../core/keys/multikey.ts";
import { nonCanonicalEncodings, smallOrderEncodings } from "../support/ed25519-edge-cases.ts";
import { accepts } from "../support/forgery.ts";

const did = "did:web:employer.example";
const url = "https://employer.example/.well-known/did.json";

describe("a public key under which anybody can sign", () => {
  const weak = [...smallOrderEncodings(), ...nonCanonicalEncodings()];
  const weakKey = (bytes: Uint8Array) => ({ type: "Ed25519", bytes }) as const;

  test("is no did:key and no did:jwk", async () => {
    const signature = new Uint8Array(64);
    for (const bytes of weak) {
      const byKey = didKey(weakKey(bytes));
      const byJwk = didJwk(weakKey(bytes));
      const invalid = expect.objectContaining({ code: "INVALID_DID" });
      const viaKey = { verificationMethod: didKeyVerificationMethod(byKey), issuer: byKey, signature };
      await expect(accepts(viaKey)).rejects.toEqual(invalid);
      await expect(accepts({ verificationMethod: `${byJwk}#0`, issuer: byJwk, signature })).rejects.toEqual(
        invalid,
      );
    }
  });

  test("is not read from a did:web in any of its forms", async () => {
    for (const bytes of weak) {
      const multikey = encodeMultikey(weakKey(bytes));
      const forms: { type: string; publicKeyMultibase?: string; publicKeyJwk?: JsonValue }[] = [
        { type: "Multikey", publicKeyMultibase: multikey },
        { type: "Ed25519VerificationKey2020", publicKeyMultibase: multikey },
        { type: "JsonWebKey", publicKeyJwk: { ...encodeJwk(weakKey(bytes)) } },
      ];
      for (const form of forms) {
        const method = { id: `${did}#1`, controller: did, ...form };
        const web = { [url]: { id: did, verificationMethod: [method], assertionMethod: [method.id] } };
        await expect(
          accepts({ verificationMethod: method.id, issuer: did, signature: new Uint8Array(64), web }),
        ).rejects.toEqual(expect.objectContaining({ code: "INVALID_VERIFICATION_METHOD" }));
      }
    }
  });

  test("does not verify anything even when it got past the parser", () => {
    for (const publicKey of weak) {
      for (const R of weak) {
        for (let attempt = 0; attempt < 3; attempt++) {
          const signature = Uint8Array.of(...R, ...new Uint8Array(32));
          expect(verifyEd25519({ signature, message: Uint8Array.of(attempt), publicKey })).toBe(false);
        }
      }
    }
  });
});
