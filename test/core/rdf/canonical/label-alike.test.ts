import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { createPresentation } from "../../../../core/presentation/create-presentation.ts";
import { writeCanonical } from "../../../../core/rdf/canonical/canonicalize.ts";
import { notCovered } from "../../../../core/rdf/not-covered.ts";
import { type DatasetTally, tallyOfDatasets } from "../../../support/json-ld/alike/dataset-tally.ts";
import { allDatasetFeatures, datasets } from "../../../support/json-ld/alike/datasets.ts";
import { datasetOf, quadsOf } from "../../../support/json-ld/alike/read-quads.ts";
import { compare } from "../../../support/json-ld/compare.ts";
import { canonizeByLibrary } from "../../../support/json-ld/oracle.ts";
import { issued, student } from "../../../support/world.ts";

const namedGraphs = '_:g number "1"; _:h number "2";';
const range = (count: number) => Array.from({ length: count }, (_, index) => index);
/** As many nodes alike, each of them twice: in one graph and in another. Two hashes for each, the graph's and its own. */
const pairs = (count: number) =>
  namedGraphs +
  range(count)
    .map((name) => `_:a${name} name "${name}" _:g; _:b${name} name "${name}" _:h`)
    .join(";");
/** Two pairs related by a property with a name of so many characters, which is hashed twice. */
const longNames = (length: number) =>
  '_:a p _:b; _:c p _:d; _:a n "1"; _:c n "2"'.replaceAll("p", "p".repeat(length));

describe("blank nodes with the same first degree hash (RDFC-1.0, 4.4.3, step 5)", () => {
  it.each<[string, string]>([
    ["in graphs with names of their own", `${namedGraphs} x p _:a _:g; x p _:b _:h`],
    [
      "with several statements in the graph",
      `${namedGraphs} _:a p "1" _:g; _:a q "1" _:g; _:b p "1" _:h; _:b q "1" _:h`,
    ],
    ["of nodes of their own", '_:a p _:c; _:b p _:d; _:a name "1"; _:b name "2"'],
    ["to which nodes of their own belong", '_:c p _:a; _:d p _:b; _:a name "1"; _:b name "2"'],
    ["at the end of chains", '_:a p _:b; _:b p _:c; _:d p _:e; _:e p _:f; _:a name "1"; _:d name "2"'],
    [
      "that are named deep in chains",
      '_:a p _:b; _:b p _:c; _:d p _:e; _:e p _:f; _:c name "1"; _:f name "2"',
    ],
    [
      "whose graphs are alike",
      range(4)
        .map((at) => `_:x${at} p _:a${at} _:g${at}; _:a${at} q "1" _:g${at}; _:x${at} n "${at}"`)
        .join(";"),
    ],
    ["related by two properties", '_:a p _:b; _:a q _:b; _:c p _:d; _:c q _:d; _:a n "1"; _:c n "2"'],
    [
      "in long chains",
      range(12)
        .map((at) => ["a", "b"].map((side) => `_:${side}${at} p _:${side}${at + 1}`).join(";"))
        .join(";")
        .concat('; _:a0 n "1"; _:b0 n "2"'),
    ],
    ["up to the bound", pairs(100)],
    ["by long names", longNames(115_000)],
  ])("are told apart as rdf-canonize does: %s", async (_what, short) => {
    await expectSame(short);
  });

  it.each<[string, string]>([
    ["nothing tells two of them apart", 'x p _:a; x p _:b; _:a n "1"; _:b n "1"'],
    ["nothing tells two pairs apart", "_:a p _:b; _:c p _:d"],
    // With these properties the node that has the choice comes first with both hashes.
    [
      "one has two neighbours that look alike",
      [1, 2]
        .map(
          (at) =>
            `_:a${at} p _:b${at}; _:a${at} p _:c${at}; _:b${at} s _:x${at}; _:c${at} s _:y${at}; _:x${at} n "x${at}"; _:y${at} n "y${at}"`,
        )
        .join(";"),
    ],
    ["one is the neighbour of another", '_:x p _:a; _:a p _:b; _:b p _:y; _:x n "1"; _:y n "2"'],
    ["they stand in a circle", "_:a p _:b; _:b p _:c; _:c p _:a"],
    [
      "each is linked to each",
      range(8)
        .flatMap((one) =>
          range(8)
            .filter((other) => other !== one)
            .map((other) => `_:a${one} p _:a${other}`),
        )
        .join(";"),
    ],
    ["there are more than the bound allows", pairs(101)],
    ["names are longer than it allows", longNames(125_000)],
  ])("are left to the library where %s", (_what, short) => {
    for (const hash of ["sha256", "sha384"] as const)
      expect(() => writeCanonical(datasetOf(quadsOf(short)), hash)).toThrow(notCovered);
  });

  it("are left to the library where its answer depends on the order of the statements: what 4.7.3 hashes has no graph", async () => {
    const short =
      '_:a p _:x _:g; _:a p _:y _:h; _:b p _:x _:h; _:b p _:y _:g; _:x n "x"; _:y n "y"; _:g n "g"; _:h n "h"';
    const quads = quadsOf(short);
    const [one, other] = [
      await canonizeByLibrary(quads, "sha256"),
      await canonizeByLibrary(quads.toReversed(), "sha256"),
    ];
    expect(one?.canonical).not.toBe(other?.canonical);
    expect(() => writeCanonical(datasetOf(quads), "sha256")).toThrow(notCovered);
  });
});

async function expectSame(short: string): Promise<void> {
  const quads = quadsOf(short);
  for (const hash of ["sha256", "sha384"] as const) {
    const { canonical } = (await canonizeByLibrary(quads, hash)) ?? {};
    expect(canonical).toBeDefined();
    expect(writeCanonical(datasetOf(quads), hash)).toBe(canonical);
    expect(writeCanonical(datasetOf(quads.toReversed()), hash)).toBe(canonical);
  }
}

describe("statements about alike nodes, in stars, chains, circles, lists and graphs, written by Stint and by rdf-canonize", () => {
  // Many more: npm run test:differential -- 100000
  const numRuns = 2500;
  let tally: DatasetTally;

  beforeAll(async () => {
    tally = await tallyOfDatasets(fc.sample(datasets, { numRuns, seed: 1 }));
  }, 60_000);

  it("are the same bytes with both hashes, in either order, wherever Stint answers", () => {
    expect(tally.differences).toEqual([]);
    expect(tally.datasets).toBe(numRuns);
  });

  it("are answered for a third, and left to the library for another: the comparison is with something", () => {
    expect(tally.answered).toBeGreaterThan(numRuns / 3);
    expect(tally.answered).toBeLessThan((2 * numRuns) / 3);
  });

  it("are of every kind that the generator knows, answered and not", () => {
    expect(Object.keys(tally.features).sort()).toEqual([...allDatasetFeatures].sort());
    for (const { answered, left } of Object.values(tally.features)) {
      expect(answered).toBeGreaterThan(0);
      expect(left).toBeGreaterThan(0);
    }
  });
});

describe("a presentation of micro-internships by one employer, all for the same kind of work", () => {
  it.each([2, 3, 5, 10])(
    "is written without the library, in the library's bytes: %i of them",
    async (count) => {
      const credentials = await Promise.all(range(count).map((one) => issued({ id: `urn:x:${one}` })));
      const document = createPresentation({ credentials, holder: student.did });
      expect(await compare(document)).toEqual({ isValid: true, compiled: "wholly" });
    },
  );
});
