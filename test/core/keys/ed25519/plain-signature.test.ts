import { Point } from "@noble/ed25519";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isUsablePoint } from "../../../../core/keys/ed25519/noble.ts";
import { isPlainSignature } from "../../../../core/keys/ed25519/plain-signature.ts";
import { nonCanonicalEncodings, smallOrderEncodings } from "../../../support/ed25519-edge-cases.ts";

const order = Point.CURVE().n;
const prime = Point.CURVE().p;
const usableR = Point.BASE.toBytes();
const bytesOf = (number: bigint) =>
  Uint8Array.from(Buffer.from(number.toString(16).padStart(64, "0"), "hex")).toReversed();
const withR = (R: Uint8Array) => isPlainSignature(Uint8Array.of(...R, ...new Uint8Array(32)));
const withS = (S: bigint) => isPlainSignature(Uint8Array.of(...usableR, ...bytesOf(S)));

function isPoint(bytes: Uint8Array): boolean {
  try {
    Point.fromBytes(bytes, true);
    return true;
  } catch {
    return false;
  }
}

describe("a plain signature", () => {
  test.each<[name: string, S: bigint, expected: boolean]>([
    ["zero", 0n, true],
    ["below the order by one", order - 1n, true],
    ["below the order in its last byte", order - 0xedn, true],
    ["the order", order, false],
    ["above the order by one", order + 1n, false],
    ["twice the order", 2n * order, false],
    ["above the order in its first byte", 0x11n << 248n, false],
    ["as long as may be", 2n ** 256n - 1n, false],
  ])("has an S below the group order (RFC 8032, 5.1.7): %s", (_name, S, expected) => {
    expect(withS(S)).toBe(expected);
  });

  test("has no R of small order, in none of its encodings", () => {
    for (const R of [...smallOrderEncodings(), ...nonCanonicalEncodings()]) {
      expect(withR(R)).toBe(false);
      R[31] = (R[31] ?? 0) ^ 0x80;
      expect(withR(R)).toBe(false);
    }
  });

  test("has an R that is a usable point, whenever it is a point at all", () => {
    // Nine in ten near a bound, where the encodings are that could be taken for one another.
    const nearBounds = fc
      .tuple(fc.constantFrom(0n, 1n, prime, 2n ** 255n - 1n), fc.integer({ min: -40, max: 40 }), fc.boolean())
      .map(([bound, offset, sign]) => {
        const y = bytesOf((bound + BigInt(offset) + 2n ** 255n) % 2n ** 255n);
        y[31] = (y[31] ?? 0) | (sign ? 0x80 : 0);
        return y;
      });
    const anything = fc.uint8Array({ minLength: 32, maxLength: 32 });
    const seen = { plain: 0, other: 0 };
    fc.assert(
      fc.property(fc.oneof({ weight: 9, arbitrary: nearBounds }, { weight: 1, arbitrary: anything }), (R) => {
        if (isPoint(R)) expect(withR(R)).toBe(isUsablePoint(R));
        if (isPoint(R)) seen[withR(R) ? "plain" : "other"] += 1;
      }),
      { numRuns: 2000 },
    );
    expect(seen.plain).toBeGreaterThan(100);
    expect(seen.other).toBeGreaterThan(100);
  });
});
