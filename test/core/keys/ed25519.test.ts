import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  assertUsableEd25519Key,
  ed25519KeyPair,
  signEd25519,
  verifyEd25519,
} from "../../../core/keys/ed25519.ts";
import { edgeCases, nonCanonicalEncodings, smallOrderEncodings } from "../../support/ed25519-edge-cases.ts";

const fromHex = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));
const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const text = (words: string) => Uint8Array.from(Buffer.from(words));
const keyPair = ed25519KeyPair(fromHex("01".repeat(32)));

/** RFC 8032, 7.1: tests 1, 2, 3 and SHA(abc). */
const rfc8032 = [
  {
    seed: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    publicKey: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    message: "",
    signature:
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
  },
  {
    seed: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
    publicKey: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    message: "72",
    signature:
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
  },
  {
    seed: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
    publicKey: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
    message: "af82",
    signature:
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
  },
  {
    seed: "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
    publicKey: "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
    message:
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
    signature:
      "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
  },
];

describe("Ed25519", () => {
  test.each(rfc8032)("signs and verifies the vector of RFC 8032, 7.1 for $publicKey", (vector) => {
    const pair = ed25519KeyPair(fromHex(vector.seed));
    const message = fromHex(vector.message);
    expect(toHex(pair.publicKey)).toBe(vector.publicKey);
    expect(toHex(signEd25519(message, pair))).toBe(vector.signature);
    const signature = fromHex(vector.signature);
    expect(verifyEd25519({ signature, message, publicKey: pair.publicKey })).toBe(true);
  });

  test.each(edgeCases())("answers $expected to $name", ({ signature, message, publicKey, expected }) => {
    expect(verifyEd25519({ signature, message, publicKey })).toBe(expected);
  });

  test("refuses all eight points of small order as a key and as R", () => {
    const encodings = smallOrderEncodings();
    expect(new Set(encodings.map(toHex)).size).toBe(8);
    for (const encoding of encodings) {
      expect(() => assertUsableEd25519Key(encoding)).toThrow(
        expect.objectContaining({ code: "INVALID_VERIFICATION_METHOD" }),
      );
      const forged = Uint8Array.of(...encoding, ...new Uint8Array(32));
      for (let attempt = 0; attempt < 16; attempt++) {
        const message = Uint8Array.of(attempt);
        expect(verifyEd25519({ signature: forged, message, publicKey: encoding })).toBe(false);
      }
    }
  });

  test("refuses encodings of points that are not canonical", () => {
    const encodings = nonCanonicalEncodings();
    expect(encodings.length).toBeGreaterThan(10);
    for (const encoding of encodings) expect(() => assertUsableEd25519Key(encoding)).toThrow();
  });

  test.each<[name: string, key: Uint8Array]>([
    ["no bytes", new Uint8Array()],
    ["31 bytes", keyPair.publicKey.subarray(1)],
    ["33 bytes", Uint8Array.of(...keyPair.publicKey, 0)],
    ["a number that is no point", fromHex(`02${"00".repeat(31)}`)],
    ["only ones", new Uint8Array(32).fill(255)],
  ])("refuses %s as a key", (_name, key) => {
    expect(() => assertUsableEd25519Key(key)).toThrow(
      expect.objectContaining({ code: "INVALID_VERIFICATION_METHOD" }),
    );
    const signature = signEd25519(text("a"), keyPair);
    expect(verifyEd25519({ signature, message: text("a"), publicKey: key })).toBe(false);
  });

  test("refuses signatures of a wrong length", () => {
    const signature = signEd25519(text("a"), keyPair);
    for (const wrong of [new Uint8Array(), signature.subarray(1), Uint8Array.of(...signature, 0)]) {
      expect(verifyEd25519({ signature: wrong, message: text("a"), publicKey: keyPair.publicKey })).toBe(
        false,
      );
    }
  });

  test("refuses a signature with a bit changed in any byte, and any other message", () => {
    const message = text("the work was done");
    const { publicKey } = keyPair;
    const good = signEd25519(message, keyPair);
    // One bit of each byte, and in turn each of the eight.
    for (let bit = 0; bit < 512; bit += bit % 8 === 7 ? 1 : 9) {
      const signature = good.slice();
      signature[bit >> 3] = (signature[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(verifyEd25519({ signature, message, publicKey })).toBe(false);
    }
    expect(verifyEd25519({ signature: good, message: text("the work was done."), publicKey })).toBe(false);
  });

  test("verifies what it signs, under the key that signed and no other", () => {
    const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(seeds, fc.uint8Array(), (seed, message) => {
        const pair = ed25519KeyPair(seed);
        const signature = signEd25519(message, pair);
        expect(verifyEd25519({ signature, message, publicKey: pair.publicKey })).toBe(true);
        expect(verifyEd25519({ signature, message, publicKey: keyPair.publicKey })).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  test("takes seeds of 32 bytes only, and keeps its own copy", () => {
    for (const wrong of [new Uint8Array(31), new Uint8Array(64)]) {
      expect(() => ed25519KeyPair(wrong)).toThrow(TypeError);
      expect(() => signEd25519(text("a"), { ...keyPair, seed: wrong })).toThrow(TypeError);
    }
    const seed = fromHex("02".repeat(32));
    const pair = ed25519KeyPair(seed);
    const before = toHex(signEd25519(text("a"), pair));
    seed.fill(0);
    expect(toHex(signEd25519(text("a"), pair))).toBe(before);
  });
});
