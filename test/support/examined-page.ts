import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, Page, Response } from "playwright-core";

/** Screenshots are kept where SCREENSHOTS says, to be looked at. */
const screenshots = process.env.SCREENSHOTS;
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const narrow = { width: 360, height: 740 };
const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 900 };

/** Where a page is, or what leads to it. */
export interface PagePlace {
  name: string;
  open: string | ((page: Page) => Promise<unknown>);
}

/** A browser that goes from page to page and notes what is wrong with each. */
export interface Examiner {
  page: Page;
  /** What was wrong, with the page's name before it. */
  objections: string[];
  /** Every path that pages link to, and every path that was examined. */
  links: Set<string>;
  examined: Set<string>;
  examine(place: PagePlace, what: { accessibility: boolean }): Promise<void>;
}

/** Opens a browser window at a service. `publicUrl` is what the service calls itself. */
export async function openExaminer(
  browser: Browser,
  { url, publicUrl }: { url: string; publicUrl: string },
): Promise<Examiner> {
  const page = await (await browser.newContext({ viewport: desktop })).newPage();
  page.setDefaultTimeout(10_000);
  const objections: string[] = [];
  const links = new Set<string>();
  const examined = new Set<string>();
  let name = "the beginning";
  const object = (words: string) => objections.push(`${name}: ${words}`);
  page.on("console", (message) => {
    // A page that says "no" has a status that says so.
    if (message.type() === "error" && !/with a status of 4/.test(message.text())) object(message.text());
  });
  page.on("pageerror", (error) => object(error.message));
  page.on("dialog", (dialog) => object(`a dialog ${dialog.message()}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(url)) object(`a request to ${request.url()}`);
  });
  page.on("response", (response) => objectionsToHeaders(response).forEach(object));

  return {
    page,
    objections,
    links,
    examined,
    examine: async (place, { accessibility }) => {
      name = place.name;
      await (typeof place.open === "string" ? page.goto(url + place.open) : place.open(page));
      await page.waitForLoadState("load");
      examined.add(withoutIds(new URL(page.url()).pathname));
      for (const words of await objectionsInPage(page)) object(words);
      for (const href of await hrefs(page)) {
        const target = new URL(href.replace(publicUrl, url));
        if (target.origin === url) links.add(withoutIds(target.pathname));
      }
      if (accessibility) for (const words of await axeFindings(page)) object(words);
      await screenshot(page, `${name}-desktop`);
      if (accessibility) {
        await page.emulateMedia({ colorScheme: "dark" });
        for (const words of await axeFindings(page, "color-contrast")) object(`dark, ${words}`);
        await screenshot(page, `${name}-dark`);
        await page.emulateMedia({ colorScheme: null });
      }
      await page.setViewportSize(narrow);
      const excess = await page.evaluate<number>(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      );
      if (excess > 0) object(`${excess} pixels wider than a screen of ${narrow.width}`);
      if (screenshots !== undefined) {
        await page.setViewportSize(phone);
        await screenshot(page, `${name}-phone`);
      }
      await page.setViewportSize(desktop);
    },
  };
}

/** A path with what names one thing among many left out. */
export function withoutIds(path: string): string {
  return path.replace(/\/[^/]*(?:[0-9]|[^/]{20})[^/]*/g, "/:id");
}

const directives =
  "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;form-action 'self';base-uri 'none';frame-ancestors 'none';connect-src 'self'";

/** Of a picture that could otherwise be opened as a page of its own: it may do nothing at all. */
const pictureDirectives = "default-src 'none'; sandbox; frame-ancestors 'none'";

function objectionsToHeaders(response: Response): string[] {
  const headers = response.headers();
  const policy = headers["content-security-policy"];
  const path = new URL(response.url()).pathname;
  const expected = path.endsWith("/badge.svg") ? pictureDirectives : directives;
  return [
    ...(policy === expected ? [] : [`${path} has the policy ${policy}`]),
    ...(headers["x-content-type-options"] === "nosniff" ? [] : [`${path} may be sniffed`]),
  ];
}

/** What is in no page: styles and scripts in the HTML, two headings, characters that reorder or hide others. */
async function objectionsInPage(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const found = [];
    const heads = document.querySelectorAll("h1").length;
    if (heads !== 1) found.push(heads + " first headings");
    if (document.title.trim() === "") found.push("no title");
    if (document.documentElement.lang !== "en") found.push("no language");
    for (const bad of document.querySelectorAll("[style]:not([style='']), style, script:not([src]), [href^='javascript:' i], iframe, object"))
      found.push("in the HTML: " + bad.outerHTML.slice(0, 200));
    for (const element of document.querySelectorAll("*"))
      for (const { name } of element.attributes) if (name.startsWith("on")) found.push("a handler " + name);
    const hidden = /[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u200b\\u202a-\\u202e\\u2066-\\u2069\\u{e0000}-\\u{e007f}]/u;
    const typed = [...document.querySelectorAll("input, textarea")].map(({ value }) => value);
    if (hidden.test([document.title, document.body.textContent, ...typed].join("")))
      found.push("characters that hide or reorder");
    return found;
  })()`);
}

async function hrefs(page: Page): Promise<string[]> {
  return page.locator("a[href^='/'], a[href^='http']").evaluateAll((links) =>
    // biome-ignore lint/suspicious/noExplicitAny: this runs in the browser, whose types are not known here
    links.map((link) => String((link as any).href)),
  );
}

/** What axe-core calls serious or critical. It is not loaded by the page, so that the policy of the page stays as it is. */
export async function axeFindings(page: Page, onlyRule?: string): Promise<string[]> {
  const options = onlyRule === undefined ? {} : { runOnly: [onlyRule] };
  await page.evaluate(`globalThis.axe === undefined && (() => { ${axe} })()`);
  return page.evaluate<string[]>(
    `axe.run({ resultTypes: ["violations"], ...${JSON.stringify(options)} }).then(({ violations }) => violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => id + " at " + nodes.map(({ target }) => target).join(", ")))`,
  );
}

async function screenshot(page: Page, name: string): Promise<void> {
  if (screenshots === undefined) return;
  await mkdir(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
}
