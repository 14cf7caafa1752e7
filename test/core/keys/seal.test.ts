import { inspect } from "node:util";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import {
  deriveSealingKey,
  openRecord,
  type SealingKey,
  saltOf,
  sealRecord,
} from "../../../core/keys/seal.ts";

const salt = new Uint8Array(32).fill(9);
const nonce = new Uint8Array(12).fill(3);
const plaintext = Uint8Array.from(Buffer.from("a signing key, for example"));
const cannotOpen = expect.objectContaining({
  code: "CANNOT_OPEN",
  message: "Cannot be opened: the passphrase is wrong or the data is damaged",
});

describe("a sealed record", () => {
  let key: SealingKey;
  let sealed: Uint8Array;

  beforeAll(async () => {
    key = await deriveSealingKey("caf\u00e9 horse", salt);
    sealed = sealRecord(key, { id: "key:1", plaintext, nonce });
  });

  test("opens with the key derived from the same passphrase, however its accents were composed (NFKC), and its own salt", async () => {
    const again = await deriveSealingKey("cafe\u0301 horse", saltOf(sealed));
    expect(openRecord(again, { id: "key:1", sealed })).toEqual(plaintext);
  });

  test("does not open with another passphrase", async () => {
    const other = await deriveSealingKey("caf\u00e9 horsf", salt);
    expect(() => openRecord(other, { id: "key:1", sealed })).toThrow(cannotOpen);
  });

  test("does not open with the right passphrase and another salt", async () => {
    const other = await deriveSealingKey("caf\u00e9 horse", new Uint8Array(32));
    expect(() => openRecord(other, { id: "key:1", sealed })).toThrow(cannotOpen);
  });

  test("does not open as another record", () => {
    for (const id of ["key:2", "key:", "key:11", ""]) {
      expect(() => openRecord(key, { id, sealed })).toThrow(cannotOpen);
    }
  });

  test("does not open with any one bit changed: header, ciphertext or tag", () => {
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const damaged = sealed.slice();
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => openRecord(key, { id: "key:1", sealed: damaged })).toThrow(cannotOpen);
    }
  });

  test("does not open when cut short or made longer anywhere", () => {
    for (let length = 0; length < sealed.length; length++) {
      expect(() => openRecord(key, { id: "key:1", sealed: sealed.subarray(0, length) })).toThrow(cannotOpen);
    }
    expect(() => openRecord(key, { id: "key:1", sealed: Uint8Array.of(...sealed, 0) })).toThrow(cannotOpen);
  });

  test("names no cost of its own: another set of scrypt parameters is refused before any work", () => {
    const header = { version: 5, kdf: 6, logN: 7, r: 8, p: 9 };
    for (const position of Object.values(header)) {
      const demanding = sealed.slice();
      demanding[position] = 31;
      expect(() => saltOf(demanding)).toThrow(cannotOpen);
    }
  });

  test("does not show its key when the key is printed", () => {
    expect(inspect(key, { depth: 9, showHidden: true })).not.toMatch(/[0-9a-f]{2}( [0-9a-f]{2}){31}/);
    expect(JSON.stringify(key)).not.toMatch(/secret":\{"/);
  });

  test("opens to what was sealed, whatever it was", () => {
    const anything = fc.record({
      id: fc.string({ unit: "grapheme" }),
      plaintext: fc.uint8Array({ maxLength: 500 }),
    });
    fc.assert(
      fc.property(anything, fc.uint8Array({ minLength: 12, maxLength: 12 }), (record, freshNonce) => {
        const envelope = sealRecord(key, { ...record, nonce: freshNonce });
        expect(openRecord(key, { id: record.id, sealed: envelope })).toEqual(record.plaintext);
        expect(saltOf(envelope)).toEqual(salt);
      }),
    );
  });

  test("is not made with a salt or a nonce of a wrong length", () => {
    expect(() => deriveSealingKey("a", new Uint8Array(16))).toThrow(TypeError);
    expect(() => sealRecord(key, { id: "a", plaintext, nonce: new Uint8Array(16) })).toThrow(TypeError);
  });
});
