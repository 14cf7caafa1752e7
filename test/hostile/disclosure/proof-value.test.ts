import { base64urlnopad } from "@scure/base";
import { encode, Token, Type } from "cborg";
import { beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { type Change, inParts, proofCheck, refused, setting } from "../../support/altered-parts.ts";
import {
  componentsOf,
  onlyProof,
  proofBytes,
  withComponents,
  withProofBytes,
  withProofValue,
} from "../../support/cbor-proof.ts";

type Bytes = Uint8Array;
const withTag = (bytes: Bytes) => new Tagged64(bytes);
/** Bytes that are written with the CBOR tag 64, which these suites must not use. */
class Tagged64 {
  readonly bytes: Bytes;
  constructor(bytes: Bytes) {
    this.bytes = bytes;
  }
}

describe.each(["ecdsa-sd-2023", "bbs-2023"] as const)("the proofValue of a derived %s proof", (suite) => {
  let shown: JsonObject;
  beforeAll(async () => {
    ({ shown } = await inParts(suite));
  });

  it("is believed as it was made", async () => {
    expect(await proofCheck(shown)).toMatchObject({ outcome: "passed" });
  });

  it.each<[name: string, change: (credential: JsonObject) => string]>([
    ["no multibase", (shown) => String(onlyProof(shown).proofValue).slice(1)],
    ["another multibase", (shown) => `z${String(onlyProof(shown).proofValue).slice(1)}`],
    ["padding", (shown) => `${onlyProof(shown).proofValue}=`],
    ["white space", (shown) => `${onlyProof(shown).proofValue} `],
    [
      "the other base64",
      (shown) => String(onlyProof(shown).proofValue).replaceAll("-", "+").replaceAll("_", "/"),
    ],
    ["bits left over", (shown) => withLeftOverBits(proofBytes(shown))],
    ["nothing", () => ""],
    ["a multibase alone", () => "u"],
    ["more than 64 KiB", () => `u${"A".repeat(64 * 1024)}`],
  ])("is refused with %s", async (_name, change) => {
    const document = withProofValue(shown, change(shown));
    expect(await proofCheck(document)).toMatchObject(refused);
  });

  it.each<[name: string, change: (bytes: Bytes) => Uint8Array]>([
    ["no tag", (bytes) => bytes.subarray(3)],
    ["a tag of no suite", (bytes) => bytes.with(0, 0xd8)],
    ["a tag of another block", (bytes) => bytes.with(1, 0x5e)],
    ["a kind that is not defined", (bytes) => bytes.with(2, 0x0a)],
    ["the tag of a base proof", (bytes) => bytes.with(2, (bytes[2] ?? 0) - 1)],
    ["the tag of the other suite", (bytes) => bytes.with(2, (bytes[2] ?? 0) ^ 2)],
    ["the tag alone", (bytes) => bytes.subarray(0, 3)],
    ["a byte after it", (bytes) => Uint8Array.of(...bytes, 0)],
    ["a byte less", (bytes) => bytes.subarray(0, -1)],
    // 0x85 begins an array of five, 0x9f one of any length that 0xff ends: RFC 8949, 3.2.2.
    ["an array of indefinite length", (bytes) => Uint8Array.of(...bytes.with(3, 0x9f), 0xff)],
    [
      "a length that is not in its shortest form",
      (bytes) => Uint8Array.of(...bytes.slice(0, 3), 0x98, 5, ...bytes.slice(4)),
    ],
    [
      "arrays in arrays without end",
      (bytes) => Uint8Array.of(...bytes.slice(0, 3), ...Array(40_000).fill(0x81), 0),
    ],
  ])("is refused with %s", async (_name, change) => {
    const document = withProofBytes(shown, change(proofBytes(shown)));
    expect(await proofCheck(document)).toMatchObject(refused);
  });

  it.each<[name: string, change: Change]>([
    ["no array", () => "text"],
    ["four components", (components) => components.slice(0, 4)],
    ["six components", (components) => [...components, 0]],
    ["components in another order", (components) => components.toReversed()],
    ["null in place of a component", setting(0, () => null)],
  ])("is refused with %s", async (_name, change) => {
    const document = withComponents(shown, change(componentsOf(shown)));
    expect(await proofCheck(document)).toMatchObject(refused);
  });

  it("is refused with the CBOR tag 64 on its bytes (vc-di-ecdsa 1.0, 3.5.7)", async () => {
    const [first, ...others] = componentsOf(shown) as [Bytes, ...unknown[]];
    const tagged = encode([withTag(first), ...others], {
      mapSorter: () => 0,
      typeEncoders: {
        Tagged64: ({ bytes }: Tagged64) => [new Token(Type.tag, 64), new Token(Type.bytes, bytes)],
      },
    });
    const document = withProofBytes(shown, Buffer.concat([proofBytes(shown).subarray(0, 3), tagged]));
    expect(await proofCheck(document)).toMatchObject(refused);
  });

  it("is refused with a whole number written as a float", async () => {
    const floats = encode(componentsOf(shown), {
      mapSorter: () => 0,
      typeEncoders: { number: (number: number) => (number === 0 ? new Token(Type.float, 0) : null) },
    });
    const tag = proofBytes(shown).subarray(0, 3);
    const document = withProofBytes(shown, Buffer.concat([tag, floats]));
    expect(document).not.toEqual(shown);
    expect(await proofCheck(document)).toMatchObject(refused);
  });

  const labels = suite === "bbs-2023" ? 1 : 3;
  it("is refused with a label given twice (RFC 8949, 5.6)", async () => {
    const bytes = Buffer.from(proofBytes(shown));
    const map = encode(componentsOf(shown)[labels] as Map<number, unknown>);
    const at = bytes.indexOf(map);
    const entry = encode(
      new Map([[0, (componentsOf(shown)[labels] as Map<number, unknown>).get(0)]]),
    ).subarray(1);
    const longer = Buffer.concat([Uint8Array.of((map[0] ?? 0) + 1), map.subarray(1), entry]);
    const changed = Buffer.concat([bytes.subarray(0, at), longer, bytes.subarray(at + map.length)]);
    expect(await proofCheck(withProofBytes(shown, changed))).toMatchObject(refused);
  });
});

/** Bytes in base64url whose last character holds bits that belong to no byte: a second spelling. */
function withLeftOverBits(bytes: Uint8Array): string {
  const whole = bytes.length % 3 === 0 ? Uint8Array.of(...bytes, 0) : bytes;
  const text = base64urlnopad.encode(whole);
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const last = alphabet.indexOf(text.at(-1) ?? "");
  return `u${text.slice(0, -1)}${alphabet[last + 1]}`;
}
