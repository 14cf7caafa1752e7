import { afterAll, beforeAll, expect } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { compare } from "./compare.ts";
import { reasonForLibrary } from "./reason-for-library.ts";
import { readings } from "./watched-reader.ts";

// Runs with every file of tests. Attacks that reach JSON-LD are tried against the compiled reader, or go to the library for a reason
// that has a name; with vitest.differential.config.ts, every document of every test is read by both.

beforeAll(() => readings.clear());

afterAll(async () => {
  const isHostile = expect.getState().testPath?.includes("/test/hostile/") === true;
  if (!isHostile && process.env.STINT_TEST_COMPARE !== "all") return;
  for (const [text, isAnswered] of readings) {
    const document = JSON.parse(text) as JsonObject;
    if (process.env.STINT_TEST_COMPARE === "all") {
      expect(await compare(document), text).not.toHaveProperty("difference");
    }
    if (isHostile && !isAnswered) expect(await reasonForLibrary(document), text).toBeDefined();
  }
  // One document that was answered tells that the attacks before and after it were tried against the same reader.
  if (isHostile && readings.size > 0) expect([...readings.values()]).toContain(true);
});
