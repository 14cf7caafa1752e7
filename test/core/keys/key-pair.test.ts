import { describe, expect, test } from "vitest";
import { encodeJwk, hasJwk, parseJwk } from "../../../core/keys/jwk.ts";
import {
  type DrawnKeyType,
  keyPair,
  publicKeyOf,
  randomSecret,
  signerFor,
} from "../../../core/keys/key-pair.ts";
import { encodeMultikey, hasMultikey, parseMultikey } from "../../../core/keys/multikey.ts";
import { type KeyType, keyTypes } from "../../../core/keys/public-key.ts";
import { rsaPkcs8 } from "../../support/rsa-keys.ts";

/** Gives these bytes one after the other, each filled to the length asked for. */
function drawing(...fills: number[]): { random: (size: number) => Uint8Array; drawn: () => number } {
  let draws = 0;
  return {
    random: (size) => new Uint8Array(size).fill(fills[draws++] ?? 0),
    drawn: () => draws,
  };
}

const secretOf = (type: KeyType) => (type === "RSA" ? rsaPkcs8(2048) : randomSecret(type, drawing(1).random));

describe.each(keyTypes)("a %s key", (type) => {
  test("comes from its secret, and its public half is read as it is spelled", () => {
    const publicKey = publicKeyOf(keyPair(type, secretOf(type)));
    if (hasMultikey(publicKey)) expect(parseMultikey(encodeMultikey(publicKey))).toEqual(publicKey);
    if (hasJwk(publicKey)) expect(parseJwk(encodeJwk(publicKey))).toEqual(publicKey);
    expect(publicKeyOf(keyPair(type, secretOf(type)))).toEqual(publicKey);
  });

  test("signs under the name of its verification method", () => {
    const signer = signerFor("did:example:a#key", keyPair(type, secretOf(type)));
    expect(signer).toMatchObject({ id: "did:example:a#key", algorithm: type });
  });

  test("is not made of bytes of another length", () => {
    for (const size of [0, 31, 33, 47, 49, 65, 67]) {
      expect(() => keyPair(type, new Uint8Array(size).fill(1))).toThrow();
    }
  });
});

test.each<[DrawnKeyType, number]>([
  ["P-256", 32],
  ["P-384", 48],
  ["P-521", 66],
  ["BLS12-381", 32],
])("bytes that are no %s secret are drawn again, not reduced (FIPS 186-5, A.2.2)", (type, size) => {
  const { random, drawn } = drawing(0xff, 0x00, 0x01);
  expect(randomSecret(type, random)).toEqual(new Uint8Array(size).fill(0x01));
  expect(drawn()).toBe(3);
});

test("of a first byte that a secret does not fill, the bits above are left out", () => {
  const { random } = drawing(0xf0);
  expect(randomSecret("P-521", random)).toEqual(new Uint8Array(66).fill(0xf0).with(0, 0));
  expect(randomSecret("Ed25519", drawing(0xf0).random)).toEqual(new Uint8Array(32).fill(0xf0));
});

test("a broken source of random bytes is noticed rather than asked for ever", () => {
  expect(() => randomSecret("P-256", (size) => new Uint8Array(size))).toThrow(TypeError);
});
