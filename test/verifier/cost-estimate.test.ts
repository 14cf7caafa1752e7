import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../core/json/json-value.ts";
import { looksCostly } from "../../verifier/cost-estimate.ts";
import { issued } from "../support/world.ts";

describe("the guess at a document's cost", () => {
  it.each<[string, JsonObject, number, boolean]>([
    ["small and plain", { a: { id: "urn:x", b: 1 } }, 100, false],
    ["large", {}, 48 * 1024 + 1, true],
    ["with a named blank node", { a: [{ b: "_:c0" }] }, 100, true],
    ["with many alike", { a: Array.from({ length: 5 }, () => ({ b: 1 })) }, 100, true],
    ["with few alike", { a: Array.from({ length: 4 }, () => ({ b: 1 })) }, 100, false],
    ["with many unnamed", { a: Array.from({ length: 151 }, (_, b) => ({ b })) }, 100, true],
  ])("%s", (_name, document, size, costly) => {
    expect(looksCostly(document, size)).toBe(costly);
  });

  it("lets the example credential go the quick way", async () => {
    const credential = await issued();
    expect(looksCostly(credential, JSON.stringify(credential).length)).toBe(false);
  });
});
