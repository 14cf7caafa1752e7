import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPresentation, signShare } from "../../core/presentation/create-presentation.ts";
import { type FrontPage, openFrontPage, outcomeOf, verdictOf } from "../support/front-page.ts";
import { entryAt, issued, now, presented, student } from "../support/world.ts";

let page: FrontPage;
let give: FrontPage["give"];

beforeAll(async () => {
  page = await openFrontPage(() => ({ status: 404, body: "" }));
  ({ give } = page);
});
afterAll(() => page.close());

describe("the page of a verdict", () => {
  it("leads with the work, then the checks, with headings in order", async () => {
    const { html } = await give(JSON.stringify(await presented([await issued(), await issued()])));
    const levels = [...html.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [position, level] of levels.entries())
      expect(level - (levels[position - 1] ?? 0)).toBeLessThanOrEqual(1);
    expect(html.indexOf("The work</h2>")).toBeLessThan(html.indexOf("The presentation</h2>"));
  });

  it("says of which moment the issuer's status list is, and when it was asked for", async () => {
    const { html } = await give(JSON.stringify(await issued({ credentialStatus: entryAt(3) })));
    expect(verdictOf(html)).toBe("verified");
    expect(html).toMatch(/list is of <time dateTime="2026-11-22T00:00:00Z">22 November 2026 at 00:00 UTC/i);
    expect(html).toMatch(/fetched <time dateTime="2026-11-22T12:00:00Z">/i);
  });

  it("shows the issuer's own address, and which list vouches for it and why", async () => {
    const { html } = await give(JSON.stringify(await issued()));
    expect(html).toContain('href="https://harbour.example/"');
    expect(html).toContain("List “trusted.json”: trusted, as Harbour Analytics (Partner since 2024)");
    expect(html).not.toContain("/trust/new-issuer");
  });

  it("says what it means that a presentation came without a challenge", async () => {
    const { html } = await give(JSON.stringify(await presented([await issued()])));
    expect([verdictOf(html), outcomeOf(html, "challenge")]).toEqual(["undetermined", "unknown"]);
    expect(html).toContain("You gave no challenge");
    expect(html).toContain('href="/ask"');
  });

  it("takes a share that was made for this verifier, says that it proves nobody's presence, and no other's", async () => {
    const shareFor = async (domain: string) =>
      signShare(createPresentation({ credentials: [await issued()], holder: student.did }), {
        signer: student.signer,
        domain,
        created: now,
        expires: new Date("2026-12-01T00:00:00Z"),
      });
    const { html } = await give(JSON.stringify(await shareFor("verifier.example")));
    expect([verdictOf(html), outcomeOf(html, "challenge")]).toEqual(["verified", "not-applicable"]);
    expect(html).toContain("does not show that they are here now");
    const other = await give(JSON.stringify(await shareFor("other.example")));
    expect([verdictOf(other.html), outcomeOf(other.html, "domain")]).toEqual(["not-verified", "failed"]);
  });
});
