import type { JsonObject } from "../../../core/json/json-value.ts";
import { type Comparison, compare } from "./compare.ts";
import type { MadeDocument } from "./documents.ts";
import { smallestDocument } from "./smallest-document.ts";

/** A document that Stint and the libraries read differently, made as small as it goes. */
export interface Difference {
  at: string;
  document: JsonObject;
}

/** What came of many comparisons. */
export interface Tally {
  documents: number;
  /** Canonical N-Quads came out, the same from both. */
  valid: number;
  /** Of the valid ones: how many the compiled reader expanded, and of these how many it wrote as well. */
  compiled: { expanded: number; written: number };
  refusedByBoth: number;
  differences: Difference[];
  /** How often each feature of the generator occurred. */
  features: Record<string, number>;
}

const maxDifferences = 20;

/** Compares documents one after the other. */
export async function tallyOf(made: Iterable<MadeDocument>): Promise<Tally> {
  const tally: Tally = {
    documents: 0,
    valid: 0,
    compiled: { expanded: 0, written: 0 },
    refusedByBoth: 0,
    differences: [],
    features: {},
  };
  for (const { document, features } of made) {
    const comparison = await compare(document);
    count(tally, comparison, features);
    const { difference } = comparison;
    if (difference !== undefined && tally.differences.length < maxDifferences) {
      tally.differences.push({ at: difference, document: await smallestDocument(document, differs) });
    }
  }
  return tally;
}

async function differs(document: JsonObject): Promise<boolean> {
  return (await compare(document)).difference !== undefined;
}

function count(
  tally: Tally,
  { isValid, compiled, difference }: Comparison,
  features: readonly string[],
): void {
  tally.documents++;
  if (isValid) {
    tally.valid++;
    if (compiled !== "not") tally.compiled.expanded++;
    if (compiled === "wholly") tally.compiled.written++;
  } else if (difference === undefined) {
    tally.refusedByBoth++;
  }
  for (const feature of features) tally.features[feature] = (tally.features[feature] ?? 0) + 1;
}
