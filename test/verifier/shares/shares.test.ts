import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCredentialJwt } from "../../../core/credential/jwt/credential-jwt.ts";
import type { FetchDocument } from "../../../core/fetch-document.ts";
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
let isRunning = false;
let time = now;
const documents: Record<string, JsonObject> = {};

async function start(shareLimits: { shares?: number; bytes?: number } = {}): Promise<void> {
  const fetchDocument: FetchDocument = (url, options) => webOf(documents)(url, options);
  verifier = await runVerifier({ shareLimits, dataDirectory, now: () => time, fetchDocument });
  isRunning = true;
}

/** Can be called twice: a test that fails leaves nothing behind. */
async function stop(): Promise<void> {
  if (isRunning) await verifier.stop();
  isRunning = false;
}

beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), "stint-shares-"));
  documents[listUrl] = await statusList([]);
  await start();
});
afterAll(async () => {
  await stop();
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
    expect(html).toMatch(
      /Shared by the person whom its issuer calls <bdi>Mika Tanaka<\/bdi>.*until <time[^>]*>22 December 2026/s,
    );
    expect(response.headers.get("x-robots-tag")).toContain("noindex");
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
  });

  it("is in nobody's name but its subject's: the issuer and any bearer could share it, too", async () => {
    const { id: _id, ...nobody } = unsigned().credentialSubject as JsonObject;
    const copied = await share({ credential: await issued({ credentialSubject: nobody }), by: thief });
    for (const [presentation, by] of [
      [await share({ by: employer }), employer] as const,
      [copied, thief] as const,
    ]) {
      const { path } = await published(presentation);
      expect(await (await look(path, "text/html")).text()).toContain(`Shared by <code><bdi>${by.did}`);
    }
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

  it("that has ended is not said to be shared for too long", async () => {
    const { body } = await publish(await share({ days: -1 }));
    expect(JSON.stringify(body)).toContain("It ends before it begins to be shared");
  });

  it.each([[5], [null], [[]]])("that is %j is no request", async (presentation) => {
    expect((await publish(presentation)).status).toBe(400);
  });
});

describe("the shares kept", () => {
  it("survive a restart, are bounded in number and bytes, and make room, on disk too, when they end", async () => {
    const { path } = await published(await share({ days: 3 }));
    await stop();
    const before = await storedFacts();
    const bytes = before.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    await start({ shares: before.length + 1, bytes: bytes + 8_000 });
    expect((await look(path)).status).toBe(200);
    const description = "long ".repeat(2_000);
    const send = async (credential: JsonObject, days = 3) =>
      (await publish(await share({ credential, days }))).status;
    expect(await send(await issued({ description }))).toBe(503);
    expect([await send(await issued()), await send(await issued())]).toEqual([201, 503]);
    time = new Date(now.getTime() + 3 * day);
    expect((await look(path)).status).toBe(404);
    expect(await send(await issued(), 5)).toBe(201);
    time = now;
    await stop();
    const ends = (await storedFacts()).map(({ expiresAt }) => expiresAt);
    expect(ends).toContain(now.getTime() + 5 * day);
    expect(ends).not.toContain(now.getTime() + 3 * day);
  });
});

async function storedFacts() {
  const store = await openShareStore(join(dataDirectory, "shares"));
  const facts = [...(await store.load()).values()];
  await store.close();
  return facts;
}
