import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browserless, openBrowserless } from "../support/browserless.ts";
import { digestMultibaseOf } from "../support/digest.ts";
import { type RunningVerifier, runVerifier } from "../support/running-verifier.ts";
import { issued, now } from "../support/world.ts";

let verifier: RunningVerifier;
let browser: Browserless;
beforeAll(async () => {
  verifier = await runVerifier({ now: () => now });
  browser = openBrowserless(verifier.url);
});
afterAll(() => verifier.stop());

const evidence = [
  { type: ["Evidence"], name: "Final report", digestMultibase: digestMultibaseOf("report") },
  { type: ["Evidence"], name: "Slides", digestMultibase: digestMultibaseOf("slides") },
];
const give = async (files: Record<string, string>) => {
  const document = JSON.stringify(await issued({ evidence }));
  return browser.upload("/verify", { document, challenge: "", domain: "" }, undefined, files);
};
const outcomes = (html: string, kind: "evidence" | "file") =>
  [...html.matchAll(new RegExp(`data-${kind}="([a-z-]+)"`, "g"))].map(([, outcome]) => outcome);

describe("files given along on the front page", () => {
  it("are compared with what was signed, each by its digest", async () => {
    const { status, html } = await give({ "a.pdf": "report", "slides.pdf": "changed" });
    expect(status).toBe(200);
    expect(outcomes(html, "evidence")).toEqual(["matches", "differs"]);
    expect(outcomes(html, "file")).toEqual(["belongs", "foreign"]);
  });

  it("are not asked for: without any, nothing is said of them", async () => {
    const { html } = await give({});
    expect([outcomes(html, "evidence"), outcomes(html, "file")]).toEqual([[], []]);
  });

  it("are shown by name as text, whatever the name is", async () => {
    const { html } = await give({ "<img src=x onerror=alert(1)>": "report" });
    expect(html).not.toContain("<img src=x");
    expect(outcomes(html, "file")).toEqual(["belongs"]);
  });

  it("are at most twenty", async () => {
    const many = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`${index}.txt`, "x"]));
    expect((await give(many)).status).toBe(400);
  });

  it("and what was signed stand in the answer of the API", async () => {
    const { body } = await verifier.post("/credentials/verify", {
      verifiableCredential: await issued({ evidence }),
    });
    expect(body.validation).toMatchObject({ evidence: [{ outcome: "not-given" }, { outcome: "not-given" }] });
  });
});
