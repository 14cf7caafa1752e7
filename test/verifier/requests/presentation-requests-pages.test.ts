import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Browser,
  browser,
  presentTo,
  readLink,
  respond,
  vpFields,
} from "../../support/asking-verifier.ts";
import { type RunningVerifier, runVerifier } from "../../support/running-verifier.ts";
import { employer, now, student } from "../../support/world.ts";

let verifier: RunningVerifier;
let time = now;

beforeAll(async () => {
  verifier = await runVerifier({
    issuers: [{ did: employer.did, name: "Harbour Analytics", reason: "Partner since 2024" }],
    now: () => time,
    secureCookies: false,
  });
});
afterAll(() => verifier.stop());

const asField = { format: "ldp_vc", identity: "redirect_uri" };

/** Asks with the form, and reads the page that waits. */
async function askByForm(who: Browser, fields: Record<string, string> = {}) {
  const sent = await who.post("/ask", { ...asField, ...fields });
  expect(sent.status).toBe(303);
  const path = sent.location ?? "";
  const { html } = await who.get(path);
  const links = [...html.matchAll(/openid4vp:[^"<]*/g)].map(([link]) => link.replaceAll("&amp;", "&"));
  const [, id = ""] = /\/interactions\/([A-Za-z0-9_-]{22})\?iuv=1/.exec(html) ?? [];
  return { path, html, sameDeviceLink: links[0] ?? "", id };
}

/** The link for wallets elsewhere, as the interaction URL gives it. */
async function otherDeviceLink(id: string): Promise<string> {
  const response = await fetch(`${verifier.url}/interactions/${id}?iuv=1`, {
    headers: { accept: "application/json" },
  });
  return ((await response.json()) as { protocols: { OID4VP: string } }).protocols.OID4VP;
}

async function answerFor(link: string) {
  const request = await readLink(verifier, link);
  return respond(verifier, request, vpFields(request, await presentTo(request)));
}

describe("the page to ask", () => {
  it("offers the issuers that are trusted, and the identities that this verifier has", async () => {
    const { html } = await browser(verifier).get("/ask");
    expect(html).toContain(`value="${employer.did}"`);
    expect(html).toContain("Harbour Analytics");
    for (const kind of ["did:web", "did:jwk", "redirect_uri"]) expect(html).toContain(`value="${kind}"`);
    expect(html).not.toContain('value="x509_san_dns"');
  });

  it.each([
    [{ otherIssuers: "Harbour <b>Ltd</b>" }, "must be a DID"],
    [{ months: "often" }, "whole number"],
    [{ skills: Array.from({ length: 21 }, (_, i) => `Skill ${i}`).join("\n") }, "20 at most"],
  ])("says what is wrong with %j, and keeps what was typed", async (fields, words) => {
    const answer = await browser(verifier).post("/ask", {
      ...asField,
      ...(fields as Record<string, string>),
    });
    expect([answer.status, answer.html.includes(words)]).toEqual([400, true]);
    expect(answer.html).not.toContain("<b>Ltd");
  });

  it("takes no form from another site", async () => {
    const response = await fetch(`${verifier.url}/ask`, {
      method: "POST",
      body: new URLSearchParams(asField),
      headers: { "sec-fetch-site": "cross-site" },
    });
    expect([response.status, response.headers.getSetCookie()]).toEqual([403, []]);
  });
});

describe("the page that waits", () => {
  it("shows a code, the links, and what is asked in plain words", async () => {
    const { html } = await askByForm(browser(verifier), {
      issuer: employer.did,
      skills: "SQL\nPython",
      months: "12",
    });
    expect(html).toMatch(/<svg class="qr"[^>]*aria-label="[^"]+"/);
    expect(html).toContain("at least one of these skills");
    expect(html).toContain("Issued by <bdi>Harbour Analytics</bdi>");
    expect(html).toContain("Ended at most 12 months ago");
    expect(html).toContain("stint respond");
    expect(html).toContain('data-state="waiting"');
  });

  it("turns into the verdict when a wallet on another device answers", async () => {
    const recruiter = browser(verifier);
    const { path, id } = await askByForm(recruiter);
    expect(JSON.parse((await recruiter.get(`${path}/state`)).html)).toEqual({ state: "waiting" });
    expect(await answerFor(await otherDeviceLink(id))).toEqual({ status: 200, body: {} });
    expect(JSON.parse((await recruiter.get(`${path}/state`)).html)).toEqual({ state: "answered" });
    const { html } = await recruiter.get(path);
    expect(html).toContain('data-verdict="verified"');
    expect(html).toContain("Cargo delay dashboard");
    expect(html).toContain(student.did);
  });

  it("says that the wallet said no, in our words", async () => {
    const recruiter = browser(verifier);
    const { path, id } = await askByForm(recruiter);
    const request = await readLink(verifier, await otherDeviceLink(id));
    const fields = { error: "access_denied", error_description: "<b>evil</b>", state: request.state };
    expect((await respond(verifier, request, fields)).status).toBe(200);
    const { html } = await recruiter.get(path);
    expect(html).toContain("The student said no");
    expect(html).not.toContain("evil");
  });

  it("says that nobody answered in time", async () => {
    const recruiter = browser(verifier);
    const { path } = await askByForm(recruiter);
    time = new Date(now.getTime() + 600_000);
    const { html } = await recruiter.get(path);
    time = now;
    expect(html).toContain("Nobody answered in time");
  });
});

describe("a result (OpenID4VP 1.0, 14.3)", () => {
  it("is for the browser that asked: another session learns nothing, not even that there is one", async () => {
    const recruiter = browser(verifier);
    const { path, id } = await askByForm(recruiter);
    await answerFor(await otherDeviceLink(id));
    const stranger = browser(verifier);
    await askByForm(stranger);
    const guess = "/asked/AAAAAAAAAAAAAAAAAAAAAA";
    for (const [who, where] of [
      [stranger, path],
      [browser(verifier), path],
      [browser(verifier), guess],
      [stranger, `/asked/${id}`],
      [recruiter, `/asked/${id}`],
    ] as const) {
      for (const suffix of ["", "/state"]) {
        const seen = await who.get(where + suffix);
        expect([seen.status, seen.html.includes("Cargo")]).toEqual([404, false]);
      }
    }
    expect((await recruiter.get(path)).html).toContain("Cargo");
  });

  it("has a cookie that scripts cannot read and other sites' forms do not send", async () => {
    const response = await fetch(`${verifier.url}/ask`, {
      method: "POST",
      body: new URLSearchParams(asField),
      redirect: "manual",
    });
    expect(response.headers.getSetCookie()[0]).toMatch(/^stint-asked=[^;]+;.*HttpOnly; SameSite=Lax/);
  });

  it("of a wallet on the same device waits until that wallet leads the same browser back", async () => {
    const recruiter = browser(verifier);
    const { path, sameDeviceLink } = await askByForm(recruiter);
    const { body } = await answerFor(sameDeviceLink);
    const back = String(body.redirect_uri);
    expect(back).toMatch(/^https:\/\/verifier\.example\/answered\?response_code=[A-Za-z0-9_-]{22}$/);
    expect(back).not.toContain(path.replace("/asked/", ""));
    const before = await recruiter.get(path);
    expect(before.html).not.toContain("Cargo");
    expect(JSON.parse((await recruiter.get(`${path}/state`)).html)).toEqual({ state: "awaiting-return" });
    // Somebody who got hold of the way back, but did not ask; and the asker with a wrong code.
    expect((await browser(verifier).get(back)).status).toBe(404);
    expect((await recruiter.get("/answered?response_code=AAAAAAAAAAAAAAAAAAAAAA")).status).toBe(404);
    expect((await recruiter.get(path)).html).not.toContain("Cargo");
    expect(await recruiter.get(back)).toMatchObject({ status: 303, location: path });
    expect((await recruiter.get(path)).html).toContain("Cargo");
  });

  it("of an earlier request stays with a browser that asks again", async () => {
    const recruiter = browser(verifier);
    const { path } = await askByForm(recruiter);
    await askByForm(recruiter);
    expect((await recruiter.get(path)).status).toBe(200);
  });

  it("that is not what was asked for is not green", async () => {
    const recruiter = browser(verifier);
    const { path, id } = await askByForm(recruiter, { skills: "Juggling" });
    await answerFor(await otherDeviceLink(id));
    const { html } = await recruiter.get(path);
    expect(html).toContain('data-verdict="not-what-was-asked"');
    expect(html).toContain("It names none of the skills asked for");
    expect(html).not.toContain('class="banner good"');
  });
});
