import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../core/json/json-value.ts";
import { createPresentation, signPresentation } from "../../core/presentation/create-presentation.ts";
import { findChromium, launchChromium, missingChromium } from "../support/chromium.ts";
import { type RunningVerifier, runVerifier } from "../support/running-verifier.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { expectAccessible, lookAt, visit } from "../support/visited-page.ts";
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
  unsigned,
  webOf,
} from "../support/world.ts";

const executablePath = findChromium();
if (executablePath === undefined) {
  if (process.env.CI === "true") throw new Error(missingChromium);
  console.warn(missingChromium);
}

let browser: Browser;
let verifier: RunningVerifier;

const widths: [string, BrowserContextOptions][] = [
  ["desktop", { viewport: { width: 1280, height: 900 } }],
  ["phone", { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }],
  ["dark", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" }],
];

describe.skipIf(executablePath === undefined)("the verifier's pages in Chromium", () => {
  beforeAll(async () => {
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

  const open = (options: BrowserContextOptions, path = "/") => visit(browser, verifier.url + path, options);

  describe.each(widths)("at %s width", (width, options) => {
    it("takes a pasted credential and shows the verdict, with no script error and no foreign request", async () => {
      const { page, troubles } = await open(options);
      await lookAt(page, `home-${width}`);
      await expectAccessible(page);
      await page.getByLabel("Credential or presentation").fill(JSON.stringify(await issued(), null, 2));
      await page.getByRole("button", { name: "Verify" }).click();
      await page.waitForURL("**/verify");
      await expect
        .poll(() => page.getByRole("status").textContent())
        .toContain("Verified, issued by Harbour Analytics");
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Cargo delay dashboard");
      await lookAt(page, `verified-${width}`);
      await expectAccessible(page);
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
      await lookAt(page, `${name}-${width}`);
      expect(troubles).toEqual([]);
      await page.context().close();
    });

    it("shows the API", async () => {
      const { page, troubles } = await open(options, "/docs");
      await page.getByText("Request body").first().click();
      await lookAt(page, `docs-${width}`);
      expect(troubles).toEqual([]);
      await page.context().close();
    });
  });

  it("sends a chosen file with the button, and not before", async () => {
    const { page, troubles } = await open({});
    const file = join(await temporaryFolder(), "credential.json");
    await writeFile(file, JSON.stringify(await issued()));
    await page.getByLabel("or a file").setInputFiles(file);
    await expect.poll(() => page.locator("#file-status").textContent()).toContain("when you press");
    expect(page.url()).toBe(`${verifier.url}/`);
    await page.getByRole("button", { name: "Verify" }).click();
    await page.waitForURL("**/verify");
    await expect.poll(() => page.getByRole("status").textContent()).toContain("Verified");
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  it("takes a file that is dropped anywhere on the page", async () => {
    const { page, troubles } = await open({});
    const text = JSON.stringify(await issued());
    const transfer = await page.evaluateHandle(
      `(() => { const data = new DataTransfer(); data.items.add(new File([${JSON.stringify(text)}], "c.json")); return data; })()`,
    );
    await page.dispatchEvent("h1", "drop", { dataTransfer: transfer });
    await page.getByRole("button", { name: "Verify" }).click();
    await page.waitForURL("**/verify");
    await expect.poll(() => page.getByRole("status").textContent()).toContain("Verified");
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  it("says of a course that names nobody's DID what it is, and that it is not shown to be the presenter's own", async () => {
    const [, phone] = widths[1] ?? [];
    const { page, troubles } = await open(phone ?? {});
    await page.getByRole("button", { name: "Make a challenge" }).click();
    await page.waitForURL("**/challenge");
    const challenge = await page.getByLabel("Challenge", { exact: true }).inputValue();
    const domain = await page.getByLabel("Domain", { exact: true }).inputValue();
    const { id: _nobody, ...subject } = unsigned().credentialSubject as JsonObject;
    const achievement = { ...(subject.achievement as JsonObject), achievementType: "Course" };
    const course = await issued({ credentialSubject: { ...subject, achievement } });
    const presentation = await signPresentation(
      createPresentation({ credentials: [course], holder: thief.did }),
      { signer: thief.signer, challenge, domain, created: now },
    );
    await page.getByLabel("Credential or presentation").fill(JSON.stringify(presentation));
    await page.getByRole("button", { name: "Verify" }).click();
    await page.waitForURL("**/verify");
    await expect
      .poll(() => page.getByRole("status").textContent())
      .toContain("Verified, issued by Harbour Analytics; not shown to be the presenter’s own");
    expect(await page.locator(".kicker").first().textContent()).toBe("Achievement");
    await lookAt(page, "bearer-phone");
    await expectAccessible(page);
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  it("makes a challenge, to which a presentation is verified", async () => {
    const { page, troubles } = await open({});
    await page.getByRole("button", { name: "Make a challenge" }).click();
    await page.waitForURL("**/challenge");
    const challenge = await page.getByLabel("Challenge", { exact: true }).inputValue();
    const domain = await page.getByLabel("Domain", { exact: true }).inputValue();
    await lookAt(page, "challenge");
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
    await lookAt(page, "presented");
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  it("works without JavaScript: pasted, or as a file", async () => {
    const { page } = await open({ javaScriptEnabled: false });
    const text = JSON.stringify(await issued());
    await page.getByLabel("Credential or presentation").fill(text);
    await page.getByRole("button", { name: "Verify" }).click();
    await page.waitForURL("**/verify");
    expect(await page.getByRole("status").textContent()).toContain("Verified");
    await page.getByText("Verify another").click();
    const file = join(await temporaryFolder(), "credential.json");
    await writeFile(file, text);
    await page.getByLabel("or a file").setInputFiles(file);
    await page.getByRole("button", { name: "Verify" }).click();
    await page.waitForURL("**/verify");
    expect(await page.getByRole("status").textContent()).toContain("Verified");
    await page.context().close();
  });

  it("prints on A4 without buttons and navigation, with the issuer's address", async () => {
    const { page } = await open({ viewport: { width: 660, height: 980 } });
    await page
      .getByLabel("Credential or presentation")
      .fill(JSON.stringify(await presented([await issued({ credentialStatus: entryAt(3) })])));
    await page.getByRole("button", { name: "Verify" }).click();
    await page.waitForURL("**/verify");
    await page.emulateMedia({ media: "print" });
    for (const words of ["Verify another", "Ask for a presentation", "The same for machines"])
      expect(await page.getByText(words).first().isVisible()).toBe(false);
    expect(await page.getByRole("link", { name: "https://harbour.example" }).isVisible()).toBe(true);
    expect(await page.getByText("the three ports are covered").first().isVisible()).toBe(true);
    await lookAt(page, "print");
    if (process.env.SCREENSHOTS)
      await page.pdf({ path: join(process.env.SCREENSHOTS, "print.pdf"), preferCSSPageSize: true });
    await page.context().close();
  });
});
