import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { type ConsoleVisitor, visitConsole } from "../../support/console-visitor.ts";
import { draftBy, type RunningIssuer, runIssuer, type Tenant } from "../../support/running-issuer.ts";

let issuer: RunningIssuer;
let tenant: Tenant;
let visitor: ConsoleVisitor;

const both = ["revocation", "suspension"].map((statusPurpose) => ({
  type: "BitstringStatusListEntry",
  statusPurpose,
}));

beforeAll(async () => {
  issuer = await runIssuer();
  tenant = await issuer.createTenant("acme");
  visitor = visitConsole(issuer);
  await visitor.signIn(tenant.apiKey);
});
afterAll(() => issuer.stop());

/** Issues a credential and gives the path of its page. */
async function issue(options?: JsonObject): Promise<{ id: string; path: string; record: string }> {
  const draft = draftBy(tenant);
  await issuer.issue(tenant, draft, options ? { options } : {});
  const { body } = await details(String(draft.id));
  return { id: String(draft.id), path: `/console/credentials/${body.record}`, record: String(body.record) };
}

const details = (id: string) =>
  issuer.call("GET", `/issuers/acme/credentials/${encodeURIComponent(id)}`, { token: tenant.apiKey });

describe("the page of a credential", () => {
  it("revokes with a reason, which stands in the history; then nothing more can be done", async () => {
    const { id, path } = await issue();
    const page = await visitor.get(path);
    expect(page.html).toContain("In force");
    const sent = await visitor.send(`${path}/status`, { change: "revoke", reason: " Wrong student " });
    expect(sent.status).toBe(303);
    const { html } = await visitor.get(sent.location ?? "");
    for (const words of ["It is revoked.", "Credential revoked", "Wrong student", "Revoked"]) {
      expect(html).toContain(words);
    }
    expect(html).not.toContain("Change its status");
    expect((await visitor.get(sent.location ?? "")).html).not.toContain("It is revoked.");
    expect((await details(id)).body).toMatchObject({ statuses: [{ status: true }] });
    expect((await visitor.get("/console/audit")).html).toContain("Wrong student");
  });

  it("suspends and reinstates where the credential was issued for it", async () => {
    const { id, path } = await issue({ credentialStatus: both, profileChecks: "none" });
    const suspended = await visitor.perform(`${path}/status`, {
      change: "suspend",
      reason: "Being looked into",
    });
    expect(suspended.html).toContain("Suspended");
    expect((await details(id)).body).toMatchObject({ statuses: [{ status: false }, { status: true }] });
    const reinstated = await visitor.perform(`${path}/status`, {
      change: "reinstate",
      reason: "All is well",
    });
    expect(reinstated.html).toContain("In force");
    expect((await details(id)).body).toMatchObject({ statuses: [{ status: false }, { status: false }] });
  });

  it.each<[string, Record<string, string>, string]>([
    ["no reason", { change: "revoke", reason: "  " }, "Say why"],
    ["an endless reason", { change: "revoke", reason: "x".repeat(501) }, "500 characters"],
    ["nothing to do", { reason: "why" }, "Choose what is to be done"],
    ["something unknown to do", { change: "toString", reason: "why" }, "Choose what is to be done"],
    ["no entry for it", { change: "suspend", reason: "why" }, "issued without an entry"],
  ])("changes nothing for a form with %s, and keeps what was typed", async (_name, fields, words) => {
    const { id, path } = await issue();
    await visitor.get(path);
    const { status, html } = await visitor.send(`${path}/status`, fields);
    expect([status, html.includes(words)]).toEqual([422, true]);
    expect(html).toContain(`>${fields.reason}</textarea>`);
    expect((await details(id)).body).toMatchObject({ statuses: [{ status: false }] });
  });

  it("of one that was replaced offers nothing, and leads to the newer one", async () => {
    const { id, path } = await issue();
    await issuer.issue(tenant, draftBy(tenant, { id }), { options: { reissue: true } });
    const { html } = await visitor.get(path);
    expect(html).toContain("It was replaced by");
    expect(html).not.toContain("Change its status");
    const { status } = await visitor.send(`${path}/status`, { change: "revoke", reason: "why" });
    expect([status, (await details(id)).body.statuses]).toMatchObject([422, [{ status: false }]]);
  });
});

