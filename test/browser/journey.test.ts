import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, launchChromium, missingChromium } from "../support/chromium.ts";
import { type SpawnedServices, spawnServices } from "../support/spawned-services.ts";
import { lookAt, type VisitedPage, visit } from "../support/visited-page.ts";

const executablePath = findChromium();
if (executablePath === undefined) {
  if (process.env.CI === "true") throw new Error(missingChromium);
  console.warn(missingChromium);
}

const desktop = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };
const students = 300;

let browser: Browser;
let services: SpawnedServices;
let employer: VisitedPage;
let recruiter: VisitedPage;
let claimLink: string;

/** The same page as on a desk and as on a phone. */
async function lookAtBothWidths(page: Page, name: string): Promise<void> {
  await lookAt(page, `journey-${name}-desktop`);
  await page.setViewportSize(phone);
  await lookAt(page, `journey-${name}-phone`);
  await page.setViewportSize(desktop);
}

/** What the student types: a command as a page shows it, and "yes". */
async function type(command: string) {
  const [, verb = "", link = ""] = /^stint (\w+) "(http[^"]+)"$/.exec(command.trim()) ?? [];
  return services.student.stint(verb, link, "--yes");
}

function dayBefore(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

const header = "achievement,reference,name,email,role,start,end,rating";
const rows = Array.from({ length: students }, (_, index) =>
  [
    "Cargo delay dashboard",
    `MI-${index}`,
    index === 0 ? "Mika Tanaka" : `Student ${index}`,
    `student${index}@students.example`,
    "Data intern",
    dayBefore(60),
    dayBefore(30),
    5,
  ].join(","),
);
const spreadsheet = (...lines: string[]) => ({
  name: "students.csv",
  mimeType: "text/csv",
  buffer: Buffer.from([header, ...lines].join("\r\n")),
});

describe.skipIf(executablePath === undefined)("from a spreadsheet to a verdict, and back", () => {
  beforeAll(async () => {
    [browser, services] = await Promise.all([launchChromium(executablePath ?? ""), spawnServices()]);
    employer = await visit(browser, `${services.issuerUrl}/console`, { viewport: desktop });
  });
  afterAll(async () => {
    await browser?.close();
    await services?.stop();
  });

  it("the employer signs in and describes a micro-internship", async () => {
    const { page } = employer;
    await page.getByLabel("API key").fill(services.employer.apiKey);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { level: 1, name: "Harbour Analytics" }).waitFor();
    await lookAt(page, "journey-begin");
    await page.getByRole("link", { name: "Describe the first one" }).click();
    await page.getByLabel("Title").fill("Cargo delay dashboard");
    await page.getByLabel("Summary").fill("Build a dashboard of cargo delays for three ports.");
    await page.getByLabel("What “done” means").fill("Three ports are covered, and the numbers reconcile.");
    await page.getByLabel("Skill 1").fill("data visualisation");
    await page.getByLabel("Its web address in the list").first().fill("http://data.europa.eu/esco/skill/1");
    await page.getByRole("button", { name: "Save the achievement" }).click();
    await page.getByText("The achievement is saved.").waitFor();
    await lookAt(page, "journey-achievement");
  });

  it("the employer uploads a spreadsheet, and sees which two rows are wrong, where and why", async () => {
    const { page } = employer;
    await page.getByRole("link", { name: "Batches" }).click();
    await page
      .getByRole("link", { name: /upload/i })
      .first()
      .click();
    const bad = [...rows];
    bad[1] = rows[1]?.replace("Cargo delay dashboard", "Cargo dashboard") ?? "";
    bad[4] = rows[4]?.replace(dayBefore(30), "yesterday") ?? "";
    await page.getByLabel("Spreadsheet as CSV").setInputFiles(spreadsheet(...bad));
    await page.getByRole("button", { name: "Check it" }).click();
    const alert = page.getByRole("alert");
    await alert.getByText(`2 rows need another look, of ${students}`).waitFor();
    const cells = await alert
      .locator("tbody tr")
      .evaluateAll((found) => found.map((row) => [...row.children].map((cell) => cell.textContent)));
    expect(cells).toEqual([
      ["3", "achievement", expect.stringMatching(/no achievement/)],
      ["6", "end", expect.stringMatching(/date/)],
    ]);
    await lookAt(page, "journey-two-rows");
  });

  it("the employer uploads it corrected, runs it, and watches it to the end", async () => {
    const { page } = employer;
    await page.getByLabel("Spreadsheet as CSV").setInputFiles(spreadsheet(...rows));
    await page.getByRole("button", { name: "Check it" }).click();
    await page.getByText(`has ${students} rows`).waitFor();
    await page.getByRole("button", { name: "Run it" }).click();
    const bar = page.getByRole("progressbar");
    const worked = async () => Number(await bar.getAttribute("value"));
    const seen = [await worked()];
    await expect
      .poll(
        async () => {
          seen.push(await worked());
          return page.getByLabel("Progress").textContent();
        },
        { timeout: 40_000, interval: 100 },
      )
      .toContain(`All rows are done${students} of ${students} rows`);
    expect(seen[0]).toBeLessThan(students);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(await worked()).toBe(students);
    await lookAt(page, "journey-finished");
  });

  it("the employer finds the claim link of one student", async () => {
    const { page } = employer;
    await page.getByRole("link", { name: "Completions" }).click();
    await page.getByRole("searchbox").fill("Mika");
    await page.getByRole("searchbox").press("Enter");
    await page.getByRole("link", { name: "Mika Tanaka" }).click();
    claimLink = await page.getByLabel("Claim link").inputValue();
    expect(claimLink).toMatch(new RegExp(`^${services.issuerUrl}/offers/`));
    await lookAt(page, "journey-completion");
  });

  it("the student opens it, runs the command that stands there, and the page notices", async () => {
    expect((await services.student.stint("init")).code).toBe(0);
    const { page, troubles } = await visit(browser, claimLink, { viewport: desktop });
    await lookAtBothWidths(page, "claim");
    const command = (await page.getByText("stint accept").textContent()) ?? "";
    const { code, out, error } = await type(command);
    expect(`${code} ${out}${error}`).toMatch(/^0 /);
    await page.getByRole("heading", { level: 1, name: "Claimed" }).waitFor({ timeout: 15_000 });
    await lookAtBothWidths(page, "claimed");
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  it("the recruiter asks in everyday words, the student responds, and the page turns into the verdict", async () => {
    recruiter = await visit(browser, `${services.verifierUrl}/`, { viewport: desktop });
    const { page } = recruiter;
    await page.getByRole("navigation").getByRole("link", { name: "Ask for a presentation" }).click();
    await page.getByLabel("Harbour Analytics").check();
    await page.getByLabel(/skills/).fill("Data visualisation");
    await page.getByLabel(/months/).fill("12");
    await lookAtBothWidths(page, "ask");
    await page.getByRole("button", { name: "Ask" }).click();
    await page.waitForURL("**/asked/*");
    await lookAtBothWidths(page, "asked");
    const command = (await page.getByText("stint respond").textContent()) ?? "";
    const { code, out, error } = await type(command);
    expect(`${code} ${out}${error}`).toMatch(/^0 /);
    await page.getByText("Verified, issued by Harbour Analytics").waitFor({ timeout: 15_000 });
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Cargo delay dashboard");
    expect(await page.getByText("Mika Tanaka").first().isVisible()).toBe(true);
    await lookAtBothWidths(page, "verdict");
  });

  it("another browser sees nothing of it, even with the address", async () => {
    const { page } = await visit(browser, recruiter.page.url(), { viewport: desktop });
    expect(await page.content()).not.toMatch(/Mika|Cargo|Harbour/);
    expect(await page.getByText("There is nothing here for this browser").isVisible()).toBe(true);
    await lookAt(page, "journey-other-browser");
    await page.context().close();
  });

  it("the employer revokes the credential with a reason", async () => {
    const { page } = employer;
    await page.getByRole("link", { name: "Credentials" }).click();
    await page.getByRole("link", { name: "Cargo delay dashboard" }).click();
    await page.getByLabel("Reason").fill("The numbers turned out to be invented");
    await page.getByRole("button", { name: "Revoke" }).click();
    await page.getByRole("status").waitFor();
    expect(await page.getByLabel("History").textContent()).toContain("The numbers turned out to be invented");
    await lookAt(page, "journey-revoked");
  });

  it("the recruiter looks again: revoked", async () => {
    const { page } = recruiter;
    await page.reload();
    await expect.poll(() => page.getByRole("status").textContent()).toContain("Not verified");
    expect(await page.getByRole("status").textContent()).toContain("Revoked by its issuer");
    expect(await page.getByText("invented").count()).toBe(0);
    await lookAtBothWidths(page, "verdict-revoked");
    expect([...employer.troubles, ...recruiter.troubles]).toEqual([]);
  });
});
