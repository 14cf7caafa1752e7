import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, launchChromium } from "../support/chromium.ts";
import { adminToken, type RunningVerifier, runVerifier } from "../support/running-verifier.ts";
import { expectAccessible, lookAt, visit } from "../support/visited-page.ts";
import { issued, now, webOf } from "../support/world.ts";

const executablePath = findChromium();
const registry = "https://registry.example/registry.json";

let browser: Browser;
let verifier: RunningVerifier;

describe.skipIf(executablePath === undefined)("the pages of the trust lists in Chromium", () => {
  beforeAll(async () => {
    browser = await launchChromium(executablePath ?? "");
    verifier = await runVerifier({
      now: () => now,
      secureCookies: false,
      fetchDocument: webOf({
        [registry]: {
          meta: { created: "2020-12-02T02:32:16+0000" },
          registry: {
            "did:web:school.example": {
              name: "Nordic School",
              url: "https://school.example",
              location: "Oslo",
            },
            "did:key:z6MkpLDL3RoAoMRTwTgo3rs39ZwssfaPKtGdZw7AGRN7CK4W": { name: "My University" },
          },
        },
      }),
    });
  });
  afterAll(async () => {
    await browser?.close();
    await verifier?.stop();
  });

  it.each<[string, BrowserContextOptions]>([
    ["desktop", { viewport: { width: 1280, height: 900 } }],
    [
      "phone",
      { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, javaScriptEnabled: false },
    ],
    ["dark", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" }],
  ])("lead from an unknown issuer to a list that vouches for it (%s)", async (width, options) => {
    const { page, troubles } = await visit(browser, verifier.url, options);
    await page.getByLabel("Credential or presentation").fill(JSON.stringify(await issued()));
    await page.getByRole("button", { name: "Verify" }).click();
    await page.getByRole("link", { name: "Add this issuer to a list" }).click();
    await lookAt(page, `trust-sign-in-${width}`);
    await expectAccessible(page);
    await page.getByLabel("Admin token").fill(adminToken);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByLabel("How you know").fill("Asked them by telephone");
    await page.getByLabel("new list, called").fill(`Partners ${width}`);
    await lookAt(page, `trust-new-issuer-${width}`);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Add the issuer" }).click();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(`Partners ${width}`);
    await lookAt(page, `trust-list-${width}`);
    await expectAccessible(page);

    await page.getByRole("navigation").getByRole("link", { name: "Trust" }).click();
    await page.getByLabel("Name of the list").fill(`Schools ${width}`);
    await page.getByLabel("An address to copy from").fill(registry);
    await page.getByRole("button", { name: "Make the list" }).click();
    expect(await page.getByText("Nordic School").isVisible()).toBe(true);
    await page.getByRole("navigation").getByRole("link", { name: "Trust" }).click();
    await lookAt(page, `trust-${width}`);
    await expectAccessible(page);

    await page.getByRole("navigation").getByRole("link", { name: "Verify" }).click();
    await page.getByLabel("Credential or presentation").fill(JSON.stringify(await issued()));
    await page.getByRole("button", { name: "Verify" }).click();
    await page.waitForURL("**/verify");
    expect(await page.getByText(`List “Partners ${width}”: trusted`).isVisible()).toBe(true);
    await lookAt(page, `trusted-${width}`);
    expect(troubles).toEqual([]);
    await page.getByRole("navigation").getByRole("link", { name: "Trust" }).click();
    await page.getByRole("link", { name: `Partners ${width}` }).click();
    await page.getByRole("button", { name: "Remove Harbour Analytics" }).click();
    expect(await page.getByText("Nobody is on it here").isVisible()).toBe(true);
    await page.context().close();
  });
});