describe("revoking several credentials", () => {
  it("names them and their number first, then revokes each with the reason", async () => {
    const chosen = [await issue(), await issue(), await issue()];
    const kept = await issue();
    const records = chosen.map(({ record }) => record);
    const query = new URLSearchParams([...records, records[0] ?? ""].map((record) => ["record", record]));
    const { html } = await visitor.get(`/console/credentials/revoke?${query}`);
    expect(html).toContain("Revoke 3 credentials?");
    for (const record of records) expect(html).toContain(`value="${record}"`);
    const done = await visitor.perform("/console/credentials/revoke", {
      record: records,
      reason: "Same mistake",
    });
    expect(done.html).toContain("Revoked: 3.");
    for (const { id } of chosen) {
      const { body } = await details(id);
      expect(body).toMatchObject({ statuses: [{ status: true }] });
      expect((body.history as JsonObject[]).at(-1)).toMatchObject({ reason: "Same mistake" });
    }
    expect((await details(kept.id)).body).toMatchObject({ statuses: [{ status: false }] });
  });

  it("asks for a reason, and leaves out what cannot be revoked", async () => {
    const [good, gone] = [await issue(), await issue()];
    await issuer.setStatus(tenant, gone.id, "revocation", true);
    const record = [good.record, gone.record, "record-99999"];
    const refused = await visitor.send("/console/credentials/revoke", { record, reason: "" });
    expect([refused.status, refused.html.includes("Revoke one credential?")]).toEqual([422, true]);
    expect((await details(good.id)).body).toMatchObject({ statuses: [{ status: false }] });
    const done = await visitor.perform("/console/credentials/revoke", { record, reason: "why" });
    expect(done.html).toContain("Revoked: 1. Left out, because they could not be revoked any more: 1.");
  });
});

describe("searching credentials", () => {
  it("finds by id, record, name, e-mail address, reference and title, whatever the case", async () => {
    const content = { title: "Tidal energy survey", summary: "Survey.", criteria: "Done." };
    const post = (path: string, body: object) =>
      issuer.call("POST", `/issuers/acme/${path}`, { token: tenant.apiKey, body });
    const { body: made } = await post("achievements", content);
    await post("completions", {
      achievement: made.id,
      recipient: { name: "Zoë Ångström", email: "zoe@student.example" },
      reference: "REF/77",
      issueNow: true,
    });
    const { body } = await issuer.call("GET", "/issuers/acme/credentials?limit=1", { token: tenant.apiKey });
    const [newest] = body.items as JsonObject[];
    const { record, credentialId } = newest ?? {};
    const queries = [credentialId, record, "zoë ång", "ZOE@student", "ref/77", "tidal ENERGY"];
    for (const query of queries) {
      const { html } = await visitor.get(`/console/credentials?${new URLSearchParams({ q: String(query) })}`);
      expect(html.match(/href="\/console\/credentials\/record-\d+"/g), String(query)).toEqual([
        `href="/console/credentials/${record}"`,
      ]);
    }
    expect((await visitor.get("/console/credentials?q=nobody")).html).toContain("Nothing was found");
  });
});

describe("a list that is longer than a page", () => {
  it("leads on to the older entries", async () => {
    const { html } = await visitor.get("/console/audit");
    const [, next] = /href="(\/console\/audit\?cursor=\d+)" rel="next"/.exec(html) ?? [];
    expect(html.match(/<tr>/g)).toHaveLength(26);
    expect(html).not.toContain("Employer set up");
    let path = next;
    let last = "";
    while (path !== undefined) {
      last = (await visitor.get(path)).html;
      path = /href="(\/console\/audit\?cursor=\d+)" rel="next"/.exec(last)?.[1];
    }
    expect(last).toContain("Employer set up");
    expect((await visitor.get("/console/audit?cursor=nonsense")).status).toBe(400);
  });
});
