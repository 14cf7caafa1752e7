import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCredentialJwt } from "../../../core/credential/credential-jwt.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { createPresentation, signShare } from "../../../core/presentation/create-presentation.ts";
import { createPresentationJwt } from "../../../core/presentation/presentation-jwt.ts";
import { openShareStore } from "../../../verifier/shares/share-store.ts";
import { presentTo } from "../../support/asking-verifier.ts";
import { type RunningVerifier, runVerifier } from "../../support/running-verifier.ts";
import {
  employer,
  entryAt,
  issued,
  listUrl,
  now,
  statusList,
  student,
  thief,
  unsigned,
  webOf,
} from "../../support/world.ts";

const day = 24 * 3_600_000;
const domain = "verifier.example";

let verifier: RunningVerifier;
let dataDirectory: string;
let time = now;
const documents: Record<string, JsonObject> = {};

const start = () =>
  runVerifier({
    dataDirectory,
    now: () => time,
    fetchDocument: (url, options) => webOf(documents)(url, options),
  });

beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), "stint-shares-"));
  documents[listUrl] = await statusList([]);
  verifier = await start();
});
afterAll(async () => {
  await verifier.stop();
  await rm(dataDirectory, { recursive: true });
});

interface ShareChanges {
  credential?: JsonObject;
  by?: typeof student;
  domain?: string;
  days?: number;
}

async function share(changes: ShareChanges = {}): Promise<JsonObject> {
  const { credential = await issued(), by = student, days = 30 } = changes;
  const presentation = createPresentation({ credentials: [credential], holder: by.did });
  return signShare(presentation, {
    signer: by.signer,
    domain: changes.domain ?? domain,
    created: now,
    expires: new Date(now.getTime() + days * day),
  });
}

const publish = (verifiablePresentation: unknown) => verifier.post("/shares", { verifiablePresentation });

async function published(
  presentation: unknown,
): Promise<{ path: string; deletionToken: string; expires: string }> {
  const { status, body } = await publish(presentation);
  expect(status).toBe(201);
  const { link, deletionToken, expires } = body as Record<string, string>;
  return {
    path: new URL(String(link)).pathname,
    deletionToken: String(deletionToken),
    expires: String(expires),
  };
}

const look = (path: string, accept = "application/json") =>
  fetch(verifier.url + path, { headers: { accept } });

const remove = (path: string, token?: string) =>
  fetch(verifier.url + path, {
    method: "DELETE",
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });

describe("a share", () => {
  it("is published behind a link, and its page leads with the work and tells by whom and until when", async () => {
    const { path, expires } = await published(await share());
    expect(expires).toBe("2026-12-22T12:00:00.000Z");
    const response = await look(path, "text/html");
    const html = await response.text();
    expect(html).toContain('data-verdict="verified-unknown-issuer"');
    expect(html.indexOf("Cargo delay dashboard")).toBeLessThan(html.indexOf("Shared by"));
    expect(html).toMatch(/Shared by <bdi>Mika Tanaka<\/bdi>.*until <time[^>]*>22 December 2026/s);
    expect(response.headers.get("x-robots-tag")).toContain("noindex");
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
  });

  it("may be a JWT", async () => {
    const credential = await createCredentialJwt(unsigned(), { signer: employer.signer });
    const jwt = await createPresentationJwt({
      credentials: [credential],
      holder: student.did,
      domain,
      signer: student.signer,
      created: now,
      expires: new Date(now.getTime() + 5 * day),
    });
    const { path, expires } = await published(jwt);
    expect(expires).toBe("2026-11-27T12:00:00.000Z");
    expect(await (await look(path)).json()).toMatchObject({ verification: { verified: true } });
  });

  it("is verified anew at each view: a credential revoked meanwhile is shown as revoked", async () => {
    const { path } = await published(
      await share({ credential: await issued({ credentialStatus: entryAt(5) }) }),
    );
    expect(await (await look(path)).json()).toMatchObject({ verification: { verified: true } });
    documents[listUrl] = await statusList([5], { validFrom: new Date("2026-11-22T12:00:30Z") });
    time = new Date(now.getTime() + 60_000);
    const later = JSON.stringify(await (await look(path)).json());
    time = now;
    expect(later).toContain('"verified":false');
    expect(later).toContain("REVOKED");
  });

  it("survives a restart, and ends when it says", async () => {
    const { path } = await published(await share({ days: 3 }));
    await verifier.stop();
    verifier = await start();
    expect((await look(path)).status).toBe(200);
    time = new Date(now.getTime() + 3 * day);
    const ended = await look(path);
    time = now;
    expect(ended.status).toBe(404);
  });

  it("is taken back with its token, and only with that", async () => {
    const { path, deletionToken } = await published(await share());
    expect((await remove(path)).status).toBe(401);
    expect((await remove(path, "AAAAAAAAAAAAAAAAAAAAAA")).status).toBe(401);
    expect((await look(path)).status).toBe(200);
    expect((await remove(path, deletionToken)).status).toBe(204);
    expect((await look(path)).status).toBe(404);
    expect((await remove(path, deletionToken)).status).toBe(404);
  });

  it.each<[string, () => Promise<unknown>]>([
    ["made for another verifier", () => share({ domain: "other.example" })],
    ["of somebody else's credential", () => share({ by: thief })],
    ["that answers a challenge", () => presentTo({ nonce: "challenge", client_id: domain })],
    ["for more than 90 days", () => share({ days: 91 })],
    ["that has ended", () => share({ days: -1 })],
    [
      "that was changed",
      async () => ({ ...(await share()), id: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f00ff" }),
    ],
  ])("%s is not published, and told why", async (_what, make) => {
    const answer = await publish(await make());
    expect([answer.status, answer.body.verified]).toEqual([422, false]);
    expect(answer.body).not.toHaveProperty("link");
  });

  it.each([[5], [null], [[]]])("that is %j is no request", async (presentation) => {
    expect((await publish(presentation)).status).toBe(400);
  });
});

describe("the shares kept", () => {
  it("are bounded in number, and what has ended makes room, on disk too", async () => {
    const directory = await mkdtemp(join(tmpdir(), "stint-shares-"));
    const small = await runVerifier({
      dataDirectory: directory,
      now: () => time,
      shareLimits: { shares: 1 },
    });
    const send = async (days: number) =>
      (await small.post("/shares", { verifiablePresentation: await share({ days }) })).status;
    expect([await send(3), await send(3)]).toEqual([201, 503]);
    time = new Date(now.getTime() + 3 * day);
    expect(await send(5)).toBe(201);
    time = now;
    await small.stop();
    const store = await openShareStore(join(directory, "shares"));
    const kept = [...(await store.load()).values()];
    expect(kept.map(({ expiresAt }) => expiresAt)).toEqual([now.getTime() + 5 * day]);
    await store.close();
    await rm(directory, { recursive: true });
  });

  it("are bounded in bytes", async () => {
    const small = await runVerifier({ now: () => time, shareLimits: { bytes: 100 } });
    const answer = await small.post("/shares", { verifiablePresentation: await share() });
    await small.stop();
    expect([answer.status, answer.body.code]).toEqual([503, "OVERLOADED"]);
  });
});
