import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../core/json/json-value.ts";
import { decodeBitstring, readStatus } from "../../core/status/bitstring.ts";
import { keyOf } from "../../issuer/store/record-keys.ts";
import { createStatusListPublisher } from "../../issuer/use-cases/status-lists.ts";
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
let time = new Date("2026-11-22T12:00:00Z");

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

describe("GET /status-lists/{id} (Bitstring Status List 1.0)", () => {
  async function listPath(): Promise<string> {
    return pathOf(statusOf(await issuer.issue(tenant, draftBy(tenant))).statusListCredential);
  }

  test("is public, a string issuer's, long enough, with ttl and validity", async () => {
    const { status, headers, body } = await issuer.call("GET", await listPath());
    expect(status).toBe(200);
    expect(headers.get("cache-control")).toBe("public, max-age=60, must-revalidate, no-transform");
    expect(body).toMatchObject({
      issuer: tenant.did,
      type: ["VerifiableCredential", "BitstringStatusListCredential"],
      validFrom: expect.any(String),
      validUntil: expect.any(String),
      credentialSubject: { type: "BitstringStatusList", statusPurpose: "revocation", ttl: 300_000 },
    });
    expect(decodeBitstring((body.credentialSubject as { encodedList: string }).encodedList).length * 8).toBe(
      131_072,
    );
  });

  test.each([
    ["*/*", "application/vc"],
    ["application/vc", "application/vc"],
    ["application/json", "application/json"],
    ["application/ld+json", "application/ld+json"],
    ["application/ld+json;q=0.9, application/json", "application/json"],
    ["text/html", "application/vc"],
  ])("for Accept: %s the media type is %s", async (accept, expected) => {
    const { headers } = await issuer.call("GET", await listPath(), { headers: { accept } });
    expect(headers.get("content-type")).toBe(expected);
    expect(headers.get("vary")).toContain("Accept");
  });

  test("is signed anew when it changed or is half-way through its validity, and otherwise not", async () => {
    const draft = draftBy(tenant);
    const path = pathOf(statusOf(await issuer.issue(tenant, draft)).statusListCredential);
    const first = await issuer.call("GET", path);
    const headers = { "if-none-match": String(first.headers.get("etag")) };
    await issuer.issue(tenant, draftBy(tenant));
    expect((await issuer.call("GET", path, { headers })).status).toBe(304);
    time = new Date(time.getTime() + 3 * 86_400_000);
    expect((await issuer.call("GET", path, { headers })).status).toBe(304);
    time = new Date(time.getTime() + 86_400_000);
    const renewed = await issuer.call("GET", path, { headers });
    expect(renewed.status).toBe(200);
    expect(renewed.body.validFrom).not.toBe(first.body.validFrom);
    await issuer.setStatus(tenant, String(draft.id), "revocation", true);
    const changed = await issuer.call("GET", path, {
      headers: { "if-none-match": String(renewed.headers.get("etag")) },
    });
    expect(changed.status).toBe(200);
  });

  test("is signed anew by the next key as soon as that is in use", async () => {
    const path = await listPath();
    const proofOf = async () => ((await issuer.call("GET", path)).body.proof as JsonObject[])[0];
    const first = await proofOf();
    expect(await proofOf()).toEqual(first);
    const rotated = await issuer.call("POST", `/issuers/${tenant.slug}/signing-keys/rotate`, {
      token: tenant.apiKey,
    });
    expect(rotated.status).toBe(201);
    expect((await proofOf())?.verificationMethod).not.toBe(first?.verificationMethod);
  });

  test("is signed at most ten times a second, and what changed is in the next answer all the same", async () => {
    const { store } = issuer.context;
    const path = await listPath();
    const [, id = ""] = /([0-9a-f]{32})$/.exec(path) ?? [];
    const times: number[] = [];
    for (const index of [131_001, 131_002, 131_003, 131_004]) {
      await store.commit(async (transaction) => transaction.put(keyOf.setStatus(id, index), 1));
      const { body } = await issuer.call("GET", path);
      const { encodedList } = body.credentialSubject as { encodedList: string };
      expect(readStatus(decodeBitstring(encodedList), index)).toBe(true);
      times.push(performance.now());
    }
    // The first may have been signed at once.
    expect((times[3] as number) - (times[0] as number)).toBeGreaterThan(290);
  });

  test("a copy is not served once the store may no longer be believed (security rule 9)", async () => {
    const { store, ...others } = issuer.context;
    let condition = store.condition;
    const publisher = createStatusListPublisher({
      ...others,
      store: {
        ...store,
        watch: store.watch,
        get condition() {
          return condition;
        },
      },
    });
    const [, id = ""] = /([0-9a-f]{32})$/.exec(await listPath()) ?? [];
    expect(publisher.current(id)).toBeUndefined();
    const published = await publisher.publish(id);
    expect(publisher.current(id)).toBe(published);
    condition = { sound: false, reason: "the disk is full" };
    expect(publisher.current(id)).toBeUndefined();
  });

  test.each(["0".repeat(32), "x", "..%2f", "0".repeat(31)])(
    "the unknown list %s is 404 or 400",
    async (id) => {
      expect([400, 404]).toContain((await issuer.call("GET", `/status-lists/${id}`)).status);
    },
  );
});

test("when a list is full the next credential begins another one, and the first goes on (131,072 entries)", async () => {
  const draft = draftBy(tenant);
  const entry = statusOf(await issuer.issue(tenant, draft));
  const list = keyOf.statusList(entry.statusListCredential.slice(-32));
  await issuer.context.store.commit(async (transaction) => {
    const record = await transaction.get(list);
    if (record) transaction.put(list, { ...record, used: record.entries - 1 });
  });
  const last = statusOf(await issuer.issue(tenant, draftBy(tenant)));
  const next = statusOf(await issuer.issue(tenant, draftBy(tenant)));
  expect(last.statusListCredential).toBe(entry.statusListCredential);
  expect(next.statusListCredential).not.toBe(entry.statusListCredential);
  await issuer.setStatus(tenant, String(draft.id), "revocation", true);
  expect(await isSet(entry)).toBe(true);
});
