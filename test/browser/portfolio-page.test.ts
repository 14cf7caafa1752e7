import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, launchChromium, missingChromium } from "../support/chromium.ts";
import { axeFindings } from "../support/examined-page.ts";
import { project } from "../support/portfolios.ts";
import { type Bench, benchWithWallet } from "../support/stint.ts";
import { hostileWording, usualWording } from "../support/wording.ts";

const executablePath = findChromium();
if (executablePath === undefined && process.env.CI === "true") throw new Error(missingChromium);

let browser: Awaited<ReturnType<typeof launchChromium>>;
let desk: Bench & { did: string };
beforeAll(async () => {
  browser = await launchChromium(executablePath ?? "");
  desk = await benchWithWallet();
});
afterAll(async () => {
  await browser?.close();
  await desk.remove();
});

describe.skipIf(executablePath === undefined)("the page of a portfolio, opened from the disk", () => {
  it.each([usualWording, hostileWording])(
    "with $name asks for nothing, runs nothing, and can be read by everybody",
    async (words) => {
      const number = words === usualWording ? 1 : 2;
      const credential = await project(number, {
        recipient: { id: desk.did, name: "Mika Tanaka" },
        title: words.signed("Dashboard"),
        summary: words.signed("Summary"),
        rubrics: [
          { name: words.signed("Care"), levels: ["a", words.signed("high")], achieved: words.signed("high") },
        ],
      });
      await desk.stint(["add", await desk.file(`${number}.json`, credential)]);
      const file = join(desk.folder, `${number}.html`);
      expect((await desk.stint(["portfolio", String(number), "--out", file, "--yes"])).code).toBe(0);
      const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
      const objections: string[] = [];
      page.on("console", (message) => objections.push(message.text()));
      page.on("pageerror", (error) => objections.push(error.message));
      page.on("dialog", (dialog) => objections.push(`a dialog ${dialog.message()}`));
      page.on("request", (request) => {
        if (request.url() !== pathToFileURL(file).href) objections.push(`a request to ${request.url()}`);
      });
      await page.goto(pathToFileURL(file).href);
      objections.push(...(await axeFindings(page)));
      await page.emulateMedia({ colorScheme: "dark" });
      objections.push(...(await axeFindings(page, "color-contrast")));
      await page.setViewportSize({ width: 360, height: 740 });
      const excess = await page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      );
      expect([objections, excess]).toEqual([[], 0]);
      const download = page.waitForEvent("download");
      await page.getByRole("link", { name: "save the signed portfolio" }).click();
      const saved = join(desk.folder, `${number}-saved.json`);
      await (await download).saveAs(saved);
      expect((await desk.stint(["verify", saved])).code).toBe(0);
      await page.context().close();
    },
  );
});
