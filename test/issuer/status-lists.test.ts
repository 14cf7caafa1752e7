import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../core/json/json-value.ts";
import { decodeBitstring, readStatus } from "../../core/status/bitstring.ts";
import { keyOf } from "../../issuer/store/record-keys.ts";
import { createStatusListPublisher } from "../../issuer/use-cases/status-lists.ts";
import { draftBy, type RunningIssuer, runIssuer, statusOf, type Tenant } from "../support/running-issuer.ts";

let issuer: RunningIssuer;
let tenant: Tenant;
let time = new Date("2026-11-22T12:00:00Z");

beforeAll(async () => {
  issuer = await runIssuer({ now: () => time });
  tenant = await issuer.createTenant("acme");
});
afterAll(() => issuer.stop());

const pathOf = (url: string) => url.replace("https://issuer.example", "");

async function isSetAt(path: string, index: number): Promise<boolean> {
  const { body } = await issuer.call("GET", path);
  const { encodedList } = body.credentialSubject as { encodedList: string };
  return readStatus(decodeBitstring(encodedList), index);
}

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
      expect(await isSetAt(path, index)).toBe(true);
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
  expect(await isSetAt(pathOf(entry.statusListCredential), Number(entry.statusListIndex))).toBe(true);
});
