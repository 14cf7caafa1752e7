import { createHash } from "node:crypto";
import { base58 } from "@scure/base";
import { describe, expect, it } from "vitest";
import { contentDigests, type DigestAlgorithm } from "../../../core/evidence/content-digests.ts";
import { hasDigest, parseDigestMultibase, parseDigestSri } from "../../../core/evidence/signed-digest.ts";

const bytes = new TextEncoder().encode("the report");
const digests = contentDigests(bytes);
const hash = (algorithm: string, of: Uint8Array = bytes) => createHash(algorithm).update(of).digest();
const codes = { sha256: [0x12, 32], sha384: [0x20, 48], sha512: [0x13, 64] } as const;
const multihash = (algorithm: DigestAlgorithm, of?: Uint8Array) =>
  Buffer.concat([Uint8Array.from(codes[algorithm]), hash(algorithm, of)]);
const u = (multi: Uint8Array) => `u${Buffer.from(multi).toString("base64url")}`;
const z = (multi: Uint8Array) => `z${base58.encode(multi)}`;
const sri = (algorithm: DigestAlgorithm, of?: Uint8Array) =>
  `${algorithm}-${hash(algorithm, of).toString("base64")}`;

describe("a digestMultibase (Data Integrity 1.0, 2.6)", () => {
  it.each(["sha256", "sha384", "sha512"] as const)(
    "of %s is right for its bytes and no others",
    (algorithm) => {
      for (const write of [u, z]) {
        const read = parseDigestMultibase(write(multihash(algorithm)));
        expect(read && hasDigest(digests, read)).toBe(true);
        expect(read && hasDigest(contentDigests(Buffer.from("another")), read)).toBe(false);
      }
    },
  );

  const sha256 = multihash("sha256");
  it.each<[string, string]>([
    ["nothing", ""],
    ["a base without a value", "u"],
    ["no base", sha256.toString("base64url")],
    ["base16", `f${sha256.toString("hex")}`],
    ["padded base64url", `u${sha256.toString("base64url")}==`],
    ["base64 in place of base64url", `u${Buffer.alloc(34, 0xfb).toString("base64")}`],
    ["a blank at the end", `${u(sha256)} `],
    ["a letter that base58 does not have", `z${base58.encode(sha256).replace(/^./, "0")}`],
    ["an unknown hash function (sha1)", u(Buffer.concat([Uint8Array.of(0x11, 20), hash("sha1")]))],
    ["the identity function", u(Buffer.concat([Uint8Array.of(0x00, bytes.length), bytes]))],
    [
      "a length that is not the function's",
      u(Buffer.concat([Uint8Array.of(0x12, 20), hash("sha256").subarray(0, 20)])),
    ],
    ["a length that is a lie", u(Buffer.concat([Uint8Array.of(0x12, 32), hash("sha256").subarray(0, 31)]))],
    ["a byte too many", u(Buffer.concat([sha256, Uint8Array.of(0)]))],
    [
      "bits after the last byte",
      u(sha256).replace(/.$/, (last) => String.fromCharCode(last.charCodeAt(0) + 1)),
    ],
    ["a bare hash without its multihash head", u(hash("sha256"))],
    ["ten thousand characters", `z${"1".repeat(10_000)}`],
  ])("that is %s is not read, so nothing matches it", (_what, text) => {
    expect(parseDigestMultibase(text)).toBeUndefined();
  });
});

describe("a digestSRI (Subresource Integrity)", () => {
  it.each<[string, string, boolean]>([
    ["one digest", sri("sha384"), true],
    ["one digest with an option", `${sri("sha256")}?ct=application/pdf`, true],
    [
      "two digests of one function, one of them right",
      `${sri("sha256", Buffer.from("x"))} ${sri("sha256")}`,
      true,
    ],
    [
      "a right weak and a wrong strong digest: the strongest counts",
      `${sri("sha256")} ${sri("sha512", Buffer.from("x"))}`,
      false,
    ],
    ["an unknown function beside a right one", `md5-AAAA ${sri("sha256")}`, true],
    ["a wrong digest", sri("sha512", Buffer.from("x")), false],
  ])("of %s", (_what, text, right) => {
    const read = parseDigestSri(text);
    expect(read && hasDigest(digests, read)).toBe(right);
  });

  it.each<[string, string]>([
    ["nothing", ""],
    ["an unknown function", "md5-AAAA"],
    ["upper case", sri("sha256").replace("sha256", "SHA256")],
    ["hexadecimal", `sha256-${hash("sha256").toString("hex")}`],
    ["base64url", `sha512-${Buffer.alloc(64, 0xfb).toString("base64url")}`],
    ["a digest cut short", `sha256-${hash("sha256").subarray(0, 31).toString("base64")}`],
    ["three thousand characters", `${sri("sha256")} ${" ".repeat(3_000)}`],
  ])("that is %s is not read", (_what, text) => {
    expect(parseDigestSri(text)).toBeUndefined();
  });
});
