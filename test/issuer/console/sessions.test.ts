import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { visitConsole } from "../../support/console-visitor.ts";
import {
  adminToken,
  draftBy,
  type RunningIssuer,
  runIssuer,
  type Tenant,
} from "../../support/running-issuer.ts";

let issuer: RunningIssuer;
let tenant: Tenant;
let other: Tenant;
let time = new Date("2026-11-22T12:00:00Z");

beforeAll(async () => {
  issuer = await runIssuer({ now: () => time });
  tenant = await issuer.createTenant("acme");
  other = await issuer.createTenant("rival");
});
afterAll(() => issuer.stop());

async function createKey(role: string): Promise<{ id: string; apiKey: string }> {
  const { body } = await issuer.call("POST", "/issuers/acme/keys", { token: tenant.apiKey, body: { role } });
  return { id: String((body.key as JsonObject).id), apiKey: String(body.apiKey) };
}

async function signedIn(apiKey = tenant.apiKey) {
  const visitor = visitConsole(issuer);
  expect((await visitor.signIn(apiKey)).status).toBe(200);
  return visitor;
}

describe("signing in to the console", () => {
  it("gives a cookie that scripts and other sites cannot use, and that does not hold the key", async () => {
    const visitor = visitConsole(issuer);
    const answer = await visitor.send("/console/sign-in", { key: ` ${tenant.apiKey} ` });
    expect([answer.status, answer.location]).toEqual([303, "/console"]);
    const cookie = answer.headers.get("set-cookie") ?? "";
    for (const flag of ["HttpOnly", "SameSite=Strict", "Secure", "Path=/console", "Max-Age=28800"]) {
      expect(cookie).toContain(flag);
    }
    expect(cookie).toMatch(/^stint-console=[A-Za-z0-9_-]{43};/);
    expect(cookie).not.toContain(tenant.apiKey);
    expect((await visitor.get("/console")).html).not.toContain(tenant.apiKey);
  });

  it.each([
    ["no key", {}],
    ["an unknown key", { key: `stint_${"A".repeat(43)}` }],
    ["the admin token", { key: adminToken }],
    ["markup", { key: '"><script>alert(1)</script>' }],
  ])("is refused with %s, which is not shown again", async (_name, fields) => {
    const visitor = visitConsole(issuer);
    const answer = await visitor.send("/console/sign-in", fields);
    expect([answer.status, visitor.cookie()]).toEqual([403, undefined]);
    expect(answer.html).toContain('role="alert"');
    for (const text of Object.values(fields)) expect(answer.html).not.toContain(text);
  });

  it.each<[string, Record<string, string>, number]>([
    ["another site's page", { "sec-fetch-site": "cross-site" }, 403],
    ["a page of a neighbouring host", { "sec-fetch-site": "same-site" }, 403],
    ["another site's page over http", { origin: "https://evil.example" }, 403],
    ["a page without an origin", { origin: "null" }, 403],
    ["our own page", { "sec-fetch-site": "same-origin" }, 303],
    ["our own page over http", { origin: "https://issuer.example" }, 303],
  ])("from %s is judged by where the form comes from", async (_name, headers, status) => {
    const answer = await visitConsole(issuer).send("/console/sign-in", { key: tenant.apiKey }, headers);
    expect(answer.status).toBe(status);
  });

  it.each([
    ["/console/audit?cursor=000000000002", "/console/audit?cursor=000000000002"],
    ["https://evil.example/", "/console"],
    ["//evil.example", "/console"],
    ["/console\\evil", "/console"],
    ["/console/..//evil.example", "/console"],
    ["/console/../offers", "/console"],
    ["/console/x\r\nSet-Cookie: a=b", "/console"],
  ])("leads to %j only within the console", async (next, location) => {
    const answer = await visitConsole(issuer).send("/console/sign-in", { key: tenant.apiKey, next });
    expect(answer.location).toBe(location);
  });

  it("is not asked for again while the session lasts", async () => {
    const visitor = await signedIn();
    expect((await visitor.get("/console/sign-in?next=/console/audit")).location).toBe("/console/audit");
  });

  it("is asked for by each page and each action, and by data in the terms of the API", async () => {
    const visitor = visitConsole(issuer);
    const page = await visitor.get("/console/credentials?q=a");
    expect([page.status, page.location]).toEqual([
      303,
      `/console/sign-in?next=${encodeURIComponent("/console/credentials?q=a")}`,
    ]);
    expect((await visitor.send("/console/keys", { label: "x", role: "admin" })).location).toContain(
      "/sign-in",
    );
    expect((await issuer.call("GET", "/console")).body).toMatchObject({ status: 401, code: "UNAUTHORIZED" });
  });
});

