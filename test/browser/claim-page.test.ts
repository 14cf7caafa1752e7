import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, launchChromium, missingChromium } from "../support/chromium.ts";
import {
  type MadeOffer,
  type OfferingTenant,
  offeringTenant,
  requestWith,
} from "../support/claiming-wallet.ts";
import { type RunningIssuer, runIssuer } from "../support/running-issuer.ts";
import { expectAccessible, lookAt, visit } from "../support/visited-page.ts";
import { student } from "../support/world.ts";

const executablePath = findChromium();
if (executablePath === undefined) {
  if (process.env.CI === "true") throw new Error(missingChromium);
  console.warn(missingChromium);
}

let browser: Browser;
let issuer: RunningIssuer;
let acme: OfferingTenant;

const widths: [string, BrowserContextOptions][] = [
  ["desktop", { viewport: { width: 1280, height: 900 } }],
  ["phone", { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }],
  ["dark", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" }],
];

async function claim(made: MadeOffer): Promise<void> {
  const token = await acme.accessToken(made);
  const { status } = await acme.post("credential", {
    token,
    body: requestWith([await acme.jwtProof(student)]),
  });
  expect(status).toBe(200);
}

describe.skipIf(executablePath === undefined)("the claim page in Chromium", () => {
  beforeAll(async () => {
    browser = await launchChromium(executablePath ?? "");
    issuer = await runIssuer();
    acme = await offeringTenant(issuer, await issuer.createTenant("acme"));
  });
  afterAll(async () => {
    await browser?.close();
    await issuer?.stop();
  });

  it.each(widths)("shows the offer at %s width, and turns into Claimed by itself", async (width, options) => {
    const facts = { role: "Data intern", start: "2026-09-01T00:00:00Z", end: "2026-09-30T00:00:00Z" };
    const made = await acme.offer({ facts, offer: { transactionCode: true } });
    const { page, troubles } = await visit(browser, `${issuer.url}/offers/${made.id}`, options);
    await expect.poll(() => page.getByRole("img", { name: /The offer/ }).count()).toBe(1);
    await lookAt(page, `claim-${width}`);
    await expectAccessible(page);
    await claim(made);
    await expect
      .poll(() => page.getByRole("heading", { level: 1 }).textContent(), { timeout: 10_000 })
      .toBe("Claimed");
    await lookAt(page, `claimed-${width}`);
    await expectAccessible(page);
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  it("shows a hostile name as text, and works without scripts", async () => {
    const name = `<script>alert(1)</script>"'</title><img src=x onerror=alert(1)>`;
    const { id } = await acme.offer({ recipient: { email: "mika@student.example", name } });
    const options = { javaScriptEnabled: false };
    const { page, troubles } = await visit(browser, `${issuer.url}/offers/${id}`, options);
    await page.getByText("My wallet cannot read this code").click();
    expect(await page.getByText(name).isVisible()).toBe(true);
    expect(await page.getByRole("img", { name: /only OpenID/ }).isVisible()).toBe(true);
    expect(troubles).toEqual([]);
    await page.context().close();
  });
});
