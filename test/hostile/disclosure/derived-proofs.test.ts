import { beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { ecdsaKeyPair } from "../../../core/keys/ecdsa.ts";
import { multikeyBytes } from "../../../core/keys/multikey.ts";
import { type Change, inParts, proofCheck, refused, setting } from "../../support/altered-parts.ts";
import { componentsOf, proofBytes, withComponents, withProofBytes } from "../../support/cbor-proof.ts";

type Bytes = Uint8Array;

describe("a derived ecdsa-sd-2023 proof", () => {
  let shown: JsonObject;
  beforeAll(async () => {
    ({ shown } = await inParts("ecdsa-sd-2023"));
  });
  const p384 = ecdsaKeyPair("P-384", new Uint8Array(48).fill(5));
  const p256 = ecdsaKeyPair("P-256", new Uint8Array(32).fill(5));

  it.each<[name: string, change: Change]>([
    ["a base signature that is too short", setting(0, (bytes: Bytes) => bytes.subarray(1))],
    ["another base signature", setting(0, (bytes: Bytes) => bytes.with(9, (bytes[9] ?? 0) ^ 1))],
    ["an ephemeral key without multicodec", setting(1, (bytes: Bytes) => bytes.subarray(2))],
    ["an ephemeral key under the multicodec of P-384", setting(1, (bytes: Bytes) => bytes.with(0, 0x81))],
    ["an ephemeral P-384 key", setting(1, () => multikeyBytes({ type: "P-384", bytes: p384.publicKey }))],
    ["an ephemeral key that is no point", setting(1, (bytes: Bytes) => bytes.fill(0xff, 3))],
    ["an ephemeral key in the other sign", setting(1, (bytes: Bytes) => bytes.with(2, (bytes[2] ?? 0) ^ 1))],
    ["another ephemeral key", setting(1, () => multikeyBytes({ type: "P-256", bytes: p256.publicKey }))],
    ["a signature less", setting(2, (list: Bytes[]) => list.slice(1))],
    ["a signature more", setting(2, (list: Bytes[]) => [...list, list[0]])],
    ["no signatures", setting(2, () => [])],
    ["signatures in another order", setting(2, (list: Bytes[]) => list.toReversed())],
    [
      "a signature that is too long",
      setting(2, (list: Bytes[]) => list.map((bytes) => Uint8Array.of(...bytes, 0))),
    ],
    [
      "another signature",
      setting(2, (list: Bytes[]) => list.map((bytes, index) => (index === 0 ? bytes.with(9, 1) : bytes))),
    ],
    ["signatures in one piece", setting(2, (list: Bytes[]) => Buffer.concat(list))],
  ])("is refused with %s", async (_name, change) => {
    expect(await proofCheck(withComponents(shown, change(componentsOf(shown))))).toMatchObject(refused);
  });
});

describe("a derived bbs-2023 proof", () => {
  let shown: JsonObject;
  beforeAll(async () => {
    ({ shown } = await inParts("bbs-2023"));
  });

  it.each<[name: string, change: Change]>([
    ["no proof", setting(0, () => new Uint8Array())],
    ["a proof that is too short", setting(0, (bytes: Bytes) => bytes.subarray(1))],
    [
      "a proof of one statement more",
      setting(0, (bytes: Bytes) => Uint8Array.of(...bytes, ...bytes.slice(-32))),
    ],
    ["a proof as long as for a thousand", setting(0, () => new Uint8Array(272 + 32 * 600))],
    ["another proof", setting(0, (bytes: Bytes) => bytes.with(200, (bytes[200] ?? 0) ^ 1))],
    ["a statement less at its place", setting(3, (indexes: number[]) => indexes.slice(1))],
    [
      "a place that no statement goes with",
      setting(3, (indexes: number[]) => [...indexes, (indexes.at(-1) ?? 0) + 1]),
    ],
    ["a statement at another place", setting(3, (indexes: number[]) => indexes.map((index) => index + 1))],
    [
      "a statement at a place that is not there",
      setting(3, (indexes: number[]) => indexes.with(-1, 999_999_999)),
    ],
    ["places out of order", setting(3, (indexes: number[]) => indexes.toReversed())],
    ["one place for two", setting(3, (indexes: number[]) => indexes.with(1, indexes[0] ?? 0))],
    ["another presentation header", setting(4, () => Uint8Array.of(1))],
    ["a presentation header as text", setting(4, () => "")],
    ["a presentation header of more than a kilobyte", setting(4, () => new Uint8Array(1025))],
  ])("is refused with %s", async (_name, change) => {
    expect(await proofCheck(withComponents(shown, change(componentsOf(shown))))).toMatchObject(refused);
  });

  it.each([4, 5, 6, 7, 8, 9])("is not judged with the optional feature under tag %d", async (kind) => {
    const document = withProofBytes(shown, proofBytes(shown).with(2, kind));
    expect(await proofCheck(document)).toMatchObject({
      outcome: "unknown",
      problem: { code: "UNSUPPORTED" },
    });
  });
});
