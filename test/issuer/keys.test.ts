import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DidDocument } from "../../core/did/did-document.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { createApiKey, recordApiKey } from "../../issuer/use-cases/api-keys.ts";
import {
  adminToken,
  credentialOf,
  draftBy,
  type RunningIssuer,
  runIssuer,
  type Tenant,
} from "../support/running-issuer.ts";
import { webOf, world } from "../support/world.ts";

let issuer: RunningIssuer;
let tenant: Tenant;

beforeAll(async () => {
  issuer = await runIssuer();
  tenant = await issuer.createTenant("acme");
});
afterAll(() => issuer.stop());

const keysPath = "/issuers/acme/keys";
const credentialPath = (id: unknown) => `/issuers/acme/credentials/${encodeURIComponent(String(id))}`;

async function createKey(role: string): Promise<Tenant & { keyId: string }> {
  const { body } = await issuer.call("POST", keysPath, { token: tenant.apiKey, body: { role } });
  return { ...tenant, apiKey: String(body.apiKey), keyId: String((body.key as JsonObject).id) };
}

async function isVerified(credential: JsonObject): Promise<boolean> {
  const list = String((credential.credentialStatus as JsonObject).statusListCredential);
  const fetchDocument = webOf({
    "https://issuer.example/issuers/acme/did.json": (await issuer.call("GET", "/issuers/acme/did.json")).text,
    [list]: (await issuer.call("GET", list.replace("https://issuer.example", ""))).text,
  });
  const context = world({}, { now: new Date(), fetchDocument });
  return (await verifyCredential(credential, { checks: "all" }, context)).verified;
}

