import { base58 } from "@scure/base";
import { describe, expect, it } from "vitest";
import { publishedDigests } from "../../../contexts/published-digests.ts";
import { compareDigests, digestsOf, type StatedDigests } from "../../../core/credential/digests.ts";

const bytes = Buffer.from("the bytes of a resource");
const digests = digestsOf(bytes);
const raw = (algorithm: keyof typeof digests) => Buffer.from(digests[algorithm], "hex");
const sri = (algorithm: keyof typeof digests) => `${algorithm}-${raw(algorithm).toString("base64")}`;
const multihash = (code: number, digest: Uint8Array) => Buffer.from([code, digest.length, ...digest]);
const hashes = [
  multihash(0x12, raw("sha256")),
  multihash(0x20, raw("sha384")),
  multihash(0x13, raw("sha512")),
];
const other = digestsOf(Buffer.from("other bytes"));
const wrong = `sha256-${Buffer.from(other.sha256, "hex").toString("base64")}`;

describe("a stated digest (VCDM 2.0, 5.3)", () => {
  it.each<[string, StatedDigests]>([
    ...(["sha256", "sha384", "sha512"] as const).map((name): [string, StatedDigests] => [
      `digestSRI with ${name}`,
      { digestSRI: sri(name) },
    ]),
    ["several, the strongest of which counts", { digestSRI: `${wrong} ${sri("sha512")}` }],
    ["several of one kind, one of which fits", { digestSRI: `${wrong} ${sri("sha256")}` }],
    ["options of SRI", { digestSRI: `${sri("sha256")}?ct=json` }],
    ["base64 without its padding", { digestSRI: sri("sha256").replace("=", "") }],
    ...hashes.flatMap((hash): [string, StatedDigests][] => [
      ["digestMultibase in base64url", { digestMultibase: `u${hash.toString("base64url")}` }],
      ["digestMultibase in base58btc", { digestMultibase: `z${base58.encode(hash)}` }],
    ]),
    [
      "both forms",
      { digestSRI: sri("sha384"), digestMultibase: `z${base58.encode(hashes[2] as Uint8Array)}` },
    ],
    [
      "one form, beside another that is not known here",
      { digestSRI: sri("sha256"), digestMultibase: "mAAAA" },
    ],
  ])("fits: %s", (_name, stated) => {
    expect(compareDigests(stated, digests)).toBe("match");
  });

  it.each<[string, StatedDigests]>([
    ["another digest", { digestSRI: wrong }],
    ["a right one that is weaker than a wrong one", { digestSRI: `${sri("sha256")} sha512-AAAA` }],
    ["nothing", { digestSRI: "" }],
    ["no digest", { digestSRI: "the right one" }],
    [
      "a right digest, and a wrong one in the other form",
      { digestSRI: sri("sha256"), digestMultibase: "uEiAA" },
    ],
    ["a digest cut short", { digestMultibase: `u${hashes[0]?.subarray(0, 33).toString("base64url")}` }],
    ["a digest with more behind it", { digestMultibase: `u${hashes[0]?.toString("base64url")}AAAA` }],
    [
      "the code of another length",
      { digestMultibase: `u${multihash(0x13, raw("sha256")).toString("base64url")}` },
    ],
    [
      "32 bytes that are no multihash",
      { digestMultibase: `u${Buffer.from(new Uint8Array(32).fill(0x33)).toString("base64url")}` },
    ],
    ["letters that base58 does not have", { digestMultibase: "z0OIl" }],
    ["an empty multibase", { digestMultibase: "u" }],
    ["an endless one", { digestMultibase: `z${"1".repeat(100_000)}` }],
    ["an endless SRI", { digestSRI: "sha256-A ".repeat(100_000) }],
  ])("does not fit: %s", (_name, stated) => {
    expect(compareDigests(stated, digests)).toBe("mismatch");
  });

  it.each<[string, StatedDigests]>([
    ["an algorithm that is not known here", { digestSRI: "md5-AAAA" }],
    [
      "a multihash that is not known here",
      { digestMultibase: `u${multihash(0x16, raw("sha256")).toString("base64url")}` },
    ],
    ["a multibase that is not known here", { digestMultibase: `m${hashes[0]?.toString("base64")}` }],
    ["none at all", {}],
  ])("is not compared: %s", (_name, stated) => {
    expect(compareDigests(stated, digests)).toBe("unchecked");
  });

  it("is not compared where the bytes are not known", () => {
    expect(compareDigests({ digestSRI: wrong }, undefined)).toBe("unchecked");
  });
});

describe("the published digests of contexts", () => {
  it("have one length for each algorithm, and no two contexts share one", () => {
    const all = [...publishedDigests.values()];
    expect(all.map(({ sha256, sha384, sha512 }) => [sha256.length, sha384.length, sha512.length])).toEqual(
      all.map(() => [64, 96, 128]),
    );
    expect(new Set(all.map(({ sha512 }) => sha512)).size).toBe(all.length);
  });
});
