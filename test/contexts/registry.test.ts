import { describe, expect, it } from "vitest";
import { contextDigests } from "../../contexts/digests.ts";
import { checkedContext, pinnedContexts } from "../../contexts/registry.ts";
import { loadPinnedContext } from "../../core/credential/json-ld/json-ld.ts";
import { openCredential } from "../../core/credential/open-credential.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { employer, student } from "../support/world.ts";

function definitions(value: unknown): [string, unknown][] {
  if (Array.isArray(value)) return value.flatMap(definitions);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([term, definition]) => [
    [term, definition] as [string, unknown],
    ...definitions(definition),
  ]);
}

describe("a credential of the DCC's first pilots (https://w3id.org/dcc/v1)", () => {
  const pilot = (subject: JsonObject) => ({
    "@context": ["https://www.w3.org/2018/credentials/v1", "https://w3id.org/dcc/v1"],
    id: "urn:uuid:1a0f7a3e-44a2-4a1e-8f1b-6c1a0c7d0001",
    type: ["VerifiableCredential", "LearningCredential"],
    issuer: employer.did,
    issuanceDate: "2021-06-01T00:00:00Z",
    credentialSubject: { id: student.did, type: "Person", name: "Mika Tanaka", ...subject },
  });
  const programme = { type: "EducationalOccupationalProgram", identifier: "program-1" };

  it("is read", async () => {
    const hasCredential = { type: "EducationalOccupationalCredential", name: "Certificate" };
    const { statement } = await openCredential(pilot({ hasCredential }), "all");
    expect(statement.types).toContain("https://w3id.org/dcc/v1#LearningCredential");
  });

  // JSON-LD 1.1, 4.8: what stands under a reverse property is said of something else than it seems.
  it("is refused when a member says something of its parent's parent", async () => {
    const hasCredential = { type: "EducationalOccupationalCredential", awardedOnCompletionOf: programme };
    await expect(openCredential(pilot({ hasCredential }), "all")).rejects.toMatchObject({
      code: "PARSING_ERROR",
    });
  });
});

describe("the pinned contexts", () => {
  it("are all there, each with its recorded SHA-256", () => {
    expect([...pinnedContexts.keys()]).toEqual([...contextDigests.keys()]);
  });

  it("stop the start when one differs or is missing", () => {
    const [[url, digest]] = contextDigests as unknown as [[string, string]];
    expect(() => checkedContext(url, { "@context": {} }, digest)).toThrow(/differs/);
    expect(() => checkedContext(url, undefined, digest)).toThrow(/not installed/);
  });

  it("cannot be changed by anybody in the process", () => {
    const context = pinnedContexts.get("https://www.w3.org/ns/credentials/v2") as {
      "@context": Record<string, unknown>;
    };
    expect(() => {
      context["@context"].issuer = "https://evil.example/#issuer";
    }).toThrow(TypeError);
  });

  it.each([
    "https://www.w3.org/ns/credentials/v3",
    "https://evil.example/context",
    "http://www.w3.org/ns/credentials/v2",
    "OBv3_beta",
  ])("are the only ones: %s is not loaded", async (url) => {
    await expect(loadPinnedContext(url)).rejects.toMatchObject({ code: "PARSING_ERROR" });
  });

  // Reading members by name rests on this: no pinned term is another name for a keyword that nests or hides.
  it("give keywords no other names than id and type", () => {
    for (const document of pinnedContexts.values()) {
      const aliases = definitions(document).filter(
        ([term, iri]) => !term.startsWith("@") && typeof iri === "string" && iri.startsWith("@"),
      );
      expect(
        new Set(aliases.map(([term]) => term).filter((term) => term !== "id" && term !== "type")),
      ).toEqual(new Set());
    }
  });

  it("define no reverse properties and no containers but graphs, sets and lists", () => {
    const all = [...pinnedContexts.values()].flatMap(definitions);
    expect(all.some(([term]) => term === "@reverse" || term === "@nest" || term === "@index")).toBe(false);
    const containers = all.filter(([term]) => term === "@container").map(([, value]) => value);
    expect(new Set(containers)).toEqual(new Set(["@graph", "@set", "@list"]));
  });
});
