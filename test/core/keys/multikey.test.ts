import { bls12_381 } from "@noble/curves/bls12-381.js";
import { base58 } from "@scure/base";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { didKeyDocument } from "../../../core/did/did-key.ts";
import { blsKeyPair } from "../../../core/keys/bls12-381.ts";
import { ecdsaKeyPair } from "../../../core/keys/ecdsa.ts";
import { ed25519KeyPair } from "../../../core/keys/ed25519.ts";
import { encodeJwk } from "../../../core/keys/jwk.ts";
import { encodeMultikey, parseMultikey } from "../../../core/keys/multikey.ts";
import { smallOrderEncodings } from "../../support/ed25519-edge-cases.ts";
import { workMilliseconds } from "../../support/work-time.ts";

const ed25519 = (key: Uint8Array) => `z${base58.encode(Uint8Array.of(0xed, 0x01, ...key))}`;
const p256 = (key: Uint8Array) => `z${base58.encode(Uint8Array.of(0x80, 0x24, ...key))}`;
const multikeyOf = (prefix: [number, number], key: Uint8Array) =>
  `z${base58.encode(Uint8Array.of(...prefix, ...key))}`;
const p256Key = ecdsaKeyPair("P-256", new Uint8Array(32).fill(7)).publicKey;

/** A compressed point of the twist with a small x: next to none of these lie in the subgroup. */
function outsideOfG2(): Uint8Array {
  const { Fp2 } = bls12_381.fields;
  const smallXs = Array.from({ length: 50 }, (_, x) => x + 1);
  const x = smallXs.find((candidate) => {
    const cubed = Fp2.pow(Fp2.fromBigTuple([BigInt(candidate), 0n]), 3n);
    const square = Fp2.add(cubed, Fp2.fromBigTuple([4n, 4n]));
    return Fp2.eql(Fp2.pow(square, (Fp2.ORDER - 1n) / 2n), Fp2.ONE);
  });
  return Uint8Array.of(0x80, ...new Uint8Array(94), x ?? 0);
}

const good = ed25519KeyPair(new Uint8Array(32).fill(7)).publicKey;

/** W3C CCG did:key method, test vectors: https://w3c-ccg.github.io/did-key-spec/#test-vectors */
const published = [
  {
    multikey: "z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp",
    jwk: { kty: "OKP", crv: "Ed25519", x: "O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik" },
  },
  {
    multikey: "zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169",
    jwk: {
      kty: "EC",
      crv: "P-256",
      x: "fyNYMN0976ci7xqiSdag3buk-ZCwgXU4kz9XNkBlNUI",
      y: "hW2ojTNfH7Jbi8--CJUo3OCbH3y5n91g-IMA9MLMbTU",
    },
  },
  {
    multikey: "zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv",
    jwk: {
      kty: "EC",
      crv: "P-256",
      x: "igrFmi0whuihKnj9R3Om1SoMph72wUGeFaBbzG2vzns",
      y: "efsX5b10x8yjyrj4ny3pGfLcY7Xby1KzgqOdqnsrJIM",
    },
  },
  {
    multikey: "z82Lm1MpAkeJcix9K8TMiLd5NMAhnwkjjCBeWHXyu3U4oT2MVJJKXkcVBgjGhnLBn2Kaau9",
    jwk: {
      kty: "EC",
      crv: "P-384",
      x: "lInTxl8fjLKp_UCrxI0WDklahi-7-_6JbtiHjiRvMvhedhKVdHBfi2HCY8t_QJyc",
      y: "y6N1IC-2mXxHreETBW7K3mBcw0qGr3CWHCs-yl09yCQRLcyfGv7XhqAngHOu51Zv",
    },
  },
];

