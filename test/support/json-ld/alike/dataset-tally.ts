import { NQuads } from "rdf-canonize";
import { compareDatasets } from "./compare-datasets.ts";
import type { MadeDataset } from "./datasets.ts";

/** What came of many comparisons of datasets. */
export interface DatasetTally {
  datasets: number;
  /** With SHA-256, or with SHA-384: that is about the same number. */
  answered: number;
  differences: { at: string; quads: string[] }[];
  /** How often each feature of the generator was in a dataset that was answered, and in one that was left to the library. */
  features: Record<string, { answered: number; left: number }>;
}

const maxDifferences = 20;

/** Compares datasets one after the other. */
export async function tallyOfDatasets(made: Iterable<MadeDataset>): Promise<DatasetTally> {
  const tally: DatasetTally = { datasets: 0, answered: 0, differences: [], features: {} };
  for (const { quads, features } of made) {
    const { answered, difference } = await compareDatasets(quads);
    tally.datasets += 1;
    if (answered.length > 0) tally.answered += 1;
    for (const feature of new Set(features)) {
      const counts = tally.features[feature] ?? { answered: 0, left: 0 };
      counts[answered.length > 0 ? "answered" : "left"] += 1;
      tally.features[feature] = counts;
    }
    if (difference !== undefined && tally.differences.length < maxDifferences)
      tally.differences.push({ at: difference, quads: quads.map((quad) => NQuads.serializeQuad(quad)) });
  }
  return tally;
}

/** The sum of several tallies. */
export function sumOfDatasets(tallies: readonly DatasetTally[]): DatasetTally {
  const sum: DatasetTally = { datasets: 0, answered: 0, differences: [], features: {} };
  for (const { datasets, answered, differences, features } of tallies) {
    sum.datasets += datasets;
    sum.answered += answered;
    sum.differences.push(...differences);
    for (const [feature, counts] of Object.entries(features)) {
      const before = sum.features[feature] ?? { answered: 0, left: 0 };
      sum.features[feature] = {
        answered: before.answered + counts.answered,
        left: before.left + counts.left,
      };
    }
  }
  return sum;
}
