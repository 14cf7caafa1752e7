import { createECDH } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ed25519KeyPair } from "../../../core/keys/ed25519.ts";
import { encodeJwk, parseJwk } from "../../../core/keys/jwk.ts";
import { smallOrderEncodings } from "../../support/ed25519-edge-cases.ts";

/** RFC 8037, A.2. */
const okp = { kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" };
/** RFC 7515, A.3.1. */
const ec = {
  kty: "EC",
  crv: "P-256",
  x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
  y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
};

/** RFC 7515, A.4.1. */
const p521 = {
  crv: "P-521",
  kty: "EC",
  x: "AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk",
  y: "ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2",
};

/** RFC 7515, A.2.1. */
const rsa = {
  kty: "RSA",
  n: "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ",
  e: "AQAB",
};

describe("a JSON Web Key", () => {
  test("of Ed25519 is read and written as RFC 8037, A.2 has it", () => {
    const key = parseJwk(okp);
    expect(Buffer.from(key.bytes).toString("hex")).toBe(
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    );
    expect(encodeJwk(key)).toEqual(okp);
  });

  test("of P-256 is read and written as RFC 7515, A.3.1 has it", () => {
    expect(parseJwk(ec).bytes).toHaveLength(33);
    expect(encodeJwk(parseJwk(ec))).toEqual(ec);
  });

  test("of P-521 is read and written as RFC 7515, A.4.1 has it", () => {
    expect(parseJwk({ ...p521, alg: "ES512" }).bytes).toHaveLength(67);
    expect(encodeJwk(parseJwk(p521))).toEqual(p521);
  });

  test("of RSA is read and written as RFC 7515, A.2.1 has it", () => {
    expect(parseJwk(rsa).bytes).toHaveLength(294);
    expect(encodeJwk(parseJwk(rsa))).toEqual(rsa);
    expect(Object.keys(encodeJwk(parseJwk(rsa)))).toEqual(["e", "kty", "n"]);
  });

  test("of RSA keeps the one algorithm that it is published for (RFC 7517, 4.4)", () => {
    expect(parseJwk(rsa)).not.toHaveProperty("algorithm");
    for (const alg of ["RS256", "PS256"]) expect(parseJwk({ ...rsa, alg }).algorithm).toBe(alg);
  });

  test.each<[name: string, members: Record<string, unknown>]>([
    ["a key id and members unknown", { kid: "1", x5t: "a", something: { else: 1 } }],
    ["use sig", { use: "sig" }],
    ["alg EdDSA", { alg: "EdDSA" }],
    ["alg Ed25519", { alg: "Ed25519" }],
    ["key_ops verify", { key_ops: ["verify"] }],
  ])("may have %s", (_name, members) => {
    expect(parseJwk({ ...okp, ...members }).type).toBe("Ed25519");
  });

  test.each<[name: string, jwk: unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["text", JSON.stringify(okp)],
    ["a list", [okp]],
    ["no members", {}],
    ["a private Ed25519 key", { ...okp, d: "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A" }],
    ["a private member that is null", { ...okp, d: null }],
    ["a symmetric key", { kty: "oct", k: "AAAA" }],
    ["an RSA key of 24 bits", { kty: "RSA", n: "AQAB", e: "AQAB" }],
    ["an RSA key without n", { kty: "RSA", e: "AQAB" }],
    ["an RSA key without e", { kty: "RSA", n: rsa.n }],
    ["an RSA key with e of 3", { ...rsa, e: "Aw" }],
    ["an RSA key with an e that is a number", { ...rsa, e: 65_537 }],
    ["an RSA key with n padded", { ...rsa, n: `${rsa.n}==` }],
    ["an RSA key with n in plain base64", { ...rsa, n: rsa.n.replaceAll("_", "/") }],
    ["an RSA key with a zero in front of e", { ...rsa, e: "AAEAAQ" }],
    ["an RSA key with an endless n", { ...rsa, n: "_".repeat(1_000_000) }],
    ["an RSA key with an endless e", { ...rsa, e: "_".repeat(1_000_000) }],
    ["a private RSA key", { ...rsa, d: "AQAB" }],
    ["a factor of an RSA key", { ...rsa, p: "AQAB" }],
    ["an RSA key for encryption", { ...rsa, use: "enc" }],
    ["an RSA key for RSA-OAEP", { ...rsa, alg: "RSA-OAEP" }],
    ["an RSA key for RS1", { ...rsa, alg: "RS1" }],
    ["an RSA key for ES256", { ...rsa, alg: "ES256" }],
    ["the type RSA in another case", { ...rsa, kty: "rsa" }],
    ["an X25519 key", { ...okp, crv: "X25519" }],
    ["a secp256k1 key", { ...ec, crv: "secp256k1" }],
    ["the type of another curve", { ...okp, kty: "EC" }],
    ["the type in another case", { ...okp, kty: "okp" }],
    ["no x", { kty: "OKP", crv: "Ed25519" }],
    ["an x that is a number", { ...okp, x: 1 }],
    ["an x that is padded", { ...okp, x: `${okp.x}=` }],
    ["an x in plain base64", { ...okp, x: okp.x.replace("_", "/") }],
    ["an x with bits left over", { ...okp, x: okp.x.replace(/o$/, "p") }],
    ["an x of 31 bytes", { ...okp, x: okp.x.slice(0, 42) }],
    ["an endless x", { ...okp, x: "A".repeat(1_000_000) }],
    ["no y", { kty: "EC", crv: "P-256", x: ec.x }],
    ["a P-521 key with coordinates of P-256", { ...ec, crv: "P-521" }],
    ["a P-521 key with ES256", { ...p521, alg: "ES256" }],
    ["a P-521 key that is off the curve", { ...p521, y: p521.x }],
    ["a y that is off the curve", { ...ec, y: ec.x }],
    ["the point (0, 0)", { ...ec, x: "A".repeat(43), y: "A".repeat(43) }],
    ["use enc", { ...okp, use: "enc" }],
    ["alg ES256 on Ed25519", { ...okp, alg: "ES256" }],
    ["alg none", { ...ec, alg: "none" }],
    ["key_ops sign", { ...okp, key_ops: ["sign"] }],
    ["key_ops that are text", { ...okp, key_ops: "verify" }],
  ])("is refused: %s", (_name, jwk) => {
    expect(() => parseJwk(jwk)).toThrow(expect.objectContaining({ code: "INVALID_VERIFICATION_METHOD" }));
  });

  test("is refused when it holds a point of small order", () => {
    for (const point of smallOrderEncodings()) {
      expect(() => parseJwk({ ...okp, x: Buffer.from(point).toString("base64url") })).toThrow();
    }
  });

  test("reads what it writes, of both kinds", () => {
    const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(bytes32, (seed) => {
        const key = { type: "Ed25519", bytes: ed25519KeyPair(seed).publicKey } as const;
        expect(parseJwk(encodeJwk(key))).toEqual(key);
      }),
      { numRuns: 30 },
    );
    for (let count = 0; count < 20; count++) {
      const ecdh = createECDH("prime256v1");
      ecdh.generateKeys();
      const bytes = Uint8Array.from(Buffer.from(ecdh.getPublicKey("hex", "compressed"), "hex"));
      expect(parseJwk(encodeJwk({ type: "P-256", bytes }))).toEqual({ type: "P-256", bytes });
    }
  });
});
