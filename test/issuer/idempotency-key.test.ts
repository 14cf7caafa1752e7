import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keyOf } from "../../issuer/store/record-keys.ts";
import { draftBy, type RunningIssuer, runIssuer, statusOf, type Tenant } from "../support/running-issuer.ts";

let issuer: RunningIssuer;
let tenant: Tenant;

beforeAll(async () => {
  issuer = await runIssuer();
  tenant = await issuer.createTenant("acme", "key");
});
afterAll(() => issuer.stop());

describe("Idempotency-Key", () => {
  const headers = (key: string) => ({ headers: { "idempotency-key": key } });

  test("a repeated request gives the same bytes and takes no other index", async () => {
    const draft = draftBy(tenant);
    const first = await issuer.issue(tenant, draft, headers("same"));
    const again = await issuer.issue(tenant, draft, headers("same"));
    expect(again.status).toBe(201);
    expect(again.text).toBe(first.text);
  });

  test("the same key for another body is refused", async () => {
    await issuer.issue(tenant, draftBy(tenant), headers("reused"));
    const answer = await issuer.issue(tenant, draftBy(tenant), headers("reused"));
    expect(answer).toMatchObject({ status: 422, body: { code: "IDEMPOTENCY_KEY_REUSED" } });
  });

  test("requests at the same time are one issuance", async () => {
    const draft = draftBy(tenant);
    const before = await issuer.context.store.get(keyOf.counter("acme", "credential"));
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => issuer.issue(tenant, draft, headers("at-once"))),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.every(({ status }) => status === 201)).toBe(true);
    expect(await issuer.context.store.get(keyOf.counter("acme", "credential"))).toBe((before ?? 0) + 1);
  });

  test("a request that failed fails again, in the same words", async () => {
    const draft = draftBy(tenant, { salary: "a lot" });
    const first = await issuer.issue(tenant, draft, headers("failing"));
    const again = await issuer.issue(tenant, draft, headers("failing"));
    expect(again.status).toBe(400);
    expect(again.text).toBe(first.text);
  });

  test("two API keys that choose the same key do not meet", async () => {
    const body = { role: "issuer" };
    const other = await issuer.call("POST", "/issuers/acme/keys", { token: tenant.apiKey, body });
    const first = await issuer.issue(tenant, draftBy(tenant), headers("shared"));
    const second = await issuer.issue(
      { ...tenant, apiKey: String(other.body.apiKey) },
      draftBy(tenant),
      headers("shared"),
    );
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(statusOf(first).statusListIndex).not.toBe(statusOf(second).statusListIndex);
  });

  test.each(["", "a b", "ü", "x".repeat(256)])("the key %j is refused", async (key) => {
    const encoded = Buffer.from(key).toString("latin1");
    const answer = await issuer.issue(tenant, draftBy(tenant), headers(encoded));
    expect(answer.status).toBe(400);
  });
});

test("the log holds no key, no id and no person", async () => {
  const draft = draftBy(tenant);
  await issuer.issue(tenant, draft, { headers: { "idempotency-key": "secret-idempotency-key" } });
  await issuer.call("GET", `/issuers/acme/credentials/${encodeURIComponent(String(draft.id))}`, {
    token: tenant.apiKey,
  });
  const log = issuer.log();
  for (const secret of [tenant.apiKey, String(draft.id), "Mika", "secret-idempotency-key"]) {
    expect(log).not.toContain(secret);
  }
});
