import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { portfolioLink } from "../../core/portfolio/portfolio-page-data.ts";
import { type Browserless, openBrowserless } from "../support/browserless.ts";
import { digestMultibaseOf } from "../support/digest.ts";
import { portfolioOf, project } from "../support/portfolios.ts";
import { type RunningVerifier, runVerifier } from "../support/running-verifier.ts";
import { employer, entryAt, listUrl, now, statusList, thief, webOf } from "../support/world.ts";

let verifier: RunningVerifier;
let browser: Browserless;
beforeAll(async () => {
  verifier = await runVerifier({
    now: () => now,
    issuers: [{ did: employer.did, name: "Harbour Analytics", reason: "Partner" }],
    fetchDocument: webOf({ [listUrl]: await statusList([7]) }),
  });
  browser = openBrowserless(verifier.url);
});
afterAll(() => verifier.stop());

const give = (file: string, evidence?: Record<string, string>) =>
  browser.upload("/verify", { document: "", challenge: "", domain: "" }, file, evidence);
const members = (html: string) =>
  [...html.matchAll(/data-member="([a-z-]+)"/g)].map(([, outcome]) => outcome);

describe("the verifier's page, given a portfolio", () => {
  it("verifies each credential in it and computes what they come to", async () => {
    const portfolio = await portfolioOf([await project(1), await project(2, { estimatedHours: 12.5 })]);
    const { status, html } = await give(JSON.stringify(portfolio));
    expect(status).toBe(200);
    expect(html).toContain("Verified, and you trust every issuer in it");
    expect(members(html)).toEqual(["verified", "verified"]);
    expect(html).toContain("42.5");
    expect(html).toContain("30 [1] + 12.5 [2]");
  });

  it("reads it out of its page, whatever that says besides", async () => {
    const text = JSON.stringify(await portfolioOf([await project(1)]));
    const page = `<!doctype html><h1>9000 hours</h1><a href="${portfolioLink(text)}">x</a>`;
    const { status, html } = await give(page);
    expect([status, html.includes("30 [1]"), html.includes("9000")]).toEqual([200, true, false]);
  });

  it("says what of it is not verified, and leaves it out", async () => {
    const revoked = await project(2, {}, { unsigned: { credentialStatus: entryAt(7) } });
    const { status, html } = await give(JSON.stringify(await portfolioOf([await project(1), revoked])));
    expect([status, members(html)]).toEqual([422, ["verified", "not-verified"]]);
    expect(html).toContain('data-verdict="not-verified"');
    expect(html).toContain("Credential 2 is not counted: it is not verified");
    expect(html).not.toContain("30 [2]");
  });

  it("keeps apart what is by issuers that it knows", async () => {
    const stranger = await project(2, { estimatedHours: 500 }, { by: thief });
    const { html } = await give(JSON.stringify(await portfolioOf([await project(1), stranger])));
    expect(html).toContain('data-verdict="verified-unknown-issuer"');
    expect(html).toContain("By issuers known to you: 1 of 2 projects, with 30 estimated hours");
  });

  it("compares files with the evidence of the credentials in it", async () => {
    const evidence = [{ type: ["Evidence"], name: "Report", digestMultibase: digestMultibaseOf("report") }];
    const portfolio = await portfolioOf([await project(1, {}, { unsigned: { evidence } })]);
    const { html } = await give(JSON.stringify(portfolio), { "r.pdf": "report" });
    expect(html).toContain('data-evidence="matches"');
    expect(html).toContain('data-file="belongs"');
  });
});

describe("the verifier's API, given a portfolio", () => {
  it("answers with each verdict and the sums", async () => {
    const { status, body } = await verifier.post("/credentials/verify", {
      verifiableCredential: await portfolioOf([await project(1)]),
    });
    expect(status).toBe(200);
    expect(body.portfolio).toMatchObject({
      credentials: [{ verified: true, validation: { issuer: { outcome: "trusted" } } }],
      sums: { projects: [1], hours: { total: 30 } },
      knownSums: { projects: [1] },
      leftOut: [],
    });
  });
});
