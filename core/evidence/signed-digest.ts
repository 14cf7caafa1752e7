import { base58, base64, base64urlnopad } from "@scure/base";
import {
  type ContentDigests,
  type DigestAlgorithm,
  digestAlgorithms,
  digestBytes,
} from "./content-digests.ts";

/** What a digest says: bytes that have one of these values, by one hash function, are right. */
export interface SignedDigest {
  algorithm: DigestAlgorithm;
  /** Hexadecimal. */
  values: string[];
}

/** Longer than the longest digest that is read; base58 decoding is quadratic in the length. */
const maximumMultibaseLength = 200;
const maximumIntegrityLength = 2_000;

/** Multicodec codes of the multihashes, each below 0x80: one byte. {@link https://github.com/multiformats/multicodec} */
const multihashCodes = new Map<number | undefined, DigestAlgorithm>([
  [0x12, "sha256"],
  [0x20, "sha384"],
  [0x13, "sha512"],
]);

/**
 * Reads a `digestMultibase`: a multihash (sha2-256, sha2-384, sha2-512) in base58-btc (`z`) or base64url without padding (`u`).
 *
 * @returns `undefined` for anything else: with a digest that cannot be read nothing is compared.
 * @see {@link https://www.w3.org/TR/vc-data-integrity/#resource-integrity}
 */
export function parseDigestMultibase(text: string): SignedDigest | undefined {
  if (text.length > maximumMultibaseLength) return undefined;
  const [code, length, ...digest] = decodeMultibase(text) ?? [];
  const algorithm = multihashCodes.get(code);
  if (algorithm === undefined || length !== digestBytes[algorithm] || digest.length !== length)
    return undefined;
  return { algorithm, values: [Buffer.from(digest).toString("hex")] };
}

/**
 * Reads a `digestSRI`: subresource integrity metadata. Of several hash functions the strongest counts, and of that one any digest.
 *
 * @returns `undefined` when no digest in it can be read.
 * @see {@link https://www.w3.org/TR/SRI/#the-integrity-attribute}
 */
export function parseDigestSri(text: string): SignedDigest | undefined {
  if (text.length > maximumIntegrityLength) return undefined;
  const parsed = text.split(/[\t\n\f\r ]+/).flatMap((expression) => parseExpression(expression) ?? []);
  const algorithm = digestAlgorithms.findLast((candidate) =>
    parsed.some((one) => one.algorithm === candidate),
  );
  if (algorithm === undefined) return undefined;
  return { algorithm, values: parsed.filter((one) => one.algorithm === algorithm).map(({ value }) => value) };
}

/** Whether bytes have a digest. */
export function hasDigest(digests: ContentDigests, { algorithm, values }: SignedDigest): boolean {
  return values.includes(digests[algorithm]);
}

function decodeMultibase(text: string): Uint8Array | undefined {
  try {
    if (text.startsWith("z")) return base58.decode(text.slice(1));
    if (text.startsWith("u")) return base64urlnopad.decode(text.slice(1));
  } catch {
    // Characters or bits that the base does not have.
  }
  return undefined;
}

function parseExpression(expression: string): { algorithm: DigestAlgorithm; value: string } | undefined {
  const [, name, encoded = ""] =
    /^(sha256|sha384|sha512)-([A-Za-z0-9+/]+={0,2})(?:\?[\x21-\x7e]*)?$/.exec(expression) ?? [];
  const algorithm = digestAlgorithms.find((candidate) => candidate === name);
  if (algorithm === undefined) return undefined;
  try {
    const digest = base64.decode(encoded);
    if (digest.length !== digestBytes[algorithm]) return undefined;
    return { algorithm, value: Buffer.from(digest).toString("hex") };
  } catch {
    return undefined;
  }
}
