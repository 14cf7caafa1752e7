import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { looksCostly } from "../../../verifier/runs/cost-estimate.ts";
import { signRaw } from "../../support/jwt.ts";
import { issued, student } from "../../support/world.ts";

describe("the guess at a document's cost", () => {
  it.each<[string, JsonObject, number, boolean]>([
    ["small and plain", { a: { id: "urn:x", b: 1 } }, 100, false],
    ["large", {}, 48 * 1024 + 1, true],
    ["with a named blank node", { a: [{ b: "_:c0" }] }, 100, true],
    ["with many alike", { a: Array.from({ length: 6 }, () => ({ b: 1 })) }, 100, true],
    ["with few alike", { a: Array.from({ length: 5 }, () => ({ b: 1 })) }, 100, false],
    ["with many unnamed", { a: Array.from({ length: 151 }, (_, b) => ({ b })) }, 100, true],
  ])("%s", (_name, document, size, costly) => {
    expect(looksCostly(document, size)).toBe(costly);
  });

  const alike = { id: "urn:x", parts: Array.from({ length: 6 }, () => ({ b: 1 })) };
  it.each<[string, JsonObject, boolean]>([
    ["a credential, which is never canonicalized", { vc: alike, ...alike }, false],
    ["credentials as JWTs", { vp: { verifiableCredential: ["a.b.c", "a.b.c"] } }, false],
    ["a credential with proofs of its own", { vp: { verifiableCredential: [alike] } }, true],
    ["the same without vp", { verifiableCredential: [alike] }, true],
  ])("of a JWT with %s", async (_name, payload, costly) => {
    const jwt = await signRaw({}, payload, student);
    expect(looksCostly(jwt, jwt.length)).toBe(costly);
  });

  it("of a JWT that cannot be read is small: it is refused at once", () => {
    expect(looksCostly("a.b.c", 5)).toBe(false);
    expect(looksCostly("a.b.c", 48 * 1024 + 1)).toBe(true);
  });

  it("lets the example credential go the quick way", async () => {
    const credential = await issued();
    expect(looksCostly(credential, JSON.stringify(credential).length)).toBe(false);
  });
});
