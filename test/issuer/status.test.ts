import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../core/json/json-value.ts";
import { decodeBitstring, readStatus } from "../../core/status/bitstring.ts";
import {
  credentialOf,
  draftBy,
  type RunningIssuer,
  runIssuer,
  statusOf,
  type Tenant,
} from "../support/running-issuer.ts";

let issuer: RunningIssuer;
let tenant: Tenant;
const time = new Date("2026-11-22T12:00:00Z");

beforeAll(async () => {
  issuer = await runIssuer({ now: () => time });
  tenant = await issuer.createTenant("acme");
});
afterAll(() => issuer.stop());

const pathOf = (url: string) => url.replace("https://issuer.example", "");
const both = ["revocation", "suspension"].map((statusPurpose) => ({
  type: "BitstringStatusListEntry",
  statusPurpose,
}));

/** A badge has one status (Open Badges 3.0, B.1.2), but a service may be asked for more. */
const twoStatuses = { credentialStatus: both, profileChecks: "none" };

async function isSet(entry: { statusListCredential: string; statusListIndex: string }): Promise<boolean> {
  const { body } = await issuer.call("GET", pathOf(entry.statusListCredential));
  const { encodedList } = body.credentialSubject as { encodedList: string };
  return readStatus(decodeBitstring(encodedList), Number(entry.statusListIndex));
}

describe("POST /issuers/{slug}/credentials/status", () => {
  test.each([true, "true", "1"])(
    "revokes with status %j, and the published list shows it at once",
    async (status) => {
      const draft = draftBy(tenant);
      const entry = statusOf(await issuer.issue(tenant, draft));
      expect(await isSet(entry)).toBe(false);
      const answer = await issuer.setStatus(tenant, String(draft.id), "revocation", status);
      expect(answer).toMatchObject({ status: 200, body: { credentialId: draft.id as string, status: true } });
      expect(await isSet(entry)).toBe(true);
      expect((await issuer.setStatus(tenant, String(draft.id), "revocation", status)).status).toBe(200);
    },
  );

  test("a revocation is final", async () => {
    const draft = draftBy(tenant);
    await issuer.issue(tenant, draft);
    expect((await issuer.setStatus(tenant, String(draft.id), "revocation", false)).status).toBe(200);
    await issuer.setStatus(tenant, String(draft.id), "revocation", true);
    const answer = await issuer.setStatus(tenant, String(draft.id), "revocation", false);
    expect(answer).toMatchObject({ status: 409, body: { detail: expect.stringContaining("final") } });
  });

  test("a suspension can be lifted, and stands apart from revocation", async () => {
    const draft = draftBy(tenant);
    const answer = await issuer.issue(tenant, draft, { options: twoStatuses });
    const [revocation, suspension] = credentialOf(answer).credentialStatus as unknown as ReturnType<
      typeof statusOf
    >[];
    for (const status of [true, false, true, "0"]) {
      expect((await issuer.setStatus(tenant, String(draft.id), "suspension", status)).status).toBe(200);
      expect(await isSet(suspension as ReturnType<typeof statusOf>)).toBe(status === true);
    }
    expect(await isSet(revocation as ReturnType<typeof statusOf>)).toBe(false);
  });

  test("a reason stands in the history and the audit trail, and nowhere in public", async () => {
    const draft = draftBy(tenant);
    const entry = statusOf(await issuer.issue(tenant, draft));
    const call = (reason: unknown) => ({
      token: tenant.apiKey,
      body: { credentialId: draft.id, credentialStatus: both[0], status: true, reason },
    });
    const path = "/issuers/acme/credentials";
    for (const reason of ["", "   ", "x".repeat(501), 7]) {
      expect((await issuer.call("POST", `${path}/status`, call(reason))).status).toBe(400);
    }
    await issuer.call("POST", `${path}/status`, call(" Issued to the wrong student "));
    const { body } = await issuer.call("GET", `${path}/${draft.id}`, { token: tenant.apiKey });
    expect((body.history as JsonObject[]).at(-1)).toMatchObject({
      action: "credential.revoked",
      reason: "Issued to the wrong student",
    });
    const audit = await issuer.call("GET", "/issuers/acme/audit?limit=1", { token: tenant.apiKey });
    expect(audit.text).toContain("Issued to the wrong student");
    expect((await issuer.call("GET", pathOf(entry.statusListCredential))).text).not.toContain(
      "wrong student",
    );
  });

  test("suspending what has no entry for it tells how to issue with one", async () => {
    const draft = draftBy(tenant);
    await issuer.issue(tenant, draft);
    const answer = await issuer.setStatus(tenant, String(draft.id), "suspension", true);
    expect(answer).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining("options.credentialStatus") },
    });
  });

  test("an unknown credential is 404", async () => {
    expect((await issuer.setStatus(tenant, "urn:uuid:none", "revocation", true)).status).toBe(404);
  });

  test.each([
    {
      credentialId: "urn:x",
      credentialStatus: { type: "BitstringStatusListEntry", statusPurpose: "message" },
      status: true,
    },
    { credentialId: "urn:x", credentialStatus: { type: "Other", statusPurpose: "revocation" }, status: true },
    { credentialId: "urn:x", credentialStatus: { type: "BitstringStatusListEntry" }, status: true },
    { credentialId: "urn:x", credentialStatus: both[0], status: "maybe" },
    { credentialId: "urn:x", credentialStatus: both[0] },
    { credentialId: 7, credentialStatus: both[0], status: true },
    {},
    [],
  ])("refuses %j with 400", async (body) => {
    const answer = await issuer.call("POST", "/issuers/acme/credentials/status", {
      token: tenant.apiKey,
      body,
    });
    expect(answer.status).toBe(400);
  });

  test("an Idempotency-Key gives the first answer again, even when things went on since", async () => {
    const draft = draftBy(tenant);
    await issuer.issue(tenant, draft, { options: twoStatuses });
    const body = { credentialId: draft.id, credentialStatus: both[1], status: true };
    const call = { token: tenant.apiKey, body, headers: { "idempotency-key": "suspend-once" } };
    const path = "/issuers/acme/credentials/status";
    const first = await issuer.call("POST", path, call);
    await issuer.setStatus(tenant, String(draft.id), "suspension", false);
    expect((await issuer.call("POST", path, call)).text).toBe(first.text);
    const { body: details } = await issuer.call(
      "GET",
      `/issuers/acme/credentials/${encodeURIComponent(String(draft.id))}`,
      {
        token: tenant.apiKey,
      },
    );
    expect((details.statuses as JsonObject[])[1]).toMatchObject({ status: false });
    const reused = await issuer.call("POST", path, { ...call, body: { ...body, status: false } });
    expect(reused.body.code).toBe("IDEMPOTENCY_KEY_REUSED");
  });

  test("the history of a credential tells what happened to it, and by whose key", async () => {
    const draft = draftBy(tenant);
    await issuer.issue(tenant, draft);
    await issuer.setStatus(tenant, String(draft.id), "revocation", true);
    const { body } = await issuer.call(
      "GET",
      `/issuers/acme/credentials/${encodeURIComponent(String(draft.id))}`,
      {
        token: tenant.apiKey,
      },
    );
    const history = body.history as JsonObject[];
    expect(history.map(({ action }) => action)).toEqual([
      "credential.intended",
      "credential.issued",
      "credential.revoked",
    ]);
    expect(new Set(history.map(({ by }) => by))).toEqual(new Set([body.apiKey]));
  });
});
