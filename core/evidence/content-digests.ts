import { createHash } from "node:crypto";

/** The hash functions that digests of files are read in. */
export const digestAlgorithms = ["sha256", "sha384", "sha512"] as const;
export type DigestAlgorithm = (typeof digestAlgorithms)[number];

/** The digests of some bytes, hexadecimal: what a signed digest of any of these functions is compared with. */
export type ContentDigests = Readonly<Record<DigestAlgorithm, string>>;

/** How many bytes a digest of each function has. */
export const digestBytes: Readonly<Record<DigestAlgorithm, number>> = { sha256: 32, sha384: 48, sha512: 64 };

/** Reads bytes piece by piece and gives their digests in the end. */
export interface DigestReader {
  update(bytes: Uint8Array): void;
  digests(): ContentDigests;
}

/** Begins to read bytes that need not all be in memory at once. */
export function createDigestReader(): DigestReader {
  const hashes = digestAlgorithms.map((algorithm) => [algorithm, createHash(algorithm)] as const);
  return {
    update: (bytes) => {
      for (const [, hash] of hashes) hash.update(bytes);
    },
    digests: () =>
      Object.fromEntries(
        hashes.map(([algorithm, hash]) => [algorithm, hash.digest("hex")]),
      ) as ContentDigests,
  };
}

/** The digests of bytes. */
export function contentDigests(bytes: Uint8Array): ContentDigests {
  const reader = createDigestReader();
  reader.update(bytes);
  return reader.digests();
}
