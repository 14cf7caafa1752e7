import type { Quad } from "rdf-canonize";
import { writeCanonical } from "../../../../core/rdf/canonical/canonicalize.ts";
import type { HashName } from "../../../../core/rdf/canonical/label-alike.ts";
import { unlessNotCovered } from "../../../../core/rdf/not-covered.ts";
import { canonizeByLibrary } from "../oracle.ts";
import { datasetOf } from "./read-quads.ts";

/** What Stint and rdf-canonize made of the same statements. */
export interface DatasetComparison {
  /** With which hashes `core/rdf` answered: in which order it takes the nodes, and so where it gives up, depends on the hash. */
  answered: HashName[];
  /** What was different. */
  difference?: string;
}

/**
 * Writes statements in their canonical form with both hashes. What `core/rdf` answers rdf-canonize has to answer as well, with the same bytes,
 * and `core/rdf` has to say the same of these statements in the opposite order.
 */
export async function compareDatasets(quads: Quad[]): Promise<DatasetComparison> {
  const answered: HashName[] = [];
  for (const hash of ["sha256", "sha384"] as const) {
    const ours = canonicalOf(quads, hash);
    if (canonicalOf(quads.toReversed(), hash) !== ours)
      return { answered, difference: `order of statements with ${hash}` };
    if (ours === undefined) continue;
    answered.push(hash);
    const theirs = await canonizeByLibrary(quads, hash);
    if (theirs?.canonical !== ours) return { answered, difference: `canonical form with ${hash}` };
  }
  return { answered };
}

function canonicalOf(quads: Quad[], hash: HashName): string | undefined {
  return unlessNotCovered(() => writeCanonical(datasetOf(quads), hash));
}
