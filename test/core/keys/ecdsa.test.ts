import { createPublicKey, sign as nodeSign, verify as nodeVerify } from "node:crypto";
import { p256, p384, p521 } from "@noble/curves/nist.js";
import { describe, expect, test } from "vitest";
import { compressPoint, ecdsaKeyPair, signEcdsa, verifyEcdsa } from "../../../core/keys/ecdsa.ts";
import { encodeJwk } from "../../../core/keys/jwk.ts";

const message = Buffer.from("the work was done");

describe.each([
  { curve: "P-256", noble: p256, size: 32, hash: "sha256" },
  { curve: "P-384", noble: p384, size: 48, hash: "sha384" },
  { curve: "P-521", noble: p521, size: 66, hash: "sha512" },
] as const)("ECDSA on $curve", ({ curve, noble, size, hash }) => {
  /** The order of P-521 has 521 bits, so the first of its 66 bytes is 0 or 1. */
  const secretOf = (byte: number) => new Uint8Array(size).fill(byte).with(0, 0);
  const secret = secretOf(7);
  const keyPair = ecdsaKeyPair(curve, secret);
  const good = signEcdsa(message, keyPair);
  const verify = (changes: Partial<Parameters<typeof verifyEcdsa>[0]>) =>
    verifyEcdsa({ curve, signature: good, message, publicKey: keyPair.publicKey, ...changes });

  const jwk = {
    ...encodeJwk({ type: curve, bytes: keyPair.publicKey }),
    d: Buffer.from(secret).toString("base64url"),
  };

  /** The other signature that the same nonce gives: RFC 7518, 3.4 forbids neither. */
  function withOtherS(signature: Uint8Array): Uint8Array {
    const parsed = noble.Signature.fromBytes(signature, "compact");
    return new noble.Signature(parsed.r, noble.Point.Fn.neg(parsed.s)).toBytes("compact");
  }

  test("signs what OpenSSL verifies, in the bytes of RFC 7518, 3.4", () => {
    const key = createPublicKey({ key: jwk, format: "jwk" });
    expect(good).toHaveLength(2 * size);
    expect(nodeVerify(hash, message, { key, dsaEncoding: "ieee-p1363" }, good)).toBe(true);
  });

  test("verifies what OpenSSL signs", () => {
    const key = { key: jwk, format: "jwk", dsaEncoding: "ieee-p1363" } as const;
    for (let attempt = 0; attempt < 8; attempt++) {
      expect(verify({ signature: nodeSign(hash, message, key) })).toBe(true);
    }
  });

  test("accepts both signatures that one nonce gives: RFC 7518, 3.4 asks for no low S", () => {
    const other = withOtherS(good);
    expect(other).not.toEqual(good);
    expect(verify({ signature: other })).toBe(true);
  });

  test.each<[name: string, signature: Uint8Array]>([
    ["no bytes", new Uint8Array()],
    ["a byte less", good.subarray(1)],
    ["a byte more", Uint8Array.of(...good, 0)],
    ["the DER form", noble.Signature.fromBytes(good, "compact").toBytes("der")],
    ["only zeros", new Uint8Array(2 * size)],
    ["R of zero", Uint8Array.of(...new Uint8Array(size), ...good.subarray(size))],
    ["S of zero", Uint8Array.of(...good.subarray(0, size), ...new Uint8Array(size))],
    ["R and S above the order", new Uint8Array(2 * size).fill(255)],
    ["one bit changed", good.with(0, (good[0] ?? 0) ^ 1)],
  ])("refuses a signature of %s", (_name, signature) => {
    expect(verify({ signature })).toBe(false);
  });

  test("refuses another message and another key", () => {
    expect(verify({ message: Buffer.from("the work was done.") })).toBe(false);
    expect(verify({ publicKey: ecdsaKeyPair(curve, secretOf(8)).publicKey })).toBe(false);
  });

  test.each<[name: string, publicKey: Uint8Array]>([
    ["no bytes", new Uint8Array()],
    ["the uncompressed form", noble.getPublicKey(secret, false)],
    ["an x that is on no point", Uint8Array.of(2, ...new Uint8Array(size).fill(255))],
  ])("refuses %s as a key", (_name, publicKey) => {
    expect(verify({ publicKey })).toBe(false);
  });

  test("takes secrets of its length below the order only, and keeps its own copy", () => {
    for (const wrong of [new Uint8Array(size - 1), new Uint8Array(size), new Uint8Array(size).fill(255)]) {
      expect(() => ecdsaKeyPair(curve, wrong)).toThrow(TypeError);
    }
    const own = Uint8Array.from(secret);
    const pair = ecdsaKeyPair(curve, own);
    own.fill(9);
    expect(signEcdsa(message, pair)).toEqual(good);
    expect(compressPoint(curve, pair.publicKey)).toEqual(keyPair.publicKey);
  });
});
