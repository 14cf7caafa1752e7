import { createPublicKey, sign as nodeSign, verify as nodeVerify } from "node:crypto";
import { p256 } from "@noble/curves/nist.js";
import { describe, expect, test } from "vitest";
import { encodeJwk } from "../../../core/keys/jwk.ts";
import { compressP256, p256KeyPair, signP256, verifyP256 } from "../../../core/keys/p256.ts";

const secret = new Uint8Array(32).fill(7);
const keyPair = p256KeyPair(secret);
const message = Buffer.from("the work was done");
const good = signP256(message, keyPair);
const verify = (changes: Partial<Parameters<typeof verifyP256>[0]>) =>
  verifyP256({ signature: good, message, publicKey: keyPair.publicKey, ...changes });

function jwkOf(pair: typeof keyPair) {
  return {
    ...encodeJwk({ type: "P-256", bytes: pair.publicKey }),
    d: Buffer.from(pair.secret).toString("base64url"),
  };
}

/** The other signature that the same nonce gives: RFC 7518, 3.4 forbids neither. */
function withOtherS(signature: Uint8Array): Uint8Array {
  const parsed = p256.Signature.fromBytes(signature, "compact");
  return new p256.Signature(parsed.r, p256.Point.Fn.neg(parsed.s)).toBytes("compact");
}

describe("P-256", () => {
  test("signs what OpenSSL verifies, in the 64 bytes of RFC 7518, 3.4", () => {
    const key = createPublicKey({ key: jwkOf(keyPair), format: "jwk" });
    expect(good).toHaveLength(64);
    expect(nodeVerify("sha256", message, { key, dsaEncoding: "ieee-p1363" }, good)).toBe(true);
  });

  test("verifies what OpenSSL signs", () => {
    const key = { key: jwkOf(keyPair), format: "jwk", dsaEncoding: "ieee-p1363" } as const;
    for (let attempt = 0; attempt < 8; attempt++) {
      expect(verify({ signature: nodeSign("sha256", message, key) })).toBe(true);
    }
  });

  test("accepts both signatures that one nonce gives: RFC 7518, 3.4 asks for no low S", () => {
    const other = withOtherS(good);
    expect(other).not.toEqual(good);
    expect(verify({ signature: other })).toBe(true);
  });

  test.each<[name: string, signature: Uint8Array]>([
    ["no bytes", new Uint8Array()],
    ["63 bytes", good.subarray(1)],
    ["65 bytes", Uint8Array.of(...good, 0)],
    ["the DER form", p256.Signature.fromBytes(good, "compact").toBytes("der")],
    ["only zeros", new Uint8Array(64)],
    ["R of zero", Uint8Array.of(...new Uint8Array(32), ...good.subarray(32))],
    ["S of zero", Uint8Array.of(...good.subarray(0, 32), ...new Uint8Array(32))],
    ["R and S above the order", new Uint8Array(64).fill(255)],
    ["one bit changed", good.with(0, (good[0] ?? 0) ^ 1)],
  ])("refuses a signature of %s", (_name, signature) => {
    expect(verify({ signature })).toBe(false);
  });

  test("refuses another message and another key", () => {
    expect(verify({ message: Buffer.from("the work was done.") })).toBe(false);
    expect(verify({ publicKey: p256KeyPair(new Uint8Array(32).fill(8)).publicKey })).toBe(false);
  });

  test.each<[name: string, publicKey: Uint8Array]>([
    ["no bytes", new Uint8Array()],
    ["the uncompressed form", p256.getPublicKey(secret, false)],
    ["an x that is on no point", Uint8Array.of(2, ...new Uint8Array(32).fill(255))],
  ])("refuses %s as a key", (_name, publicKey) => {
    expect(verify({ publicKey })).toBe(false);
  });

  test("takes secrets of 32 bytes below the order only, and keeps its own copy", () => {
    for (const wrong of [new Uint8Array(31), new Uint8Array(32), new Uint8Array(32).fill(255)]) {
      expect(() => p256KeyPair(wrong)).toThrow(TypeError);
    }
    const own = Uint8Array.from(secret);
    const pair = p256KeyPair(own);
    own.fill(9);
    expect(signP256(message, pair)).toEqual(good);
    expect(compressP256(pair.publicKey)).toEqual(keyPair.publicKey);
  });
});
