import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { visitConsole } from "../../support/console-visitor.ts";
import { draftBy, type RunningIssuer, runIssuer, type Tenant } from "../../support/running-issuer.ts";

let issuer: RunningIssuer;
let tenant: Tenant;
const moment = new Date("2026-11-22T12:34:56Z");

beforeAll(async () => {
  issuer = await runIssuer({ now: () => moment });
  tenant = await issuer.createTenant("acme");
});
afterAll(() => issuer.stop());

async function signedIn(apiKey = tenant.apiKey) {
  const visitor = visitConsole(issuer);
  await visitor.signIn(apiKey);
  return visitor;
}

async function createKey(label = "Somebody"): Promise<{ apiKey: string; id: string }> {
  const visitor = await signedIn();
  const { html } = await visitor.perform("/console/keys", { label, role: "admin" });
  const [, apiKey] = /value="(stint_[A-Za-z0-9_-]{43})"/.exec(html) ?? [];
  const [, id] =
    /\/console\/keys\/(key_[0-9a-f]{16})\/revoke" aria-label="Revoke: Somebody"/.exec(html) ?? [];
  return { apiKey: apiKey ?? "", id: id ?? "" };
}

describe("the API keys in the console", () => {
  it("are created after a redirect, and shown this once", async () => {
    const visitor = await signedIn();
    const sent = await visitor.send("/console/keys", { label: "Payroll program", role: "issuer" });
    expect([sent.status, /stint_/.test(sent.location ?? "")]).toEqual([303, false]);
    const first = await visitor.get(sent.location ?? "");
    const [, apiKey = ""] = /value="(stint_[A-Za-z0-9_-]{43})"/.exec(first.html) ?? [];
    expect((await issuer.issue({ ...tenant, apiKey }, draftBy(tenant))).status).toBe(201);
    const again = await visitor.get(sent.location ?? "");
    expect([again.html.includes("Payroll program"), again.html.includes(apiKey)]).toEqual([true, false]);
  });

  it.each<[string, Record<string, string>, string]>([
    ["no label", { label: " ", role: "admin" }, "Say what the key is for"],
    ["an endless label", { label: "x".repeat(101), role: "admin" }, "100 characters"],
    ["an unknown role", { label: "mine & yours", role: "god" }, "Choose what the key may do"],
  ])("are not created from a form with %s", async (_name, fields, words) => {
    const visitor = await signedIn();
    const count = async () =>
      (await issuer.call("GET", "/issuers/acme/keys", { token: tenant.apiKey })).text.match(/key_/g)?.length;
    const before = await count();
    const { status, html } = await visitor.send("/console/keys", fields);
    expect([status, html.includes(words), await count()]).toEqual([422, true, before]);
  });

  it("revoke what they issued since a moment, and say how much that was", async () => {
    const stolen = await createKey();
    const draft = draftBy(tenant);
    await issuer.issue({ ...tenant, apiKey: stolen.apiKey }, draft);
    const visitor = await signedIn();
    const path = `/console/keys/${stolen.id}/revoke`;
    await visitor.get(path);
    for (const since of ["yesterday", "2026-02-30T00:00", "2026-11-22T12:34Z"]) {
      const refused = await visitor.send(path, { since });
      expect([refused.status, refused.html.includes("not a date and time")]).toEqual([422, true]);
    }
    const { html } = await visitor.perform(path, { since: "2026-11-22T12:34" });
    expect(html).toContain("Credentials revoked with it: 1.");
    const { body } = await issuer.call("GET", `/issuers/acme/credentials/${draft.id}`, {
      token: tenant.apiKey,
    });
    expect((body.statuses as JsonObject[])[0]).toMatchObject({ status: true });
  });

  it("of one's own sign out when it is revoked, and the page warns of it", async () => {
    const own = await createKey();
    const visitor = await signedIn(own.apiKey);
    const path = `/console/keys/${own.id}/revoke`;
    expect((await visitor.get(path)).html).toContain("the key that you signed in with");
    const { location } = await visitor.send(path, {});
    expect((await visitor.get(location ?? "")).location).toContain("/console/sign-in");
  });
});

describe("the signing keys in the console", () => {
  it("are rotated and withdrawn; the one in use is replaced first", async () => {
    const visitor = await signedIn();
    await visitor.get("/console/signing-keys");
    expect((await visitor.perform("/console/signing-keys/rotate", {})).html).toContain(
      "Ed25519 key, version 2, signs",
    );
    const page = await visitor.get("/console/signing-keys/2/revoke");
    expect(page.html).toContain("a new one takes its place");
    const { html } = await visitor.perform("/console/signing-keys/2/revoke", { since: "2026-11-22T00:00" });
    expect(html).toContain("Ed25519 key, version 2, is withdrawn. Credentials revoked with it: 0.");
    expect(html).toContain("Ed25519 key, version 3");
    expect((await visitor.get("/console/signing-keys/9/revoke")).status).toBe(404);
  });

  it("of another type are added, and rotated and withdrawn by themselves", async () => {
    const visitor = await signedIn((await issuer.createTenant("several")).apiKey);
    const first = await visitor.get("/console/signing-keys");
    expect([first.html.includes('name="rotatedType"'), first.html.includes('value="P-256"')]).toEqual([
      false,
      true,
    ]);
    const added = await visitor.perform("/console/signing-keys", { newType: "P-256" });
    expect(added.html).toContain("P-256 key, version 1, is made.");
    expect([added.html.includes('name="rotatedType"'), added.html.includes("ecdsa-rdfc-2019")]).toEqual([
      true,
      true,
    ]);
    const { html } = await visitor.perform("/console/signing-keys/rotate", { rotatedType: "P-256" });
    expect(html).toContain("P-256 key, version 2, signs from now on.");
    const page = await visitor.get("/console/signing-keys/p256-1/revoke");
    expect(page.html).not.toContain("a new one takes its place");
    const withdrawn = await visitor.perform("/console/signing-keys/p256-1/revoke", { since: "" });
    expect(withdrawn.html).toContain("P-256 key, version 1, is withdrawn.");
  });

  it.each([
    ["/console/signing-keys", { newType: "RSA-512" }, "Choose what kind of key"],
    ["/console/signing-keys", {}, "Choose what kind of key"],
    ["/console/signing-keys", { newType: "Ed25519" }, "has its Ed25519 key already"],
    ["/console/signing-keys/rotate", { rotatedType: "__proto__" }, "Choose which key"],
    ["/console/signing-keys/rotate", { rotatedType: "BLS12-381" }, "make a first one"],
  ])("are not made from the form %s with %j", async (path, fields, words) => {
    const visitor = await signedIn();
    await visitor.get("/console/signing-keys");
    const { status, html } = await visitor.send(path, fields);
    expect([status, html.includes(words)]).toEqual([422, true]);
  });

  it("of an employer whose identifier is the key can be neither, and the page says so", async () => {
    const { apiKey } = await issuer.createTenant("keyed", "key");
    const visitor = await signedIn(apiKey);
    const { html } = await visitor.get("/console/signing-keys");
    expect([html.includes("identifier is its key"), html.includes("/rotate")]).toEqual([true, false]);
    const refused = await visitor.send("/console/signing-keys/rotate", {});
    expect([refused.status, refused.html.includes("did:key")]).toEqual([422, true]);
  });
});
