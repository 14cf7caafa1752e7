import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browserless, openBrowserless } from "../../support/browserless.ts";
import { adminToken, type RunningVerifier, runVerifier } from "../../support/running-verifier.ts";
import { employer, issued, now, thief } from "../../support/world.ts";

let verifier: RunningVerifier;
let browser: Browserless;
beforeAll(async () => {
  verifier = await runVerifier({ now: () => now });
  browser = openBrowserless(verifier.url);
  await browser.post("/trust/sign-in", { token: adminToken, next: "/trust" });
  await browser.get("/trust");
});
afterAll(() => verifier.stop());

const evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202e\u0007';
const listAt = (location: string | undefined) =>
  new URL(location ?? "", "http://x").searchParams.get("id") ?? "";

function expectHarmless(html: string): void {
  expect(html).not.toMatch(/<script(?! type="module" src="\/assets\/)|<img src=x/);
  for (const sign of ["\u202e", "\u0007"]) expect(html).not.toContain(sign);
  expect(html).toContain("&lt;script>");
}

describe("signing in to the trust lists", () => {
  it("sets a cookie that scripts cannot read, that no other site's page sends, and only below /trust", async () => {
    const stranger = openBrowserless(verifier.url);
    const { status, location, setCookie } = await stranger.post("/trust/sign-in", {
      token: adminToken,
      next: "/trust/list?id=1",
    });
    expect([status, location]).toEqual([303, "/trust/list?id=1"]);
    for (const flag of ["HttpOnly", "SameSite=Strict", "Secure", "Path=/trust"])
      expect(setCookie).toContain(flag);
    expect(setCookie).not.toContain(adminToken);
  });

  it.each([
    "https://evil.example/",
    "//evil.example",
    "/trust/../ask",
    "/trust\\@evil.example",
    "/trust?\r\nX: y",
    "javascript:x",
    "",
  ])("leads nowhere but to these pages: %j", async (next) => {
    const { location } = await openBrowserless(verifier.url).post("/trust/sign-in", {
      token: adminToken,
      next,
    });
    expect(location).toBe("/trust");
  });

  it("is asked for on every page, and nothing is done before", async () => {
    const stranger = openBrowserless(verifier.url);
    for (const path of ["/trust", "/trust/list?id=1", "/trust/new-issuer?did=did:web:a.example"]) {
      const { status, html } = await stranger.get(path);
      expect([status, html.includes('action="/trust/sign-in"')]).toEqual([401, true]);
    }
    for (const path of ["/trust/list", "/trust/new-issuer", "/trust/sign-out"])
      expect((await stranger.post(path, { csrf: "x" })).status).toBe(401);
    expect((await stranger.upload("/trust/new-list", { csrf: "x", name: "N" })).status).toBe(401);
    const foreign = await stranger.post(
      "/trust/sign-in",
      { token: adminToken },
      { "sec-fetch-site": "cross-site" },
    );
    expect([foreign.status, foreign.setCookie]).toEqual([403, undefined]);
  });

  it("ends with signing out", async () => {
    const leaving = openBrowserless(verifier.url);
    await leaving.post("/trust/sign-in", { token: adminToken, next: "/trust" });
    expect((await leaving.get("/trust")).status).toBe(200);
    await leaving.post("/trust/sign-out", { csrf: leaving.csrf() });
    expect((await leaving.get("/trust")).status).toBe(401);
  });
});

describe("a form of another site (CSRF)", () => {
  it.each([
    ["without our token", { csrf: "" }, {}],
    ["with a guessed token", { csrf: "A".repeat(43) }, {}],
    ["from a foreign page", {}, { "sec-fetch-site": "cross-site" }],
    ["from a page of a sister site", {}, { "sec-fetch-site": "same-site" }],
  ])("%s changes nothing", async (_how, fields, headers) => {
    const issuer = {
      did: thief.did,
      name: "T",
      reason: "R",
      newList: "Stolen",
      csrf: browser.csrf(),
      ...fields,
    };
    expect((await browser.post("/trust/new-issuer", issuer, headers)).status).toBe(403);
    expect((await browser.get("/trust")).html).not.toContain("Stolen");
  });

  it("with a file is no way around", async () => {
    expect((await browser.upload("/trust/new-list", { csrf: "wrong", name: "Stolen" })).status).toBe(403);
    expect((await browser.get("/trust")).html).not.toContain("Stolen");
  });
});

describe("an unknown issuer on a verdict's page", () => {
  it("can be put on a list, with a warning that its name is a claim; then the verdict names the list", async () => {
    const document = JSON.stringify(await issued());
    const before = await verifier.submit("/verify", { document });
    const href = /href="(\/trust\/new-issuer\?[^"]+)"/.exec(before.html)?.[1]?.replaceAll("&amp;", "&");
    const form = await browser.get(href ?? "");
    expect(form.html).toContain("Anybody can write that name");
    expect(form.html).toContain(`value="${employer.did}"`);
    expect(form.html).toContain('value="Harbour Analytics"');
    const fields = { did: employer.did, name: "Harbour", reason: "Called them on 3 March", newList: "Known" };
    const { status, location } = await browser.post("/trust/new-issuer", { ...fields, csrf: browser.csrf() });
    expect(status).toBe(303);
    const after = await verifier.submit("/verify", { document });
    expect(after.html).toContain("Verified, issued by Harbour");
    expect(after.html).toMatch(/List “Known”: trusted, as Harbour \(Called them on 3 March\)/);
    const again = await browser.post("/trust/new-issuer", {
      ...fields,
      newList: "",
      list: listAt(location),
      csrf: browser.csrf(),
    });
    expect([again.status, again.html.includes("is on the list already")]).toEqual([409, true]);

    await browser.post("/trust/list", {
      csrf: browser.csrf(),
      id: listAt(location),
      action: "remove-issuer",
      did: employer.did,
    });
    expect((await verifier.submit("/verify", { document })).html).toContain("issuer not known to you");
  });

  it("shows of a did:web whose site it is", async () => {
    const { html } = await browser.get(
      "/trust/new-issuer?claimed=yes&name=MIT&did=did:web:rnit.example%253A8443:a",
    );
    expect(html).toContain("rnit.example:8443</bdi></strong>");
  });

  it.each([
    [{ did: "did:web:acme.example " + "x" }, 400, "did: must be a DID"],
    [{ name: "\u200b" }, 400, "name: must not be empty"],
    [{ reason: "" }, 400, "reason"],
    [{ newList: "", list: "" }, 400, "Choose a list"],
    [{ newList: "two\nlines" }, 400, "one line"],
    [{ newList: "", list: "nope" }, 404, "no such list"],
  ])("is not added with %j, and what was typed comes back", async (changes, status, words) => {
    const fields = {
      did: "did:web:a.example",
      name: "A",
      reason: "R",
      newList: "L",
      opinion: "distrust",
      ...changes,
    };
    const answer = await browser.post("/trust/new-issuer", { ...fields, csrf: browser.csrf() });
    expect(answer.status).toBe(status);
    expect(answer.html).toContain(words);
    expect(answer.html).toMatch(/id="opinion-distrust"[^>]* checked/);
  });
});

