import type { GraphReader } from "../credential/json-ld/graph-reader.ts";
import { parseDigestMultibase, parseDigestSri, type SignedDigest } from "./signed-digest.ts";

/** One piece of evidence as it was signed. */
export interface SignedEvidence {
  id?: string;
  /** The issuer's own words. */
  name?: string;
  /** As signed: `digestMultibase` and `digestSRI`. All of them must be right for a file to be this evidence. */
  digests: string[];
}

/**
 * The evidence that a credential names, from what was signed: VCDM 2.0, 5.6.
 *
 * @see {@link https://www.w3.org/TR/vc-data-model-2.0/#evidence}
 */
export function signedEvidence({ root, things, text, references }: GraphReader): SignedEvidence[] {
  return things(root, "evidence").map((item) => {
    const { "@id": id } = item;
    const name = text(item, "name");
    return {
      ...(typeof id === "string" && { id }),
      ...(name !== undefined && { name }),
      digests: [...references(item, "digestMultibase"), ...references(item, "digestSRI")],
    };
  });
}

/** The digests of a piece of evidence, parsed; `undefined` when one of them cannot be read. */
export function readDigests({ digests }: Pick<SignedEvidence, "digests">): SignedDigest[] | undefined {
  const read = digests.map((digest) => parseDigestMultibase(digest) ?? parseDigestSri(digest));
  return read.every((digest) => digest !== undefined) ? read : undefined;
}