describe("a session of the console", () => {
  it("ends by signing out, after eight hours, and with the cookie's replacement", async () => {
    const visitor = await signedIn();
    const cookie = visitor.cookie() ?? "";
    const replay = () =>
      fetch(`${issuer.url}/console`, { headers: { cookie, accept: "text/html" }, redirect: "manual" });
    expect((await replay()).status).toBe(200);
    await visitor.send("/console/sign-out", {});
    expect((await replay()).status).toBe(303);

    const late = await signedIn();
    time = new Date(time.getTime() + 8 * 60 * 60_000);
    expect((await late.get("/console")).status).toBe(303);
  });

  it("ends at once when its key is revoked", async () => {
    const { id, apiKey } = await createKey("admin");
    const visitor = await signedIn(apiKey);
    await issuer.call("POST", `/issuers/acme/keys/${id}/revoke`, { token: tenant.apiKey, body: {} });
    expect((await visitor.send("/console/keys", { label: "x", role: "admin" })).location).toContain(
      "/sign-in",
    );
    expect((await visitor.get("/console")).status).toBe(303);
  });

  it.each<[string, Record<string, string>, Record<string, string>]>([
    ["no token", { csrf: "" }, {}],
    ["a wrong token", { csrf: "A".repeat(43) }, {}],
    ["another site's origin", {}, { "sec-fetch-site": "cross-site" }],
  ])("performs nothing for a form with %s", async (_name, fields, headers) => {
    const visitor = await signedIn();
    await visitor.get("/console/keys");
    const before = (await issuer.call("GET", "/issuers/acme/keys", { token: tenant.apiKey })).text;
    const sent = { label: "sneaked in", role: "admin", ...fields };
    expect((await visitor.send("/console/keys", sent, headers)).status).toBe(403);
    expect((await issuer.call("GET", "/issuers/acme/keys", { token: tenant.apiKey })).text).toBe(before);
    expect((await visitor.send("/console/sign-out", fields, headers)).status).toBe(403);
  });

  it("does not accept the token of another session", async () => {
    const [one, two] = [await signedIn(), await signedIn()];
    const { html } = await one.get("/console/keys");
    const csrf = /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? "";
    await two.get("/console");
    expect((await two.send("/console/keys", { label: "x", role: "admin", csrf })).status).toBe(403);
  });

  it("shows an auditor everything but lets them change nothing", async () => {
    const visitor = await signedIn((await createKey("auditor")).apiKey);
    const draft = draftBy(tenant);
    await issuer.issue(tenant, draft);
    for (const path of [
      "/console",
      "/console/credentials",
      "/console/audit",
      "/console/keys",
      "/console/signing-keys",
    ]) {
      const { status, html } = await visitor.get(path);
      expect(status).toBe(200);
      expect(html.match(/<form[^>]*method="post"/g), path).toHaveLength(1);
    }
    const forms: [string, Record<string, string>][] = [
      ["/console/keys", { label: "x", role: "admin" }],
      ["/console/signing-keys/rotate", {}],
      ["/console/signing-keys/1/revoke", {}],
      ["/console/credentials/record-1/status", { change: "revoke", reason: "x" }],
      ["/console/credentials/revoke", { record: "record-1", reason: "x" }],
    ];
    for (const [path, fields] of forms) expect((await visitor.send(path, fields)).status, path).toBe(403);
  });

  it("shows whoever may only issue neither keys nor the audit trail", async () => {
    const visitor = await signedIn((await createKey("issuer")).apiKey);
    const { html } = await visitor.get("/console");
    for (const path of ["/console/keys", "/console/signing-keys", "/console/audit"]) {
      expect(html).not.toContain(`href="${path}"`);
      const { status, html: refusal } = await visitor.get(path);
      expect([status, refusal.includes("Sign out")]).toEqual([403, true]);
    }
  });

  it("sees nothing of another employer", async () => {
    const draft = draftBy(tenant, { name: "Secret of acme" });
    await issuer.issue(tenant, draft);
    const visitor = await signedIn(other.apiKey);
    expect((await visitor.get("/console/credentials/record-1")).status).toBe(404);
    expect((await visitor.get(`/console/credentials?q=${draft.id}`)).html).toContain("Nothing was found");
    expect((await visitor.get("/console/credentials/revoke?record=record-1")).html).toContain(
      "Nothing was chosen",
    );
    const key = await createKey("admin");
    expect((await visitor.get(`/console/keys/${key.id}/revoke`)).status).toBe(404);
    expect((await visitor.send(`/console/keys/${key.id}/revoke`, {})).status).toBe(404);
    expect((await visitor.get("/console/keys")).html).not.toContain(key.id);
  });
});

describe("failed attempts to sign in", () => {
  it("are limited for one address, and lock nobody out who has a key and shares it", async () => {
    const attempt = async (key: string) =>
      (await visitConsole(issuer).send("/console/sign-in", { key })).status;
    const statuses: number[] = [];
    for (let count = 0; count < 25; count++) statuses.push(await attempt("wrong"));
    expect(statuses.at(-1)).toBe(429);
    expect(statuses.filter((status) => status === 403).length).toBeLessThanOrEqual(20);
    expect(await attempt(tenant.apiKey)).toBe(303);
    expect(await attempt("wrong")).toBe(429);
  });
});
