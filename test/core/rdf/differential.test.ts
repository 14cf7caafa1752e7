import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { boundedCopy } from "../../../core/json/bounded-copy.ts";
import { allFeatures, documents, type MadeDocument } from "../../support/json-ld/documents.ts";
import { type Tally, tallyOf } from "../../support/json-ld/tally.ts";

// Many more: npm run test:differential -- 100000
const numRuns = 2000;

describe("documents over the pinned contexts, valid, odd and hostile, read by Stint and by jsonld with rdf-canonize", () => {
  let made: MadeDocument[];
  let tally: Tally;

  beforeAll(async () => {
    made = fc.sample(documents, { numRuns, seed: 1 });
    tally = await tallyOf(made);
  }, 60_000);

  it("expand to the same, make the same statements and have the same canonical form, or are refused by both", () => {
    expect(tally.differences).toEqual([]);
    expect(tally.documents).toBe(numRuns);
  });

  it("are within the bounds of what Stint reads, so that they are documents that it could be given", () => {
    for (const { document } of made) expect(() => boundedCopy(document)).not.toThrow();
  });

  it("are valid for a good half, and right and wrong in every way that the generator knows", () => {
    expect(tally.valid).toBeGreaterThan(0.6 * numRuns);
    expect(tally.refusedByBoth).toBeGreaterThan(0.2 * numRuns);
    expect([...allFeatures].filter((feature) => tally.features[feature] === undefined)).toEqual([]);
  });

  it("are mostly answered by the compiled reader where they are valid: the comparison is with something", () => {
    expect(tally.compiled.expanded).toBeGreaterThan(0.85 * tally.valid);
    expect(tally.compiled.written).toBeGreaterThan(0.6 * tally.valid);
  });
});
