import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publicUrl } from "../support/asking-verifier.ts";
import { findChromium, launchChromium, missingChromium } from "../support/chromium.ts";
import { type Examiner, openExaminer, type PagePlace } from "../support/examined-page.ts";
import { issuerPlaces } from "../support/issuer-places.ts";
import { runIssuer } from "../support/running-issuer.ts";
import { runNamedVerifier, verifierPlaces } from "../support/verifier-places.ts";
import { hostileWording, usualWording } from "../support/wording.ts";

const executablePath = findChromium();
if (executablePath === undefined) {
  if (process.env.CI === "true") throw new Error(missingChromium);
  console.warn(missingChromium);
}

/** What pages link to and is no page. */
const documents = /\.(json|csv)$|\/versions\/:id$/;

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium(executablePath ?? "");
});
afterAll(() => browser?.close());

async function examineAll(examiner: Examiner, places: PagePlace[], what: { accessibility: boolean }) {
  for (const place of places) {
    await examiner.examine(place, what);
  }
  await examiner.page.context().close();
  return {
    objections: examiner.objections,
    forgotten: [...examiner.links].filter((path) => !examiner.examined.has(path) && !documents.test(path)),
  };
}

/** Beside other work on two cores it may take long. */
const timeout = 180_000;
const flawless = { objections: [], forgotten: [] };

describe.skipIf(executablePath === undefined).each([
  { words: usualWording, accessibility: true },
  { words: hostileWording, accessibility: false },
])("with $words.name, every page", ({ words, accessibility }) => {
  const named = (service: string, places: PagePlace[]) =>
    places.map((place) => ({ ...place, name: `${service}-${place.name}-${words.name.split(" ")[0]}` }));

  it.concurrent("of the issuer is strict, whole and readable", { timeout }, async () => {
    let time = new Date("2026-11-22T12:00:00Z");
    const passDays = (days: number) => {
      time = new Date(time.getTime() + days * 86_400_000);
    };
    const issuer = await runIssuer({ now: () => time });
    try {
      const places = named("issuer", await issuerPlaces(issuer, { words, passDays }));
      const { publicUrl } = issuer.context;
      const examiner = await openExaminer(browser, { url: issuer.url, publicUrl });
      expect(await examineAll(examiner, places, { accessibility })).toEqual(flawless);
    } finally {
      await issuer.stop();
    }
  });

  it.concurrent("of the verifier is strict, whole and readable", { timeout }, async () => {
    const verifier = await runNamedVerifier(words);
    try {
      const places = named("verifier", await verifierPlaces(verifier, words));
      const examiner = await openExaminer(browser, { url: verifier.url, publicUrl });
      expect(await examineAll(examiner, places, { accessibility })).toEqual(flawless);
    } finally {
      await verifier.stop();
    }
  });
});
