import { expect, test } from "vitest";
import { assertUsableBlsKey, blsKeyPair } from "../../../core/keys/bls12-381.ts";
import { encodeJwk } from "../../../core/keys/jwk.ts";

test("a BLS12-381 key pair has a public key of 96 bytes that is usable, and its own copy of the secret", () => {
  const secret = new Uint8Array(32).fill(5);
  const pair = blsKeyPair(secret);
  secret.fill(6);
  expect(pair.secret).toEqual(new Uint8Array(32).fill(5));
  expect(pair.publicKey).toHaveLength(96);
  expect(() => assertUsableBlsKey(pair.publicKey)).not.toThrow();
});

test("a BLS12-381 secret has 32 bytes, is not zero and below the order", () => {
  for (const wrong of [new Uint8Array(31).fill(1), new Uint8Array(32), new Uint8Array(32).fill(255)]) {
    expect(() => blsKeyPair(wrong)).toThrow(TypeError);
  }
});

test("a BLS12-381 key is not spelled as a JWK: none is registered", () => {
  const { publicKey } = blsKeyPair(new Uint8Array(32).fill(5));
  expect(() => encodeJwk({ type: "BLS12-381", bytes: publicKey })).toThrow(TypeError);
});
