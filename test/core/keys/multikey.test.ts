import { base58 } from "@scure/base";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ed25519KeyPair } from "../../../core/keys/ed25519.ts";
import { encodeJwk } from "../../../core/keys/jwk.ts";
import { encodeMultikey, parseMultikey } from "../../../core/keys/multikey.ts";
import { smallOrderEncodings } from "../../support/ed25519-edge-cases.ts";
import { workMilliseconds } from "../../support/work-time.ts";

const ed25519 = (key: Uint8Array) => `z${base58.encode(Uint8Array.of(0xed, 0x01, ...key))}`;
const p256 = (key: Uint8Array) => `z${base58.encode(Uint8Array.of(0x80, 0x24, ...key))}`;
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

  test("is not written from bytes of a wrong length", () => {
    expect(() => encodeMultikey({ type: "P-256", bytes: good })).toThrow(TypeError);
  });
});
