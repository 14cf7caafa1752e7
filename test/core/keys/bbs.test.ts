import { bls12_381 } from "@noble/curves/bls12-381.js";
import { beforeAll, describe, expect, it } from "vitest";
import { createBbsProof } from "../../../core/keys/bbs/create-proof.ts";
import { findGenerators, generatorsFor } from "../../../core/keys/bbs/generators.ts";
import { signBbs, verifyBbs } from "../../../core/keys/bbs/signature.ts";
import { verifyBbsProof } from "../../../core/keys/bbs/verify-proof.ts";
import { blsKeyPair } from "../../../core/keys/bls12-381.ts";
import { seededBytes } from "../../../core/keys/seeded-bytes.ts";

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

const keyPair = blsKeyPair(bytesOf("60e55110f76883a13d030b2f6bd11883422d5abde717569fc0731f51237169fc"));
const { publicKey } = keyPair;
const header = bytesOf("11223344556677889900aabbccddeeff");

describe("BBS with SHA-256, as draft-irtf-cfrg-bbs-signatures publishes it", () => {
  it("has the first generator", () => {
    expect(hexOf(generatorsFor(0).bytes)).toBe(
      "a9ec65b70a7fbe40c874c9eb041c2cb0a7af36ccec1bea48fa2ba4c2eb67ef7f9ecb17ed27d38d27cdeddff44c8137be",
    );
  });

  it("finds the generators of its table, and goes on where that ends", () => {
    const found = findGenerators(0, 258);
    expect(generatorsFor(257).bytes).toEqual(Buffer.concat(found.map(({ bytes }) => bytes)));
    expect(
      generatorsFor(257).messages.every((point, at) => point.equals(found[at + 1]?.point as never)),
    ).toBe(true);
  });

  it("makes the signature over one message", () => {
    const messages = [bytesOf("9872ad089e452c7b6e283dfac2a80d58e8d0ff71cc4d5e310a1debdda4a45f02")];
    expect(hexOf(signBbs({ header, messages }, keyPair))).toBe(
      "84773160b824e194073a57493dac1a20b667af70cd2352d8af241c77658da525" +
        "3aa8458317cca0eae615690d55b1f27164657dcafee1d5c1973947aa70e2cfbb" +
        "4c892340be5969920d0916067b4565a0",
    );
  });
});

const messages = ["one", "two", "three", "four"].map((word) => Buffer.from(word));
const signature = signBbs({ header, messages }, keyPair);
const zeroPoint = bls12_381.G1.Point.ZERO.toBytes();
const order = bytesOf(bls12_381.fields.Fr.ORDER.toString(16).padStart(64, "0"));

/** A point of the curve that is not in the subgroup of prime order, as all but one in 10^38 of them. */
function pointOutside(): Uint8Array {
  const { Fp } = bls12_381.fields;
  const x = [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n].find((candidate) => {
    const square = Fp.add(Fp.pow(candidate, 3n), 4n);
    return Fp.eql(Fp.pow(square, (Fp.ORDER - 1n) / 2n), Fp.ONE);
  });
  const bytes = Fp.toBytes(x as bigint);
  return bytes.with(0, (bytes[0] ?? 0) | 0x80);
}

function replaced(bytes: Uint8Array, at: number, part: Uint8Array): Uint8Array {
  return Uint8Array.of(...bytes.slice(0, at), ...part, ...bytes.slice(at + part.length));
}

describe("a BBS signature", () => {
  const verify = (changes: Partial<Parameters<typeof verifyBbs>[0]>) =>
    verifyBbs({ header, messages, signature, publicKey, ...changes });

  it("holds for its header and messages, in their order and all of them", () => {
    expect(verify({})).toBe(true);
    const [one, two, three, four] = messages as [Buffer, Buffer, Buffer, Buffer];
    expect(verify({ messages: [two, one, three, four] })).toBe(false);
    expect(verify({ messages: [one, two, three] })).toBe(false);
    expect(verify({ messages: [one, two, three, four, four] })).toBe(false);
    expect(verify({ messages: [one, two, three, Buffer.from("5")] })).toBe(false);
    expect(verify({ header: header.subarray(1) })).toBe(false);
  });

  it("holds for no messages at all", () => {
    const none = signBbs({ header, messages: [] }, keyPair);
    expect(verify({ messages: [], signature: none })).toBe(true);
    expect(verify({ messages, signature: none })).toBe(false);
  });

  it("holds under no other key", () => {
    expect(verify({ publicKey: blsKeyPair(new Uint8Array(32).fill(8)).publicKey })).toBe(false);
  });

  it.each<[name: string, signature: Uint8Array]>([
    ["no bytes", new Uint8Array()],
    ["a byte less", signature.subarray(1)],
    ["a byte more", Uint8Array.of(...signature, 0)],
    ["the zero of the curve as point", replaced(signature, 0, zeroPoint)],
    ["a point outside the subgroup", replaced(signature, 0, pointOutside())],
    ["an exponent of zero", replaced(signature, 48, new Uint8Array(32))],
    ["an exponent of the order", replaced(signature, 48, order)],
    ["one bit changed", signature.with(79, (signature[79] ?? 0) ^ 1)],
  ])("is refused with %s (4.2.4.3)", (_name, changed) => {
    expect(verify({ signature: changed })).toBe(false);
  });
});

