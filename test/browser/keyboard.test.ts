import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, launchChromium, missingChromium } from "../support/chromium.ts";
import { runIssuer } from "../support/running-issuer.ts";
import { runNamedVerifier } from "../support/verifier-places.ts";
import { visit } from "../support/visited-page.ts";
import { usualWording } from "../support/wording.ts";
import { issued } from "../support/world.ts";

const executablePath = findChromium();
if (executablePath === undefined) {
  if (process.env.CI === "true") throw new Error(missingChromium);
  console.warn(missingChromium);
}

let browser: Browser;

/** What has the focus: its label, or its own words. */
function focused(page: Page): Promise<string> {
  return page.evaluate(
    "((element) => (element.labels?.[0] ?? element).textContent.trim())(document.activeElement)",
  );
}

/** Goes forward to what begins with these words, and sees that it shows that it has the focus. */
async function tabTo(page: Page, words: string): Promise<void> {
  const passed: string[] = [];
  for (let count = 0; count < 60; count++) {
    await page.keyboard.press("Tab");
    const now = await focused(page);
    if (now.startsWith(words)) {
      const style = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
      expect(style, words).toBe("solid");
      return;
    }
    passed.push(now);
  }
  throw new Error(`${words} cannot be reached: ${passed.join(" | ")}`);
}

async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) {
    await tabTo(page, label);
    await page.keyboard.insertText(text);
  }
}

async function press(page: Page, words: string): Promise<void> {
  await tabTo(page, words);
  await page.keyboard.press("Enter");
}

describe.skipIf(executablePath === undefined)("without a mouse", () => {
  beforeAll(async () => {
    browser = await launchChromium(executablePath ?? "");
  });
  afterAll(() => browser?.close());

  it("an employer signs in, describes the work, and uploads a spreadsheet", async () => {
    const issuer = await runIssuer();
    const { apiKey } = await issuer.createTenant("harbour");
    const { page, troubles } = await visit(browser, `${issuer.url}/console/achievements/new`);
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("Skip to the content");
    await fill(page, { "API key": apiKey });
    await page.keyboard.press("Enter");
    await page.waitForURL(`${issuer.url}/console/achievements/new`);
    await fill(page, {
      Title: "Typed title",
      Summary: "Typed summary",
      "What “done” means": "Typed criteria",
    });
    await press(page, "Save the achievement");
    await page.getByRole("heading", { level: 1, name: "Typed title" }).waitFor();
    expect(await page.getByRole("status").textContent()).toContain("The achievement is saved.");

    await press(page, "Batches");
    await page.waitForURL(`${issuer.url}/console/batches`);
    await press(page, "Upload");
    await page.waitForURL(`${issuer.url}/console/batches/new`);
    await tabTo(page, "Spreadsheet as CSV");
    await fill(page, { "… or paste it here": "achievement,email\nTyped title,mika@students.example\n" });
    await press(page, "Check it");
    await page.getByText("has one row").waitFor();
    await press(page, "Run it");
    await page.getByText("All rows are done").waitFor();
    expect(troubles).toEqual([]);
    await issuer.stop();
  });

  it("a recruiter asks for a presentation, and verifies what was pasted", async () => {
    const verifier = await runNamedVerifier(usualWording);
    const { page, troubles } = await visit(browser, verifier.url);
    await fill(page, { "Credential or presentation": JSON.stringify(await issued()) });
    await press(page, "Verify");
    await page.locator('[data-verdict="verified"]').waitFor();

    await press(page, "Ask for a presentation");
    await page.waitForURL("**/ask");
    await tabTo(page, usualWording.line("Employer"));
    await page.keyboard.press("Space");
    await fill(page, { "With one of these skills": "Statistics", "Ended at most": "12" });
    await press(page, "Technical choices");
    await fill(page, { "Or issued by other DIDs": "did:web:employer.example" });
    await press(page, "Ask");
    await page.waitForURL("**/asked/*");
    expect(await page.getByText("Ended at most 12 months ago").isVisible()).toBe(true);
    expect(troubles).toEqual([]);
    await verifier.stop();
  });
});
