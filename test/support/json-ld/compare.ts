import { isDeepStrictEqual } from "node:util";
import { NQuads, type Quad } from "rdf-canonize";
import {
  canonicalize,
  canonicalizeDataset,
  type ExpandedNode,
  expand,
  toDataset,
} from "../../../core/credential/json-ld/json-ld.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { Problem } from "../../../core/problem/problem.ts";
import { canonicalizeBounded } from "../../../core/rdf/canonical/canonicalize.ts";
import { expandPinned } from "../../../core/rdf/expansion/expand-pinned.ts";
import { canonizeByLibrary, expandByLibrary, quadsByLibrary } from "./oracle.ts";

/** What Stint and the libraries said of one document. */
export interface Comparison {
  /** Whether the libraries wrote canonical N-Quads. */
  isValid: boolean;
  /** Whether the compiled reader answered all by itself, or only expanded the document. */
  compiled: "wholly" | "expanded" | "not";
  /** The first step at which the two differ. */
  difference?: string;
}

/**
 * Lets Stint and the libraries (jsonld and rdf-canonize, asked directly) read a document, and tells where they part: in what the
 * document expands to, its statements, or their canonical form and labels with both hashes.
 */
export async function compare(document: JsonObject): Promise<Comparison> {
  const before = structuredClone(document);
  const theirs = await expandByLibrary(document);
  const read = expandPinned(document);
  const written = read === undefined ? undefined : canonicalizeBounded(read, "sha256");
  const compiled = written !== undefined ? "wholly" : read !== undefined ? "expanded" : "not";
  if (read !== undefined && !isDeepStrictEqual(read, theirs)) {
    return { isValid: false, compiled, difference: "compiled expansion" };
  }
  const { isValid, difference } = await compareSteps(document, theirs);
  if (difference !== undefined) return { isValid, compiled, difference };
  if (isDeepStrictEqual(document, before)) return { isValid, compiled };
  return { isValid, compiled, difference: "the document was changed" };
}

async function compareSteps(
  document: JsonObject,
  theirs: ExpandedNode | undefined,
): Promise<{ isValid: boolean; difference?: string }> {
  const ours = await orRefused(expand(document));
  if (!isDeepStrictEqual(ours, theirs)) return { isValid: false, difference: "expansion" };
  if (theirs === undefined || ours === undefined) return { isValid: false };
  const quads = await quadsByLibrary(theirs);
  if (!isDeepStrictEqual(sorted(await orRefused(toDataset(structuredClone(ours)))), sorted(quads))) {
    return { isValid: false, difference: "dataset" };
  }
  let isValid = false;
  for (const hash of ["sha256", "sha384"] as const) {
    const expected = quads === undefined ? undefined : await canonizeByLibrary(quads, hash);
    if ((await orRefused(canonicalize(ours, hash))) !== expected?.canonical) {
      return { isValid, difference: `canonical form with ${hash}` };
    }
    // The library's order of members must make no difference either.
    if ((await orRefused(canonicalize(theirs, hash))) !== expected?.canonical) {
      return { isValid, difference: `canonical form with ${hash} of what the library expanded` };
    }
    if (quads !== undefined) {
      const labelled = await orRefused(canonicalizeDataset(quads, hash));
      if (!isDeepStrictEqual(labelled, expected)) return { isValid, difference: `labels with ${hash}` };
    }
    isValid = expected !== undefined;
  }
  if (!isDeepStrictEqual(ours, theirs)) return { isValid, difference: "the expanded document was changed" };
  return { isValid };
}

function sorted(quads: Quad[] | undefined): string[] | undefined {
  return quads?.map((quad) => NQuads.serializeQuad(quad)).sort();
}

/** What a promise gives; undefined where it is refused with a `Problem`, which is what Stint refuses with. */
async function orRefused<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}