describe("a BBS proof", () => {
  const presentationHeader = Buffer.from("for whom");
  const shownIndexes = [0, 2];
  const shown = new Map(shownIndexes.map((index) => [index, messages[index] as Buffer]));
  const make = (seed: number, indexes = shownIndexes) =>
    createBbsProof(
      { header, messages, signature, publicKey, shownIndexes: indexes, presentationHeader },
      seededBytes(new Uint8Array(32).fill(seed), new Uint8Array()),
    );
  let proof: Uint8Array;
  beforeAll(() => {
    proof = make(1);
  });
  const verify = (changes: Partial<Parameters<typeof verifyBbsProof>[0]>) =>
    verifyBbsProof({ header, shown, proof, publicKey, presentationHeader, ...changes });

  it("holds for what it shows, at the positions where it stood", () => {
    expect(verify({})).toBe(true);
    const at = (entries: [number, string][]) =>
      new Map(entries.map(([index, word]) => [index, Buffer.from(word)]));
    for (const other of [
      at([[0, "one"]]),
      at([
        [0, "one"],
        [1, "three"],
      ]),
      at([
        [0, "one"],
        [2, "thr33"],
      ]),
      at([
        [0, "one"],
        [9, "three"],
      ]),
      at([
        [-1, "one"],
        [2, "three"],
      ]),
      at([
        [0, "one"],
        [1, "two"],
        [2, "three"],
      ]),
    ]) {
      expect(verify({ shown: other })).toBe(false);
    }
  });

  it("holds for everything shown, and for nothing", () => {
    const all = new Map(messages.map((message, index) => [index, message]));
    expect(verify({ proof: make(1, [0, 1, 2, 3]), shown: all })).toBe(true);
    expect(verify({ proof: make(1, []), shown: new Map() })).toBe(true);
  });

  it("holds for its header, presentation header and key alone", () => {
    expect(verify({ header: header.subarray(1) })).toBe(false);
    expect(verify({ presentationHeader: Buffer.from("for whoM") })).toBe(false);
    expect(verify({ publicKey: blsKeyPair(new Uint8Array(32).fill(8)).publicKey })).toBe(false);
  });

  it("has nothing in common with another one about the same signature", () => {
    const other = make(2);
    expect(verify({ proof: other })).toBe(true);
    for (let at = 0; at < proof.length; at += 16) {
      expect(other.subarray(at, at + 16)).not.toEqual(proof.subarray(at, at + 16));
    }
    expect(hexOf(proof).includes(hexOf(signature.subarray(0, 48)))).toBe(false);
  });

  it.each<[name: string, change: (proof: Uint8Array) => Uint8Array]>([
    ["no bytes", () => new Uint8Array()],
    ["a scalar less", (bytes) => bytes.subarray(0, -32)],
    ["a byte less", (bytes) => bytes.subarray(0, -1)],
    ["a byte more", (bytes) => Uint8Array.of(...bytes, 0)],
    ["the zero of the curve as first point", (bytes) => replaced(bytes, 0, zeroPoint)],
    ["the zero of the curve as second point", (bytes) => replaced(bytes, 48, zeroPoint)],
    ["the zero of the curve as third point", (bytes) => replaced(bytes, 96, zeroPoint)],
    ["a point outside the subgroup", (bytes) => replaced(bytes, 48, pointOutside())],
    ["a scalar of zero", (bytes) => replaced(bytes, 144, new Uint8Array(32))],
    ["a scalar of the order", (bytes) => replaced(bytes, 176, order)],
    ["a challenge of zero", (bytes) => replaced(bytes, bytes.length - 32, new Uint8Array(32))],
    ["one bit changed", (bytes) => bytes.with(150, (bytes[150] ?? 0) ^ 1)],
  ])("is refused with %s (4.2.4.5)", (_name, change) => {
    expect(verify({ proof: change(proof) })).toBe(false);
  });

  it("is not made from what is no signature", () => {
    const input = { header, messages, publicKey, shownIndexes, presentationHeader };
    const random = seededBytes(new Uint8Array(32), new Uint8Array());
    expect(() => createBbsProof({ ...input, signature: new Uint8Array(80) }, random)).toThrow(
      expect.objectContaining({ code: "PROOF_GENERATION_ERROR" }),
    );
    expect(() => createBbsProof({ ...input, signature, shownIndexes: [4] }, random)).toThrow(TypeError);
  });
});

describe("bytes from a seed", () => {
  const seed = new Uint8Array(32).fill(1);
  const draw = (from: Uint8Array, purpose: string, sizes: number[]) => {
    const random = seededBytes(from, Buffer.from(purpose));
    return sizes.map((size) => hexOf(random(size)));
  };

  it("are the same for the same seed and purpose", () => {
    expect(draw(seed, "a", [32, 48])).toEqual(draw(seed, "a", [32, 48]));
  });

  it("are others for another seed, for another purpose, and each time", () => {
    const drawn = [
      ...draw(seed, "a", [32, 32]),
      ...draw(seed, "b", [32]),
      ...draw(new Uint8Array(32), "a", [32]),
    ];
    expect(new Set(drawn).size).toBe(4);
    expect(() => seededBytes(new Uint8Array(31), new Uint8Array())).toThrow(TypeError);
  });
});