describe("a multikey", () => {
  test.each(published)("is read as the did:key vectors have it: $multikey", ({ multikey, jwk }) => {
    const key = parseMultikey(multikey);
    expect(encodeJwk(key)).toEqual(jwk);
    expect(encodeMultikey(key)).toBe(multikey);
  });

  test.each<[name: string, multikey: string]>([
    ["nothing", ""],
    ["only the multibase letter", "z"],
    ["base64url", `u${Buffer.from(Uint8Array.of(0xed, 1, ...good)).toString("base64url")}`],
    ["the wrong case of the multibase letter", `Z${ed25519(good).slice(1)}`],
    ["a letter that base58 does not have", ed25519(good).replace(/.$/, "0")],
    ["a space behind", `${ed25519(good)} `],
    ["a line end behind", `${ed25519(good)}\n`],
    ["a zero byte in front", `z1${ed25519(good).slice(1)}`],
    ["a key cut short", ed25519(good.subarray(0, 31))],
    ["a key with a byte more", ed25519(Uint8Array.of(...good, 0))],
    ["an X25519 key", `z${base58.encode(Uint8Array.of(0xec, 0x01, ...good))}`],
    ["a secret Ed25519 key", `z${base58.encode(Uint8Array.of(0x80, 0x26, ...good))}`],
    ["no prefix", `z${base58.encode(good)}`],
    ["bytes that are no point of Ed25519", ed25519(Uint8Array.of(2, ...new Uint8Array(31)))],
    ["bytes that are no point of P-256", p256(new Uint8Array(33).fill(5))],
    ["an x that P-256 does not have", p256(Uint8Array.of(2, ...new Uint8Array(32).fill(255)))],
    ["the point at infinity", p256(new Uint8Array(33))],
    [
      "an x that P-384 does not have",
      multikeyOf([0x81, 0x24], Uint8Array.of(2, ...new Uint8Array(48).fill(255))),
    ],
    ["a P-384 key in the length of P-256", multikeyOf([0x81, 0x24], p256Key)],
    ["a BLS12-381 key of G1", multikeyOf([0xea, 0x01], new Uint8Array(48).fill(1))],
    ["the zero of G2", multikeyOf([0xeb, 0x01], Uint8Array.of(0xc0, ...new Uint8Array(95)))],
    ["a point of the twist outside of G2", multikeyOf([0xeb, 0x01], outsideOfG2())],
  ])("is refused with %s", (_name, multikey) => {
    expect(() => parseMultikey(multikey)).toThrow(
      expect.objectContaining({ code: "INVALID_VERIFICATION_METHOD" }),
    );
  });

  test("is refused when it holds a point of small order", () => {
    for (const point of smallOrderEncodings()) expect(() => parseMultikey(ed25519(point))).toThrow();
  });

  test("is refused by its length before it is decoded", () => {
    const started = workMilliseconds();
    for (const length of [...Array(300).fill(4000), 500_000]) {
      expect(() => parseMultikey(`z${"2".repeat(length)}`)).toThrow(
        expect.objectContaining({ code: "INVALID_VERIFICATION_METHOD" }),
      );
    }
    expect(workMilliseconds() - started).toBeLessThan(300);
  });

  test("is read for each who asks, so that nobody can change what others get", () => {
    const multikey = ed25519(ed25519KeyPair(new Uint8Array(32).fill(9)).publicKey);
    const expected = parseMultikey(multikey).bytes.slice();
    parseMultikey(multikey).bytes.fill(0);
    expect(parseMultikey(multikey)).toEqual({ type: "Ed25519", bytes: expected });
  });

  test("reads what it writes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (seed) => {
        const key = { type: "Ed25519", bytes: ed25519KeyPair(seed).publicKey } as const;
        expect(encodeMultikey(key)).toMatch(/^z6Mk/);
        expect(parseMultikey(encodeMultikey(key))).toEqual(key);
      }),
      { numRuns: 50 },
    );
  });

  test("of BLS12-381 is read as it is written, and begins as Controlled Identifiers 1.0, 2.2.2 has it", () => {
    const key = { type: "BLS12-381", bytes: blsKeyPair(new Uint8Array(32).fill(5)).publicKey } as const;
    expect(encodeMultikey(key)).toMatch(/^zUC7/);
    expect(parseMultikey(encodeMultikey(key))).toEqual(key);
  });

  test.each([
    ["RSA", 0x85, 294],
    ["P-521", 0x82, 67],
  ] as const)("of %s is refused: such a key is read from a JSON Web Key only", (type, prefix, length) => {
    // Not "no": JWTs are verified with such keys, so whoever signed with one may have signed rightly.
    for (const size of type === "RSA" ? [67, 270, 526] : [67]) {
      const multikey = multikeyOf([prefix, 0x24], new Uint8Array(size).fill(0x30));
      const refusal = expect.objectContaining({
        code: "UNSUPPORTED",
        message: expect.stringMatching(/JSON Web Key/),
      });
      expect(() => parseMultikey(multikey)).toThrow(refusal);
      expect(() => didKeyDocument(`did:key:${multikey}`)).toThrow(refusal);
    }
    expect(() => encodeMultikey({ type, bytes: new Uint8Array(length) })).toThrow(TypeError);
  });

  test("of secp256k1 is refused in clear words", () => {
    const secp256k1 = multikeyOf([0xe7, 0x01], p256Key);
    expect(() => parseMultikey(secp256k1)).toThrow(/secp256k1/);
  });

  test("is not written from bytes of a wrong length", () => {
    expect(() => encodeMultikey({ type: "P-256", bytes: good })).toThrow(TypeError);
  });
});