describe("a list on its page", () => {
  const newList = (fields: Record<string, string>, file?: string) =>
    browser.upload("/trust/new-list", { csrf: browser.csrf(), name: "", url: "", text: "", ...fields }, file);
  const entry = { did: "did:web:evil.example", name: `N${evil}`, reason: `R${evil}`, for: [`F${evil}`] };

  it.each(["file", "text"])("comes from a %s, and shows hostile text as text (rule 11)", async (way) => {
    const content = JSON.stringify({ issuers: [entry] });
    const name = `L"><script>${way}`;
    const made = way === "file" ? await newList({ name }, content) : await newList({ name, text: content });
    expect(made.status).toBe(303);
    const { html } = await browser.get(made.location ?? "");
    expectHarmless(html);
    for (const mark of "NRF") expect(html).toContain(`${mark}&quot;>&lt;script>`);
    expectHarmless((await browser.get("/trust")).html);
    await browser.post("/trust/list", {
      csrf: browser.csrf(),
      id: listAt(made.location),
      action: "remove",
      sure: "yes",
    });
  });

  it("of a registry shows hostile names as text, and says what was left out", async () => {
    const registry = `{"registry":{"did:web:evil.example":${JSON.stringify({ name: evil, url: "javascript:alert(1)", location: evil })},"constructor":{"name":"C"}}}`;
    const { location } = await newList({ name: "Registry" }, registry);
    const { html } = await browser.get(location ?? "");
    expectHarmless(html);
    expect(html).not.toMatch(/href="javascript/);
    expect(html).toContain("1 without a usable DID or name");
  });

  it.each([
    [{ name: "" }, undefined, 400],
    [{ name: "x".repeat(101) }, undefined, 400],
    [{ name: "A\u202e" }, undefined, 400],
    [{ name: "A", url: "https://a.example/", text: "{}" }, undefined, 400],
    [{ name: "A", text: "{}" }, "{}", 400],
    [{ name: "A", text: '{"issuers":[],"__proto__":{}}' }, undefined, 400],
    [{ name: "A", url: "https://127.0.0.1/" }, undefined, 422],
    [{ name: "Registry" }, undefined, 409],
  ])("is not made from %j, which comes back to be changed", async (fields, file, status) => {
    const answer = await newList(fields, file);
    expect([answer.status, answer.html.includes("That did not work")]).toEqual([status, true]);
  });

  it("is renamed and removed, the latter only by someone who is sure", async () => {
    const id = listAt((await newList({ name: "First name" })).location);
    const act = (fields: Record<string, string>) =>
      browser.post("/trust/list", { csrf: browser.csrf(), id, ...fields });
    await act({ action: "rename", name: "Second name" });
    expect((await browser.get("/trust")).html).toContain("Second name");
    expect((await act({ action: "remove" })).status).toBe(400);
    expect((await act({ action: "explode" })).status).toBe(400);
    expect((await act({ action: "refresh" })).status).toBe(409);
    expect((await act({ action: "remove", sure: "yes" })).location).toBe("/trust");
    expect((await browser.get(`/trust/list?id=${id}`)).status).toBe(404);
  });
});

describe("a wrong admin token", () => {
  it("is refused, and after ten of them the address has to wait, with the right one too", async () => {
    const guesser = openBrowserless(verifier.url);
    const guess = (token: string) => guesser.post("/trust/sign-in", { token, next: "/trust" });
    const statuses: number[] = [];
    for (let count = 0; count < 11; count++) statuses.push((await guess(`wrong-${count}`)).status);
    expect(statuses).toEqual([...Array(10).fill(401), 429]);
    const right = await guess(adminToken);
    expect([right.status, right.setCookie]).toEqual([429, undefined]);
    expect(verifier.log()).not.toMatch(/wrong-|admin-token-for-tests/);
  });
});
