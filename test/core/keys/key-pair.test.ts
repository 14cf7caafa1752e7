import { describe, expect, test } from "vitest";
import { keyPair, publicKeyOf, randomSecret, signerFor } from "../../../core/keys/key-pair.ts";
import { encodeMultikey, parseMultikey } from "../../../core/keys/multikey.ts";
import { type KeyType, keyTypes } from "../../../core/keys/public-key.ts";

/** Gives these bytes one after the other, each filled to the length asked for. */
function drawing(...fills: number[]): { random: (size: number) => Uint8Array; drawn: () => number } {
  let draws = 0;
  return {
    random: (size) => new Uint8Array(size).fill(fills[draws++] ?? 0),
    drawn: () => draws,
  };
}

describe.each(keyTypes)("a %s key", (type) => {
  test("comes from a drawn secret, and its public half is spelled and read as a Multikey", () => {
    const secret = randomSecret(type, drawing(5).random);
    const publicKey = publicKeyOf(keyPair(type, secret));
    expect(parseMultikey(encodeMultikey(publicKey))).toEqual(publicKey);
    expect(publicKeyOf(keyPair(type, secret))).toEqual(publicKey);
  });

  test("signs under the name of its verification method", () => {
    const signer = signerFor("did:example:a#key", keyPair(type, randomSecret(type, drawing(5).random)));
    expect(signer).toMatchObject({ id: "did:example:a#key", algorithm: type });
  });

  test("is not made of bytes of another length", () => {
    for (const size of [0, 31, 33, 47, 49]) {
      expect(() => keyPair(type, new Uint8Array(size).fill(5))).toThrow(TypeError);
    }
  });
});

test.each<[KeyType, number]>([
  ["P-256", 32],
  ["P-384", 48],
  ["BLS12-381", 32],
])("bytes that are no %s secret are drawn again, not reduced (FIPS 186-5, A.2.2)", (type, size) => {
  const { random, drawn } = drawing(0xff, 0x00, 0x11);
  expect(randomSecret(type, random)).toEqual(new Uint8Array(size).fill(0x11));
  expect(drawn()).toBe(3);
});

test("a broken source of random bytes is noticed rather than asked for ever", () => {
  expect(() => randomSecret("P-256", (size) => new Uint8Array(size))).toThrow(TypeError);
});