describe("API keys (security rules 10 and 12)", () => {
  test("a key is shown once and never again; the store holds its hash", async () => {
    const { apiKey, keyId } = await createKey("issuer");
    expect(apiKey).toMatch(/^stint_[A-Za-z0-9_-]{43}$/);
    const { text, body } = await issuer.call("GET", keysPath, { token: tenant.apiKey });
    expect((body.items as JsonObject[]).map(({ id }) => id)).toContain(keyId);
    expect(text).not.toContain(apiKey);
    expect(text).not.toMatch(/hash/);
    const everything = await issuer.context.store.list("" as never, { limit: 10_000 });
    expect(JSON.stringify(everything)).not.toContain(apiKey);
  });

  test("a revoked key stops at once, and what it issued stays unless `since` is given", async () => {
    const key = await createKey("issuer");
    const draft = draftBy(tenant);
    await issuer.issue(key, draft);
    await issuer.call("POST", `${keysPath}/${key.keyId}/revoke`, { token: tenant.apiKey, body: {} });
    expect((await issuer.issue(key, draftBy(tenant))).status).toBe(401);
    const { body } = await issuer.call("GET", credentialPath(draft.id), { token: tenant.apiKey });
    expect((body.statuses as JsonObject[])[0]).toMatchObject({ status: false });
  });

  test("none can hide behind a thousand others: there are no more than are listed", async () => {
    const { slug, apiKey: token } = await issuer.createTenant("many-keys");
    const key = { slug, role: "auditor", by: "service-admin" } as const;
    await issuer.context.store.commit(async (transaction) => {
      for (let made = 1; made < 1_000; made += 1) await recordApiKey(transaction, issuer.context, key);
    });
    await expect(createApiKey(issuer.context, key)).rejects.toMatchObject({ code: "CONFLICT" });
    const { body } = await issuer.call("GET", `/issuers/${slug}/keys`, { token });
    expect(body.items).toHaveLength(1_000);
  });

  test("`since` revokes what the key issued from then on, and nothing else", async () => {
    const stolen = await createKey("issuer");
    const before = draftBy(tenant);
    await issuer.issue(stolen, before);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const since = new Date().toISOString();
    const after = [draftBy(tenant), draftBy(tenant), draftBy(tenant)];
    for (const draft of after) await issuer.issue(stolen, draft);
    const byOther = draftBy(tenant);
    await issuer.issue(tenant, byOther);
    await issuer.setStatus(tenant, String(after[0]?.id), "revocation", true);
    const withoutStatus = {
      "@context": ["https://www.w3.org/2018/credentials/v1"],
      type: ["VerifiableCredential"],
      issuer: tenant.did,
      issuanceDate: "2026-01-01T00:00:00Z",
      credentialSubject: { id: "did:example:subject" },
    };
    await issuer.issue(stolen, withoutStatus);
    const path = `${keysPath}/${stolen.keyId}/revoke`;
    const answer = await issuer.call("POST", path, { token: tenant.apiKey, body: { since } });
    expect(answer.body.credentials).toEqual({
      revoked: 2,
      alreadyRevoked: 1,
      notRevocable: [expect.stringMatching(/^record-[0-9]+$/)],
      offersCancelled: 0,
    });
    const status = async (draft: JsonObject) => {
      const { body } = await issuer.call("GET", credentialPath(draft.id), { token: tenant.apiKey });
      return (body.statuses as JsonObject[])[0]?.status;
    };
    expect(await Promise.all([before, ...after, byOther].map(status))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
    const again = await issuer.call("POST", path, { token: tenant.apiKey, body: { since } });
    expect(again.body.credentials).toMatchObject({ revoked: 0, alreadyRevoked: 3 });
    const audit = await issuer.call("GET", "/issuers/acme/audit?limit=5", { token: tenant.apiKey });
    const actions = (audit.body.items as JsonObject[]).map(({ action }) => action);
    expect(actions.slice(0, 3)).toEqual(["credential.revoked", "credential.revoked", "api-key.revoked"]);
  });

  test("`since` reaches past one commit", async () => {
    const stolen = await createKey("issuer");
    const drafts = Array.from({ length: 205 }, () => ({
      "@context": ["https://www.w3.org/ns/credentials/v2"],
      type: ["VerifiableCredential"],
      issuer: tenant.did,
      credentialSubject: { id: "did:example:subject" },
    }));
    const answers = await Promise.all(drafts.map((draft) => issuer.issue(stolen, draft)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(205);
    const path = `${keysPath}/${stolen.keyId}/revoke`;
    const answer = await issuer.call("POST", path, {
      token: tenant.apiKey,
      body: { since: "2020-01-01T00:00:00Z" },
    });
    expect(answer.body.credentials).toMatchObject({ revoked: 205 });
  });

  test.each(["yesterday", "2026-02-30T00:00:00Z", "2026-01-01", "2026-01-01T00:00:00", 7])(
    "refuses since: %j",
    async (since) => {
      const key = await createKey("auditor");
      const answer = await issuer.call("POST", `${keysPath}/${key.keyId}/revoke`, {
        token: tenant.apiKey,
        body: { since },
      });
      expect(answer.status).toBe(400);
      expect((await issuer.call("GET", "/issuers/acme/audit", { token: key.apiKey })).status).toBe(200);
    },
  );
});

describe("Signing keys", () => {
  const path = "/issuers/acme/signing-keys";

  test("rotation signs with a new version, and old credentials keep verifying", async () => {
    const old = credentialOf(await issuer.issue(tenant, draftBy(tenant)));
    const rotated = await issuer.call("POST", `${path}/rotate`, { token: tenant.apiKey });
    expect(rotated).toMatchObject({
      status: 201,
      body: { version: 2, verificationMethod: `${tenant.did}#key-2` },
    });
    expect(rotated.text).not.toContain("seed");
    const fresh = credentialOf(await issuer.issue(tenant, draftBy(tenant)));
    expect((fresh.proof as JsonObject[])[0]?.verificationMethod).toBe(`${tenant.did}#key-2`);
    expect(await isVerified(old)).toBe(true);
    expect(await isVerified(fresh)).toBe(true);
  });

  test("a withdrawn version verifies nothing any more; the version in use gets a successor first", async () => {
    const before = credentialOf(await issuer.issue(tenant, draftBy(tenant)));
    const { body } = await issuer.call("POST", `${path}/2/revoke`, {
      token: tenant.apiKey,
      body: { since: "2020-01-01T00:00:00Z" },
    });
    expect((body.credentials as JsonObject).revoked).toBeGreaterThan(0);
    const { body: document } = await issuer.call("GET", "/issuers/acme/did.json");
    const { assertionMethod } = document as unknown as DidDocument;
    expect(assertionMethod).not.toContain(`${tenant.did}#key-2`);
    expect(assertionMethod).toContain(`${tenant.did}#key-3`);
    expect(await isVerified(before)).toBe(false);
    expect(await isVerified(credentialOf(await issuer.issue(tenant, draftBy(tenant))))).toBe(true);
  });

  test("a did:key issuer can neither rotate nor withdraw, and is told why", async () => {
    const other = await issuer.createTenant("keyed", "key");
    for (const action of ["rotate", "1/revoke"]) {
      const answer = await issuer.call("POST", `/issuers/keyed/signing-keys/${action}`, {
        token: other.apiKey,
        body: {},
      });
      expect(answer).toMatchObject({ status: 409, body: { detail: expect.stringContaining("did:key") } });
    }
    expect((await issuer.call("GET", "/issuers/keyed/did.json")).status).toBe(404);
  });
});

describe("Issuers", () => {
  test("a slug is taken once", async () => {
    const body = { slug: "acme", did: "key", profile: { name: "Another" } };
    expect(await issuer.call("POST", "/issuers", { token: adminToken, body })).toMatchObject({ status: 409 });
  });

  test.each([
    { slug: "Acme", profile: { name: "x" } },
    { slug: "a/b", profile: { name: "x" } },
    { slug: "-a", profile: { name: "x" } },
    { slug: "ok", profile: {} },
    { slug: "ok", profile: { name: "" } },
    { slug: "ok", profile: { name: "x", url: "javascript:alert(1)" } },
    { slug: "ok", profile: { name: "x" }, did: "ion" },
  ])("refuses %j", async (body) => {
    expect((await issuer.call("POST", "/issuers", { token: adminToken, body })).status).toBe(400);
  });

  test("the profile is JSON, and for browsers a page that escapes it (security rule 11)", async () => {
    const name = '<script>alert(1)</script>"&';
    const body = { slug: "evil", did: "key", profile: { name, url: "https://x.example/?<b>" } };
    await issuer.call("POST", "/issuers", { token: adminToken, body });
    const json = await issuer.call("GET", "/issuers/evil");
    expect(json.body).toMatchObject({ name, type: ["Profile"], id: expect.stringMatching(/^did:key:/) });
    const page = await issuer.call("GET", "/issuers/evil", { headers: { accept: "text/html" } });
    expect(page.headers.get("content-type")).toContain("text/html");
    expect(page.text).toContain("&lt;script>alert(1)");
    expect(page.text).not.toContain("<script>alert");
  });
});
