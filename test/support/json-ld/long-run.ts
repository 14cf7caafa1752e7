import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import fc from "fast-check";
import { type DatasetTally, sumOfDatasets, tallyOfDatasets } from "./alike/dataset-tally.ts";
import { datasets } from "./alike/datasets.ts";
import { allFeatures, documents } from "./documents.ts";
import { type Tally, tallyOf } from "./tally.ts";

/**
 * npm run test:differential -- 100000 [seed]: compares as many generated documents on all cores, and as many datasets with nodes
 * that look alike, prints what came of it, and ends with 1 when Stint and the libraries differ on any. The same seed and number of processors make the same documents.
 */

const batchSize = 500;

interface Share {
  count: number;
  seed: number;
}

interface Tallies {
  documents: Tally;
  datasets: DatasetTally;
}

async function main(): Promise<number> {
  const [countText = "100000", seedText = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
  if (!/^[1-9][0-9]{0,8}$/.test(countText) || !/^[0-9]{1,10}$/.test(seedText)) {
    process.stderr.write("Give the number of documents and a seed: npm run test:differential -- 100000 1\n");
    return 2;
  }
  const [count, seed] = [Number(countText), Number(seedText)];
  const processes = Math.min(availableParallelism(), count);
  const started = performance.now();
  const shares = Array.from({ length: processes }, (_, at) => ({
    count: Math.floor(count / processes) + (at < count % processes ? 1 : 0),
    seed: seed + at,
  }));
  const tallies = await Promise.all(shares.map(inAnotherProcess));
  const tally = sumOf(tallies.map(({ documents: ofDocuments }) => ofDocuments));
  const alike = sumOfDatasets(tallies.map(({ datasets: ofDatasets }) => ofDatasets));
  const seconds = Math.round((performance.now() - started) / 1000);
  print(tally, `seed ${seed}, ${processes} processes, ${seconds} s`);
  printAlike(alike);
  return tally.differences.length + alike.differences.length === 0 ? 0 : 1;
}

function inAnotherProcess(share: Share): Promise<Tallies> {
  return new Promise((resolve, reject) => {
    const child = fork(process.argv[1] as string, ["--share", JSON.stringify(share)]);
    child.once("message", (tallies) => resolve(tallies as Tallies));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`A process ended early with ${code}`)));
  });
}

/** One process's part, in batches, so that no more documents than those of one are in memory. */
async function runShare({ count, seed }: Share): Promise<Tallies> {
  const tallies: Tally[] = [];
  const alike: DatasetTally[] = [];
  for (let made = 0; made < count; made += batchSize) {
    const numRuns = Math.min(batchSize, count - made);
    // Far from the seeds of the other processes and batches.
    const batchSeed = (Math.imul(seed, 0x9e3779b1) + made) | 0;
    tallies.push(await tallyOf(fc.sample(documents, { numRuns, seed: batchSeed })));
    alike.push(await tallyOfDatasets(fc.sample(datasets, { numRuns, seed: batchSeed })));
  }
  return { documents: sumOf(tallies), datasets: sumOfDatasets(alike) };
}

function sumOf(tallies: readonly Tally[]): Tally {
  const sum = (part: (tally: Tally) => number) => tallies.reduce((total, tally) => total + part(tally), 0);
  const names = new Set(tallies.flatMap(({ features }) => Object.keys(features)));
  return {
    documents: sum(({ documents: all }) => all),
    valid: sum(({ valid }) => valid),
    compiled: {
      expanded: sum(({ compiled }) => compiled.expanded),
      written: sum(({ compiled }) => compiled.written),
    },
    refusedByBoth: sum(({ refusedByBoth }) => refusedByBoth),
    differences: tallies.flatMap(({ differences }) => differences),
    features: Object.fromEntries(
      [...names].map((name) => [name, sum(({ features }) => features[name] ?? 0)]),
    ),
  };
}

function print(tally: Tally, circumstances: string): void {
  const share = (part: number) =>
    `${part} (${((100 * part) / Math.max(1, tally.valid)).toFixed(1)} % of the valid)`;
  const missing = [...allFeatures].filter((name) => tally.features[name] === undefined);
  const lines = [
    `documents                   ${tally.documents} (${circumstances})`,
    `valid, the same quads       ${tally.valid}`,
    `  expanded by core/rdf      ${share(tally.compiled.expanded)}`,
    `  and written by core/rdf   ${share(tally.compiled.written)}`,
    `refused by both             ${tally.refusedByBoth}`,
    `features that occurred      ${allFeatures.size - missing.length} of ${allFeatures.size}${missing.length > 0 ? `, not: ${missing.join(", ")}` : ""}`,
    `differences                 ${tally.differences.length}`,
    ...tally.differences.map(({ at, document }) => `  ${at}: ${JSON.stringify(document)}`),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

function printAlike({ datasets: count, answered, differences }: DatasetTally): void {
  const lines = [
    `datasets with alike nodes   ${count}`,
    `  written by core/rdf       ${answered}`,
    `differences                 ${differences.length}`,
    ...differences.map(({ at, quads }) => `  ${at}: ${JSON.stringify(quads.join(""))}`),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

const [option, share] = process.argv.slice(2);
if (option === "--share") {
  const tallies = await runShare(JSON.parse(share as string) as Share);
  process.send?.(tallies, () => process.exit(0));
} else {
  process.exit(await main());
}
