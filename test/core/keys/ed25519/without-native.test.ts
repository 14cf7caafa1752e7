import { describe, expect, test } from "vitest";
import { ed25519With } from "../../../../core/keys/ed25519/ed25519-with.ts";
import { publicKeyOfSeed, signWithNoble } from "../../../../core/keys/ed25519/noble.ts";
import { isPlainSignature } from "../../../../core/keys/ed25519/plain-signature.ts";

const alone = ed25519With(undefined);
const [seed, otherSeed] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
const message = Uint8Array.of(1, 2, 3);
const signature = signWithNoble(message, seed);
const publicKey = publicKeyOfSeed(seed);

describe("Ed25519 where Node has none of its own", () => {
  test("accepts what was signed", () => {
    expect(alone.verify({ signature, message, publicKey })).toBe(true);
    expect(alone.sign(message, seed)).toEqual(signature);
  });

  test.each([
    ["another message", { signature, message: Uint8Array.of(1, 2, 4), publicKey }],
    ["another key", { signature, message, publicKey: publicKeyOfSeed(otherSeed) }],
    ["a signature by another key", { signature: signWithNoble(message, otherSeed), message, publicKey }],
    ["a changed S", { signature: signature.with(40, (signature[40] ?? 0) ^ 1), message, publicKey }],
  ])("refuses a plain signature with %s", (_name, question) => {
    expect(isPlainSignature(question.signature)).toBe(true);
    expect(alone.verify(question)).toBe(false);
    // Also when the key is known from before.
    expect(alone.verify(question)).toBe(false);
  });
});
