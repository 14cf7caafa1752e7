import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";

/** Screenshots are kept where SCREENSHOTS says, to be looked at. */
const screenshots = process.env.SCREENSHOTS;
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** A page in a browser of its own, and everything that went wrong in it. */
export interface VisitedPage {
  page: Page;
  /** Script errors, and requests to anybody but the service. */
  troubles: string[];
}

/** Opens a page of a service. */
export async function visit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<VisitedPage> {
  const context = await browser.newContext({ bypassCSP: false, ...options });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on("console", (message) => {
    // A page that says "no" has a status that says so.
    const isStatus = /the server responded with a status of 4/.test(message.text());
    if (message.type() === "error" && !isStatus) troubles.push(message.text());
  });
  page.on("pageerror", (error) => troubles.push(error.message));
  const { origin } = new URL(url);
  page.on("request", (request) => {
    if (!request.url().startsWith(origin)) troubles.push(`a request to ${request.url()}`);
  });
  await page.goto(url);
  return { page, troubles };
}

/** Sees that nothing is wider than the screen, and keeps a screenshot. */
export async function lookAt(page: Page, name: string): Promise<void> {
  const overflow = await page.evaluate(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  );
  expect(overflow, "nothing is wider than the screen").toBeLessThanOrEqual(0);
  if (screenshots === undefined) return;
  await mkdir(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
}

/** Sees that axe-core finds nothing serious. The check runs in a copy of the page: its own script is not allowed in the original. */
export async function expectAccessible(page: Page): Promise<void> {
  const context = await page
    .context()
    .browser()
    ?.newContext({ bypassCSP: true, viewport: page.viewportSize() });
  if (context === undefined) throw new TypeError("the browser is gone");
  const copy = await context.newPage();
  const { origin } = new URL(page.url());
  await copy.route(`${origin}/**`, async (route) =>
    route.request().url() === `${origin}/copy`
      ? route.fulfill({ contentType: "text/html", body: await page.content() })
      : route.continue(),
  );
  await copy.goto(`${origin}/copy`);
  await copy.addScriptTag({ path: axe });
  const violations = await copy.evaluate(
    "axe.run().then(({ violations }) => violations.map(({ id, impact, nodes }) => ({ id, impact, where: nodes.map(({ target }) => String(target)) })))",
  );
  await context.close();
  const serious = (violations as { impact: string }[]).filter(({ impact }) =>
    /serious|critical/.test(impact),
  );
  expect(serious).toEqual([]);
}
