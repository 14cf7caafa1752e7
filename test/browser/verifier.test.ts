import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPresentation, signPresentation } from "../../core/presentation/create-presentation.ts";
import { findChromium, launchChromium, missingChromium } from "../support/chromium.ts";
import { type RunningVerifier, runVerifier } from "../support/running-verifier.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import {
  employer,
  entryAt,
  issued,
  listUrl,
  now,
  presented,
  statusList,
  student,
  thief,
  webOf,
} from "../support/world.ts";

const executablePath = findChromium();
if (executablePath === undefined) {
  if (process.env.CI === "true") throw new Error(missingChromium);
  console.warn(missingChromium);
}

let browser: Browser;
let verifier: RunningVerifier;
/** Screenshots are kept where SCREENSHOTS says, to be looked at. */
const screenshots = process.env.SCREENSHOTS;

const widths: [string, BrowserContextOptions][] = [
  ["desktop", { viewport: { width: 1280, height: 900 } }],
  ["phone", { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }],
  ["dark", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" }],
];

describe.skipIf(executablePath === undefined)("the verifier's pages in Chromium", () => {
  beforeAll(async () => {
    if (screenshots !== undefined) await mkdir(screenshots, { recursive: true });
    browser = await launchChromium(executablePath ?? "");
    verifier = await runVerifier({
      issuers: [{ did: employer.did, name: "Harbour Analytics", reason: "Partner since 2024" }],
      fetchDocument: webOf({ [listUrl]: await statusList([7]) }),
      now: () => now,
    });
  });
  afterAll(async () => {
    await browser?.close();
    await verifier?.stop();
  });

  async function open(
    options: BrowserContextOptions,
    path = "/",
  ): Promise<{ page: Page; troubles: string[] }> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const troubles: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().includes("422")) troubles.push(message.text());
    });
    page.on("pageerror", (error) => troubles.push(error.message));
    page.on("request", (request) => {
      if (!request.url().startsWith(verifier.url)) troubles.push(`a request to ${request.url()}`);
    });
    await page.goto(verifier.url + path);
    return { page, troubles };
  }

  async function keep(page: Page, name: string): Promise<void> {
    const overflow = await page.evaluate(
      "document.documentElement.scrollWidth - document.documentElement.clientWidth",
    );
    expect(overflow, "nothing is wider than the screen").toBeLessThanOrEqual(0);
    if (screenshots !== undefined)
      await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
  }

  describe.each(widths)("at %s width", (width, options) => {
    it("takes a pasted credential and shows the verdict, with no script error and no foreign request", async () => {
      const { page, troubles } = await open(options);
      await keep(page, `home-${width}`);
      await page.getByLabel("Credential or presentation").fill(JSON.stringify(await issued(), null, 2));
      await page.getByRole("button", { name: "Verify" }).click();
      await page.waitForURL("**/verify");
      await expect
        .poll(() => page.getByRole("status").textContent())
        .toContain("Verified, issued by Harbour Analytics");
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Cargo delay dashboard");
      await keep(page, `verified-${width}`);
      expect(troubles).toEqual([]);
      await page.context().close();
    });

    it.each([
      [
        "unknown-issuer",
        () => issued({ issuer: { id: thief.did, type: ["Profile"], name: "X" } }, thief),
        "not known to you",
      ],
      ["revoked", () => issued({ credentialStatus: entryAt(7) }), "Not verified"],
      ["undetermined", async () => presented([await issued()]), "Could not be determined"],
    ])("shows the verdict %s", async (name, make, words) => {
      const { page, troubles } = await open(options);
      await page.getByLabel("Credential or presentation").fill(JSON.stringify(await make()));
      await page.getByRole("button", { name: "Verify" }).click();
      await page.waitForURL("**/verify");
      await expect.poll(() => page.getByRole("status").textContent()).toContain(words);
      await keep(page, `${name}-${width}`);
      expect(troubles).toEqual([]);
      await page.context().close();
    });

    it("shows the API", async () => {
      const { page, troubles } = await open(options, "/docs");
      await page.getByText("Request body").first().click();
      await keep(page, `docs-${width}`);
      expect(troubles).toEqual([]);
      await page.context().close();
    });
  });

  it("reads a chosen file into the field, and sends nothing before the button", async () => {
    const { page, troubles } = await open({});
    const file = join(await temporaryFolder(), "credential.json");
    await writeFile(file, JSON.stringify(await issued()));
    await page.getByLabel("drop a file").setInputFiles(file);
    await expect
      .poll(() => page.getByLabel("Credential or presentation").inputValue())
      .toContain("Cargo delay");
    expect(page.url()).toBe(`${verifier.url}/`);
    await page.getByRole("button", { name: "Verify" }).click();
    await page.waitForURL("**/verify");
    await expect.poll(() => page.getByRole("status").textContent()).toContain("Verified");
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  it("takes a dropped file", async () => {
    const { page } = await open({});
    const text = JSON.stringify(await issued());
    const transfer = await page.evaluateHandle(
      `(() => { const data = new DataTransfer(); data.items.add(new File([${JSON.stringify(text)}], "c.json")); return data; })()`,
    );
    await page.dispatchEvent("#drop-zone", "drop", { dataTransfer: transfer });
    await expect
      .poll(() => page.getByLabel("Credential or presentation").inputValue())
      .toContain("Cargo delay");
    await page.context().close();
  });

  it("makes a challenge, to which a presentation is verified", async () => {
    const { page, troubles } = await open({});
    await page.getByRole("button", { name: "Make a challenge" }).click();
    await page.waitForURL("**/challenge");
    const challenge = await page.getByLabel("Challenge", { exact: true }).inputValue();
    const domain = await page.getByLabel("Domain", { exact: true }).inputValue();
    await keep(page, "challenge");
    const presentation = await signPresentation(
      createPresentation({ credentials: [await issued()], holder: student.did }),
      {
        signer: student.signer,
        challenge,
        domain,
        created: now,
      },
    );
    await page.getByLabel("Credential or presentation").fill(JSON.stringify(presentation));
    await page.getByRole("button", { name: "Verify" }).click();
    await page.waitForURL("**/verify");
    await expect
      .poll(() => page.getByRole("status").textContent())
      .toContain("Verified, issued by Harbour Analytics");
    await keep(page, "presented");
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  it("works without JavaScript, and says what is missing then", async () => {
    const { page } = await open({ javaScriptEnabled: false });
    expect(await page.locator("#drop-zone").isVisible()).toBe(false);
    expect(await page.locator("noscript p").isVisible()).toBe(true);
    await page.getByLabel("Credential or presentation").fill(JSON.stringify(await issued()));
    await page.getByRole("button", { name: "Verify" }).click();
    await page.waitForURL("**/verify");
    expect(await page.getByRole("status").textContent()).toContain("Verified");
    await page.context().close();
  });

  it("prints without buttons and navigation", async () => {
    const { page } = await open({});
    await page.getByLabel("Credential or presentation").fill(JSON.stringify(await issued()));
    await page.getByRole("button", { name: "Verify" }).click();
    await page.waitForURL("**/verify");
    await page.emulateMedia({ media: "print" });
    expect(await page.getByText("Verify another").isVisible()).toBe(false);
    await keep(page, "print");
    await page.context().close();
  });
});
