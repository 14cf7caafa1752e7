import { beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { type Change, inParts, proofCheck, refused, setting } from "../../support/altered-parts.ts";
import { componentsOf, proofBytes, withComponents, withProofBytes } from "../../support/cbor-proof.ts";

type Bytes = Uint8Array;

describe.each(["ecdsa-sd-2023", "bbs-2023"] as const)("a base %s proof", (suite) => {
  let held: JsonObject;
  beforeAll(async () => {
    ({ held } = await inParts(suite));
  });

  const at = suite === "bbs-2023" ? { hmacKey: 3 } : { hmacKey: 2 };

  it.each<[name: string, change: Change]>([
    ["another HMAC key", setting(at.hmacKey, (key: Bytes) => key.with(0, (key[0] ?? 0) ^ 1))],
    ["an HMAC key that is too short", setting(at.hmacKey, (key: Bytes) => key.subarray(1))],
    ["no mandatory pointers", setting(4, () => [])],
    ["a mandatory pointer less", setting(4, (list: string[]) => list.slice(1))],
    ["a mandatory pointer more", setting(4, (list: string[]) => [...list, "/evidence"])],
    ["a mandatory pointer to nothing", setting(4, (list: string[]) => [...list, "/nothing"])],
    ["a mandatory pointer twice", setting(4, (list: string[]) => [...list, list[0]])],
    ["a mandatory pointer that is none", setting(4, (list: string[]) => [...list, "evidence"])],
    ["a mandatory pointer to the prototype", setting(4, (list: string[]) => [...list, "/__proto__"])],
    ["mandatory pointers that are no texts", setting(4, () => [0])],
    ["another signature", setting(0, (bytes: Bytes) => bytes.with(9, (bytes[9] ?? 0) ^ 1))],
  ])("is refused with %s", async (_name, change) => {
    const document = withComponents(held, change(componentsOf(held)));
    expect(await proofCheck(document)).toMatchObject(refused);
  });

  it("is not one that was derived", async () => {
    const document = withProofBytes(held, proofBytes(held).with(2, suite === "bbs-2023" ? 3 : 1));
    expect(await proofCheck(document)).toMatchObject(refused);
  });
});

describe("a base bbs-2023 proof", () => {
  let held: JsonObject;
  beforeAll(async () => {
    ({ held } = await inParts("bbs-2023"));
  });

  it.each<[name: string, change: Change]>([
    ["another header", setting(1, (bytes: Bytes) => bytes.with(0, (bytes[0] ?? 0) ^ 1))],
    [
      "another public key than the one that is resolved",
      setting(2, (bytes: Bytes) => bytes.with(95, (bytes[95] ?? 0) ^ 1)),
    ],
  ])("is refused with %s", async (_name, change) => {
    const document = withComponents(held, change(componentsOf(held)));
    expect(await proofCheck(document)).toMatchObject(refused);
  });
});
