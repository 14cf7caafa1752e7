import * as nodeCrypto from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boundEffort } from "../../../../core/bounded-effort.ts";
import { type Ed25519, ed25519With } from "../../../../core/keys/ed25519/ed25519-with.ts";
import { findNativeEd25519, type NativeEd25519 } from "../../../../core/keys/ed25519/native.ts";
import { publicKeyOfSeed, signWithNoble, verifyWithNoble } from "../../../../core/keys/ed25519/noble.ts";
import {
  edgeCases,
  nonCanonicalEncodings,
  signWithTorsion,
  smallOrderEncodings,
} from "../../../support/ed25519-edge-cases.ts";

type Question = Parameters<Ed25519["verify"]>[0];

const native = findNativeEd25519(nodeCrypto);
if (native === undefined) throw new Error("This Node has no Ed25519");
const combined = ed25519With(native);
const alone = ed25519With(undefined);
const seed = new Uint8Array(32).fill(1);
const publicKey = publicKeyOfSeed(seed);
const message = Uint8Array.of(1, 2, 3);
const signature = signWithNoble(message, seed);
const withR = (R: Uint8Array) => Uint8Array.of(...R, ...signature.subarray(32));
const oddPoints = [...smallOrderEncodings(), ...nonCanonicalEncodings()];

/** Asks whether a native "yes" could ever stand against noble: the combined verdict, and noble's own. */
function verdicts(question: Question): [combined: boolean, noble: boolean] {
  return [combined.verify(question), verifyWithNoble(question)];
}

function flip(bytes: Uint8Array, bit: number): Uint8Array {
  const flipped = bytes.slice();
  flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return flipped;
}

describe("Ed25519 with a native implementation and without", () => {
  test.each(edgeCases())("gives one verdict on $name, and on all that is near it", (edge) => {
    expect(verdicts(edge)).toEqual([edge.expected, edge.expected]);
    expect(alone.verify(edge)).toBe(edge.expected);
    for (const bit of [0, 255, 256, 507, 508, 511]) {
      const [both, noble] = verdicts({ ...edge, signature: flip(edge.signature, bit) });
      expect(both).toBe(noble);
    }
    for (const bit of [0, 255]) {
      const [both, noble] = verdicts({ ...edge, publicKey: flip(edge.publicKey, bit) });
      expect(both).toBe(noble);
    }
  });

  test("gives one verdict on keys and Rs of small order and in encodings that are not canonical", () => {
    for (const A of oddPoints) {
      expect(combined.isUsableKey(A)).toBe(false);
      expect(alone.isUsableKey(A)).toBe(false);
      for (const R of oddPoints) {
        const forged = Uint8Array.of(...R, ...new Uint8Array(32));
        expect(combined.verify({ publicKey: A, message, signature: forged })).toBe(false);
      }
    }
    for (const R of oddPoints)
      expect(verdicts({ publicKey, message, signature: withR(R) })).toEqual([false, false]);
  });

  test("gives one verdict whatever torsion is in A and R, and however often the order is in S", () => {
    const scalar = fc.oneof(
      { weight: 1, arbitrary: fc.constant(0n) },
      { weight: 4, arbitrary: fc.bigInt({ min: 1n, max: 2n ** 252n }) },
    );
    const torsion = fc.integer({ min: 0, max: 7 });
    const recipe = fc.record({
      a: scalar,
      r: scalar,
      torsionOfA: torsion,
      torsionOfR: torsion,
      message: fc.uint8Array({ maxLength: 8 }),
      ordersInS: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 15 })),
    });
    const seen = { yes: 0, no: 0, nativeNo: 0 };
    fc.assert(
      fc.property(recipe, fc.option(fc.integer({ min: 0, max: 511 }), { freq: 4 }), (made, bit) => {
        const whole = signWithTorsion(made);
        const question = bit === null ? whole : { ...whole, signature: flip(whole.signature, bit) };
        const [both, noble] = verdicts(question);
        expect(both).toBe(noble);
        seen[both ? "yes" : "no"] += 1;
        if (both && !native.verifier(question.publicKey)(question.message, question.signature))
          seen.nativeNo += 1;
      }),
      { numRuns: 400 },
    );
    // Also signatures that noble believes and OpenSSL does not, by the cofactored equation alone.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
  });

  test("signs with the same bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uint8Array(), (own, text) => {
        const signed = combined.sign(text, own);
        expect(signed).toEqual(alone.sign(text, own));
        expect(combined.verify({ signature: signed, message: text, publicKey: publicKeyOfSeed(own) })).toBe(
          true,
        );
      }),
      { numRuns: 50 },
    );
  });
});

