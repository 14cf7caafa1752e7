import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../core/json/json-value.ts";
import { findChromium, launchChromium, missingChromium } from "../support/chromium.ts";
import { draftBy, type RunningIssuer, runIssuer, type Tenant } from "../support/running-issuer.ts";

const executablePath = findChromium();
if (executablePath === undefined) {
  if (process.env.CI === "true") throw new Error(missingChromium);
  console.warn(missingChromium);
}

let browser: Browser;
let issuer: RunningIssuer;
let tenant: Tenant;
let axe: string;
/** Screenshots are kept where SCREENSHOTS says, to be looked at. */
const screenshots = process.env.SCREENSHOTS;

const content = {
  title: "Cargo delay dashboard",
  summary: "Build a dashboard of cargo delays for three ports, and explain what it shows.",
  criteria: "The three ports are covered.\nThe numbers reconcile with the port's own.",
  skills: [
    {
      targetType: "ext:ESCO",
      targetFramework: "ESCO",
      targetName: "data visualisation",
      targetUrl: "http://data.europa.eu/esco/skill/1",
    },
  ],
  rubrics: [{ name: "Communication", levels: ["needs help", "good", "excellent"] }],
  estimatedHours: 40,
};

const widths: [string, BrowserContextOptions][] = [
  ["desktop", { viewport: { width: 1280, height: 900 } }],
  ["phone", { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }],
  ["dark", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" }],
];

describe.skipIf(executablePath === undefined)("the console in Chromium", () => {
  const paths: [string, string][] = [];

  beforeAll(async () => {
    if (screenshots !== undefined) await mkdir(screenshots, { recursive: true });
    axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    browser = await launchChromium(executablePath ?? "");
    issuer = await runIssuer();
    tenant = await issuer.createTenant("harbour");
    const post = (path: string, body: object) =>
      issuer.call("POST", `/issuers/harbour/${path}`, { token: tenant.apiKey, body });
    const achievement = (await post("achievements", content)).body.id as string;
    const offered = {
      achievement,
      recipient: { name: "Mika Tanaka", email: "mika@student.example" },
      role: "Data intern",
      rating: 5,
      rubrics: [{ name: "Communication", achieved: "good" }],
      reference: "MI-2026-001",
    };
    const { body } = await post("completions", offered);
    await post("completions", { ...offered, reference: "MI-2026-002", issueNow: true });
    await post("completions", { ...offered, reference: "MI-2026-003", approval: "awaited" });
    const draft = draftBy(tenant);
    await issuer.issue(tenant, draft);
    await issuer.setStatus(tenant, String(draft.id), "revocation", true);
    const completion = (body.completion as JsonObject).id;
    paths.push(
      ["home", "/console"],
      ["achievements", "/console/achievements"],
      ["achievement", `/console/achievements/${achievement}`],
      ["achievement-form", `/console/achievements/${achievement}/edit`],
      ["completions", "/console/completions"],
      ["completion", `/console/completions/${completion}`],
      ["completion-form", `/console/completions/new?achievement=${achievement}`],
      ["recipient", `/console/completions/${completion}/recipient`],
      ["offers", "/console/offers"],
      ["credentials", "/console/credentials"],
      ["search", "/console/credentials?q=mika"],
      ["credential", "/console/credentials/record-1"],
      ["bulk-revoke", "/console/credentials/revoke?record=record-1&record=record-2"],
      ["batches", "/console/batches"],
      ["upload", "/console/batches/new"],
      ["audit", "/console/audit"],
      ["api-keys", "/console/keys"],
      ["signing-keys", "/console/signing-keys"],
      ["withdraw", "/console/signing-keys/1/revoke"],
      ["not-found", "/console/completions/none"],
    );
  });
  afterAll(async () => {
    await browser?.close();
    await issuer?.stop();
  });

  async function open(options: BrowserContextOptions): Promise<{ page: Page; troubles: string[] }> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const troubles: string[] = [];
    page.on("console", (message) => {
      const isAnswer = message.text().startsWith("Failed to load resource");
      if (message.type() === "error" && !isAnswer) troubles.push(message.text());
    });
    page.on("pageerror", (error) => troubles.push(error.message));
    page.on("request", (request) => {
      if (!request.url().startsWith(issuer.url)) troubles.push(`a request to ${request.url()}`);
    });
    return { page, troubles };
  }

  async function signIn(page: Page): Promise<void> {
    await page.goto(`${issuer.url}/console`);
    await page.getByLabel("API key").fill(tenant.apiKey);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(`${issuer.url}/console`);
  }

  /** Nothing is wider than the screen, there is one heading, and axe-core finds no violation. */
  async function examine(page: Page, name: string): Promise<void> {
    const overflow = await page.evaluate(
      "document.documentElement.scrollWidth - document.documentElement.clientWidth",
    );
    if (screenshots !== undefined)
      await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
    expect(overflow, `${name}: nothing is wider than the screen`).toBeLessThanOrEqual(0);
    expect(await page.locator("h1").count(), name).toBe(1);
    const violations = (await page.evaluate(
      `(() => { ${axe}; return axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).join(" ").slice(0, 400))); })()`,
    )) as string[];
    expect(violations, name).toEqual([]);
  }

  it.each(widths)("has no page that axe-core objects to, at %s width", async (width, options) => {
    const { page, troubles } = await open(options);
    await page.goto(`${issuer.url}/console/sign-in`);
    await examine(page, `sign-in-${width}`);
    await signIn(page);
    for (const [name, path] of paths) {
      await page.goto(issuer.url + path);
      await examine(page, `${name}-${width}`);
    }
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  it.each([true, false])("checks and runs a spreadsheet (JavaScript: %s)", async (javaScriptEnabled) => {
    const { page, troubles } = await open({ javaScriptEnabled, viewport: { width: 1280, height: 900 } });
    await signIn(page);
    await page.goto(`${issuer.url}/console/batches/new`);
    const rows = (count: number) =>
      Array.from(
        { length: count },
        (_, row) => `Cargo delay dashboard,s${row}@x.example,${javaScriptEnabled}-${row}`,
      );
    const header = "achievement,email,reference";
    const bad = [header, ...rows(2), "No such work,nobody,X"].join("\n");
    await page.getByLabel("or paste it here").fill(bad);
    await page.getByRole("button", { name: "Check it" }).click();
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").textContent()).toContain("One row needs another look, of 3");
    if (javaScriptEnabled) await examine(page, "upload-problems");
    const buffer = Buffer.from([header, ...rows(300)].join("\n"));
    await page
      .getByLabel("Spreadsheet as CSV")
      .setInputFiles({ name: "students.csv", mimeType: "text/csv", buffer });
    await page.getByLabel("or paste it here").fill("");
    await page.getByRole("button", { name: "Check it" }).click();
    await page.getByText("300 rows").waitFor();
    if (javaScriptEnabled) await examine(page, "checked");
    await page.getByRole("button", { name: "Run it" }).click();
    await page.getByRole("progressbar").waitFor();
    if (javaScriptEnabled) await examine(page, "progress");
    await expect
      .poll(
        async () => {
          if (!javaScriptEnabled) await page.reload();
          return page.getByLabel("Progress").textContent();
        },
        { timeout: 30_000, interval: 200 },
      )
      .toContain("All rows are done300 of 300 rows");
    if (javaScriptEnabled) await examine(page, "finished");
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  it("computes the fingerprint of a deliverable in the browser, and records it", async () => {
    const { page, troubles } = await open({ viewport: { width: 1280, height: 900 } });
    await signIn(page);
    await page.goto(issuer.url + (paths.find(([name]) => name === "completion-form")?.[1] ?? ""));
    await page.getByLabel("E-mail address").fill("kai@student.example");
    const buffer = Buffer.from("the report");
    await page
      .getByLabel("File of deliverable 1")
      .setInputFiles({ name: "report.pdf", mimeType: "application/pdf", buffer });
    await expect
      .poll(() => page.getByLabel("Fingerprint of the file").first().inputValue())
      .toBe(createHash("sha256").update(buffer).digest("hex"));
    await page.getByRole("button", { name: "Record the completion" }).click();
    await page.getByLabel("Claim link").waitFor();
    await examine(page, "recorded");
    expect(await page.getByText("report.pdf").isVisible()).toBe(true);
    expect(troubles).toEqual([]);
    await page.context().close();
  });
});
