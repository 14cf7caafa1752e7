import { createHash } from "node:crypto";
import { base58 } from "@scure/base";
import type { Digests } from "../../contexts/published-digests.ts";

/** Whether bytes have the digest that somebody states: `unchecked` when the bytes, or the way to compute it, are not known. */
export type DigestOutcome = "match" | "mismatch" | "unchecked";

/** The digests that a resource states of itself, as written. */
export interface StatedDigests {
  digestSRI?: string | undefined;
  digestMultibase?: string | undefined;
}

type Algorithm = keyof Digests;

const algorithms: readonly Algorithm[] = ["sha256", "sha384", "sha512"];

/** The codes of sha2-256, sha2-384 and sha2-512 in a multihash, and how many bytes each has. */
const multihashes: ReadonlyMap<number, { algorithm: Algorithm; length: number }> = new Map([
  [0x12, { algorithm: "sha256", length: 32 }],
  [0x20, { algorithm: "sha384", length: 48 }],
  [0x13, { algorithm: "sha512", length: 64 }],
]);

/** Room for a few sha512 digests; base58 decoding is quadratic in the length. */
const maximumLength = 500;

/** Computes all the digests of some bytes. */
export function digestsOf(bytes: Uint8Array): Digests {
  const hex = (algorithm: Algorithm) => createHash(algorithm).update(bytes).digest("hex");
  return { sha256: hex("sha256"), sha384: hex("sha384"), sha512: hex("sha512") };
}

/**
 * Compares the digests that are stated of a resource with those of its bytes: one that does not fit outweighs all others.
 *
 * @see {@link https://www.w3.org/TR/vc-data-model-2.0/#integrity-of-related-resources}
 */
export function compareDigests(stated: StatedDigests, digests: Digests | undefined): DigestOutcome {
  if (digests === undefined) return "unchecked";
  const outcomes = [
    ...(stated.digestSRI === undefined ? [] : [compareSri(stated.digestSRI, digests)]),
    ...(stated.digestMultibase === undefined ? [] : [compareMultibase(stated.digestMultibase, digests)]),
  ];
  if (outcomes.includes("mismatch")) return "mismatch";
  return outcomes.includes("match") ? "match" : "unchecked";
}

/** Subresource Integrity, 3.3.4: of several digests the strongest kind counts, and one of that kind must fit. */
function compareSri(text: string, digests: Digests): DigestOutcome {
  if (text.length > maximumLength) return "mismatch";
  const hashes = text.split(/[\t\n\f\r ]+/).flatMap((token) => {
    const [, name, value] = /^([a-z0-9]+)-([^?]*)(?:\?.*)?$/.exec(token) ?? [];
    return name === undefined
      ? []
      : [{ name, value: (value ?? "").replaceAll("-", "+").replaceAll("_", "/") }];
  });
  // What is no digest at all cannot be that of these bytes.
  if (hashes.length === 0) return "mismatch";
  const strongest = algorithms.findLast((algorithm) => hashes.some(({ name }) => name === algorithm));
  if (strongest === undefined) return "unchecked";
  const right = Buffer.from(digests[strongest], "hex").toString("base64").replace(/=+$/, "");
  const fits = hashes.some(({ name, value }) => name === strongest && value.replace(/=+$/, "") === right);
  return fits ? "match" : "mismatch";
}

function compareMultibase(text: string, digests: Digests): DigestOutcome {
  const bytes = text.length > maximumLength ? undefined : decode(text);
  if (bytes === "unknown") return "unchecked";
  const [code, length] = bytes ?? [];
  if (bytes === undefined || code === undefined || length === undefined) return "mismatch";
  const digest = bytes.subarray(2);
  // What is no multihash at all cannot be that of these bytes.
  if (code < 0x80 && length !== digest.length) return "mismatch";
  const kind = multihashes.get(code);
  if (kind === undefined) return "unchecked";
  const right = Buffer.from(digests[kind.algorithm], "hex");
  return length === kind.length && right.equals(digest) ? "match" : "mismatch";
}

/** Controlled Identifiers 1.0, 2.4: base58btc or base64url without padding. */
function decode(text: string): Uint8Array | "unknown" | undefined {
  const value = text.slice(1);
  switch (text[0]) {
    case "z":
      return /^[1-9A-HJ-NP-Za-km-z]+$/.test(value) ? base58.decode(value) : undefined;
    case "u":
      return /^[\w-]+$/.test(value) ? Buffer.from(value, "base64url") : undefined;
    default:
      return /^[A-Za-z0-9]/.test(text) ? "unknown" : undefined;
  }
}
