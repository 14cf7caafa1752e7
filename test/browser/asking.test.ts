import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../core/json/json-value.ts";
import { presentTo, readLink, respond, vpFields } from "../support/asking-verifier.ts";
import { findChromium, launchChromium } from "../support/chromium.ts";
import { type RunningVerifier, runVerifier } from "../support/running-verifier.ts";
import { expectAccessible, lookAt, visit } from "../support/visited-page.ts";
import { employer, entryAt, issued, listUrl, statusList, webOf } from "../support/world.ts";

const executablePath = findChromium();
const now = new Date("2026-11-22T12:00:00Z");
const documents: Record<string, JsonObject> = {};

let browser: Browser;
let verifier: RunningVerifier;
let time = now;

describe.skipIf(executablePath === undefined)("asking for a presentation in Chromium", () => {
  beforeAll(async () => {
    browser = await launchChromium(executablePath ?? "");
    documents[listUrl] = await statusList([]);
    verifier = await runVerifier({
      issuers: [{ did: employer.did, name: "Harbour Analytics", reason: "Partner since 2024" }],
      now: () => time,
      secureCookies: false,
      fetchDocument: (url, options) => webOf(documents)(url, options),
    });
  });
  afterAll(async () => {
    await browser?.close();
    await verifier?.stop();
  });

  async function answer(interactionUrl: string): Promise<void> {
    const response = await fetch(interactionUrl.replace("https://verifier.example", verifier.url), {
      headers: { accept: "application/json" },
    });
    const { protocols } = (await response.json()) as { protocols: { OID4VP: string } };
    const request = await readLink(verifier, protocols.OID4VP);
    const credentials = [await issued({ credentialStatus: entryAt(3) })];
    const presentation = await presentTo({ ...request, credentials });
    expect((await respond(verifier, request, vpFields(request, presentation))).status).toBe(200);
  }

  it.each<[string, BrowserContextOptions]>([
    ["desktop", { viewport: { width: 1280, height: 900 } }],
    ["phone", { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }],
    ["dark", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" }],
    ["without scripts", { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false }],
  ])(
    "goes from the form over the code to the verdict, and tells of a revocation (%s)",
    async (width, options) => {
      const { page, troubles } = await visit(browser, `${verifier.url}/ask`, options);
      await page.getByLabel("Harbour Analytics").check();
      await lookAt(page, `ask-${width}`);
      await expectAccessible(page);
      await page.getByRole("button", { name: "Ask" }).click();
      await page.waitForURL("**/asked/*");
      await lookAt(page, `asked-${width}`);
      await expectAccessible(page);

      const interactionUrl = (await page.locator("pre").first().textContent()) ?? "";
      const student = await visit(
        browser,
        interactionUrl.replace("https://verifier.example", verifier.url),
        options,
      );
      await lookAt(student.page, `interaction-${width}`);
      await expectAccessible(student.page);
      await student.page.close();

      await answer(interactionUrl);
      // With scripts the page turns by itself.
      if (options.javaScriptEnabled === false) await page.getByRole("link", { name: "Look again" }).click();
      await page.locator('[data-verdict="verified"]').waitFor();
      await lookAt(page, `answered-${width}`);
      await expectAccessible(page);

      documents[listUrl] = await statusList([3], { validFrom: new Date(time.getTime() + 1000) });
      time = new Date(time.getTime() + 120_000);
      await page.reload();
      await page.locator('[data-verdict="not-verified"]').waitFor();
      expect(await page.getByText("revoked").first().isVisible()).toBe(true);
      documents[listUrl] = await statusList([], { validFrom: new Date(time.getTime() + 1000) });
      time = new Date(time.getTime() + 120_000);
      expect([...troubles, ...student.troubles]).toEqual([]);
    },
  );
});