describe("a bounded effort", () => {
  const bounded = () => boundEffort({ proofs: 1, contexts: 1, values: 1, characters: 1 });

  test("is enough for what the native implementation accepts", () => {
    const effort = bounded();
    expect(combined.verify({ signature, message, publicKey }, effort)).toBe(true);
    expect(effort.isExceeded).toBe(false);
  });

  test("ends before noble is asked", () => {
    const effort = bounded();
    expect(() => combined.verify({ signature: flip(signature, 3), message, publicKey }, effort)).toThrow();
    expect(effort.isExceeded).toBe(true);
    expect(() => alone.verify({ signature, message, publicKey }, bounded())).toThrow();
  });
});

describe("a native implementation", () => {
  const counting = () => {
    const asked = { signers: 0, verifiers: 0 };
    const counted: NativeEd25519 = {
      signer: (own) => {
        asked.signers += 1;
        return native.signer(own);
      },
      verifier: (key) => {
        asked.verifiers += 1;
        return native.verifier(key);
      },
    };
    return { asked, ed25519: ed25519With(counted) };
  };
  const answering = (answer: boolean) => ed25519With({ ...native, verifier: () => () => answer });

  test("has the last word when it says yes to a plain signature under a usable key", () => {
    const plain = Uint8Array.of(...signature.subarray(0, 32), ...new Uint8Array(32));
    expect(verifyWithNoble({ signature: plain, message, publicKey })).toBe(false);
    expect(answering(true).verify({ signature: plain, message, publicKey })).toBe(true);
  });

  const highS = signWithTorsion({ a: 5n, r: 7n, torsionOfA: 0, torsionOfR: 0, message, ordersInS: 1 });
  test.each<[name: string, Question]>([
    [
      "an R of small order or not canonical",
      { publicKey, message, signature: withR(oddPoints[3] ?? publicKey) },
    ],
    ["an S not below the order", highS],
    ["31 bytes of key", { publicKey: publicKey.subarray(1), message, signature }],
    ["63 bytes of signature", { publicKey, message, signature: signature.subarray(1) }],
    ...oddPoints.map((A): [string, Question] => ["an unusable key", { publicKey: A, message, signature }]),
    ...oddPoints.map((R): [string, Question] => ["an odd R", { publicKey, message, signature: withR(R) }]),
  ])("is not believed when it says yes to %s", (_name, question) => {
    expect(answering(true).verify(question)).toBe(false);
  });

  test("is not believed when it says no", () => {
    expect(answering(false).verify({ signature, message, publicKey })).toBe(true);
  });

  test("imports a key once, however often it is met", () => {
    const { asked, ed25519 } = counting();
    for (let time = 0; time < 3; time += 1) {
      expect(ed25519.verify({ signature, message, publicKey: publicKey.slice() })).toBe(true);
      expect(ed25519.isUsableKey(publicKey.slice())).toBe(true);
      expect(ed25519.sign(message, seed)).toEqual(signature);
    }
    expect(asked).toEqual({ signers: 1, verifiers: 1 });
  });

  test("keeps keys apart that differ in any byte", () => {
    const { ed25519 } = counting();
    const others = Array.from({ length: 32 }, (_, index) => flip(publicKey, 8 * index));
    for (const key of [publicKey, ...others, publicKey]) {
      expect(ed25519.verify({ signature, message, publicKey: key })).toBe(key === publicKey);
    }
  });
});
