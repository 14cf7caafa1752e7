import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign as nodeSign,
  verify as nodeVerify,
} from "node:crypto";
import { describe, expect, test } from "vitest";
import { rsaKeyPair, rsaNumbers, rsaPublicKey, signRsa, verifyRsa } from "../../../core/keys/rsa.ts";
import { rsaPair, rsaPkcs8 } from "../../support/rsa-keys.ts";

const message = Buffer.from("the work was done");
const pair = rsaPair();
const good = signRsa(message, pair);
const verify = (changes: Partial<Parameters<typeof verifyRsa>[0]>) =>
  verifyRsa({ algorithm: "RS256", signature: good, message, publicKey: pair.publicKey, ...changes });

/** As OpenSSL signs with the same key, with the salt so long. */
const pss = (saltLength: number, hash = "sha256") =>
  nodeSign(hash, message, { key: pair.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });

describe("RSA", () => {
  test("signs RS256 as OpenSSL verifies it (RFC 7518, 3.3), the same bytes each time", () => {
    const key = createPublicKey({ key: Buffer.from(pair.publicKey), format: "der", type: "spki" });
    expect(nodeVerify("sha256", message, key, good)).toBe(true);
    expect(good).toHaveLength(256);
    expect(signRsa(message, pair)).toEqual(good);
    expect(verify({})).toBe(true);
  });

  test("verifies PS256 with a salt as long as the hash, and no other (RFC 7518, 3.5)", () => {
    expect(verify({ algorithm: "PS256", signature: pss(32) })).toBe(true);
    for (const signature of [pss(0), pss(20), pss(222), pss(32, "sha384")]) {
      expect(verify({ algorithm: "PS256", signature })).toBe(false);
    }
  });

  test("wants a signature as long as the modulus, also where a zero in front says nothing (RFC 8017, 8.1.2 and 8.2.2)", () => {
    let signature = pss(32);
    for (let tries = 0; signature[0] !== 0 && tries < 10_000; tries++) signature = pss(32);
    expect(verify({ algorithm: "PS256", signature })).toBe(true);
    expect(verify({ algorithm: "PS256", signature: signature.subarray(1) })).toBe(false);
  });

  test("does not take one padding for the other", () => {
    expect(verify({ algorithm: "PS256" })).toBe(false);
    expect(verify({ signature: pss(32) })).toBe(false);
  });

  test.each<[name: string, signature: Uint8Array]>([
    ["no bytes", new Uint8Array()],
    ["a byte less", good.subarray(1)],
    ["a zero in front", Uint8Array.of(0, ...good)],
    ["a zero behind", Uint8Array.of(...good, 0)],
    ["only zeros", new Uint8Array(256)],
    ["the number 1", new Uint8Array(256).with(255, 1)],
    ["more than the modulus", new Uint8Array(256).fill(255)],
    ["one bit changed", good.with(100, (good[100] ?? 0) ^ 1)],
    ["another hash", nodeSign("sha1", message, pair.privateKey)],
    ["SHA-512", nodeSign("sha512", message, pair.privateKey)],
  ])("refuses a signature of %s", (_name, signature) => {
    expect(verify({ signature })).toBe(false);
    expect(verify({ signature, algorithm: "PS256" })).toBe(false);
  });

  test("refuses another message", () => {
    expect(verify({ message: Buffer.from("the work was done.") })).toBe(false);
  });

  test("signs with keys of 2048 to 4096 bits, kept as PKCS #8", () => {
    const pkcs8 = pair.privateKey.export({ format: "der", type: "pkcs8" });
    expect(rsaKeyPair(pkcs8).publicKey).toEqual(pair.publicKey);
    expect(() => rsaKeyPair(rsaPkcs8(1024))).toThrow(TypeError);
    const { privateKey: small } = generateKeyPairSync("rsa", { modulusLength: 2048, publicExponent: 3 });
    expect(() => rsaKeyPair(small.export({ format: "der", type: "pkcs8" }))).toThrow(TypeError);
    const { privateKey: pssOnly } = generateKeyPairSync("rsa-pss", { modulusLength: 2048 });
    expect(() => rsaKeyPair(pssOnly.export({ format: "der", type: "pkcs8" }))).toThrow(TypeError);
    const { privateKey: curve } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    expect(() => rsaKeyPair(curve.export({ format: "der", type: "pkcs8" }))).toThrow(TypeError);
  });

  const { modulus, exponent } = rsaNumbers(pair.publicKey);

  test("has one form for a public key: the SubjectPublicKeyInfo of RFC 3279, 2.3.1", () => {
    expect(rsaPublicKey(modulus, exponent)).toEqual(pair.publicKey);
    const written = createPublicKey(
      createPrivateKey({ key: Buffer.from(rsaPkcs8(2048)), format: "der", type: "pkcs8" }),
    );
    expect(Buffer.from(pair.publicKey)).toEqual(written.export({ format: "der", type: "spki" }));
  });

  const odd = (bytes: number, first: number) => new Uint8Array(bytes).fill(0x55).with(0, first);

  test.each<[name: string, modulus: Uint8Array, exponent: Uint8Array]>([
    ["2048 bits", odd(256, 0x80), exponent],
    ["4096 bits", odd(512, 0xff), exponent],
    ["the largest exponent", modulus, Uint8Array.of(255, 255, 255, 255)],
  ])("takes a key with %s", (_name, n, e) => {
    const { modulus: readModulus, exponent: readExponent } = rsaNumbers(rsaPublicKey(n, e));
    expect([readModulus, readExponent]).toEqual([n, e]);
  });

  test.each<[name: string, modulus: Uint8Array, exponent: Uint8Array]>([
    ["no modulus", new Uint8Array(), exponent],
    ["2047 bits", odd(256, 0x7f), exponent],
    ["4097 bits", odd(513, 0x01), exponent],
    ["an even modulus", modulus.with(255, 0x54), exponent],
    ["a zero in front of the modulus", Uint8Array.of(0, ...modulus), exponent],
    ["no exponent", modulus, new Uint8Array()],
    ["the exponent 1", modulus, Uint8Array.of(1)],
    ["the exponent 3", modulus, Uint8Array.of(3)],
    ["the exponent 65535", modulus, Uint8Array.of(255, 255)],
    ["an even exponent", modulus, Uint8Array.of(1, 0, 2)],
    ["a zero in front of the exponent", modulus, Uint8Array.of(0, 1, 0, 1)],
    ["an exponent of 33 bits", modulus, Uint8Array.of(1, 0, 0, 0, 1)],
    ["an exponent as long as the modulus", modulus, odd(256, 0x80)],
  ])("refuses a key with %s", (_name, n, e) => {
    expect(() => rsaPublicKey(n, e)).toThrow(
      expect.objectContaining({ code: "INVALID_VERIFICATION_METHOD" }),
    );
  });
});
