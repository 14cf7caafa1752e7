import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { createFetcher } from "../../../net/fetcher.ts";
import { type LocalServer, startLocalServer } from "../../support/local-server.ts";
import { adminToken, type RunningVerifier, runVerifier } from "../../support/running-verifier.ts";
import { employer, issued, now, thief } from "../../support/world.ts";

let verifier: RunningVerifier;
let registry: LocalServer;
let dataDirectory: string;
/** What the registry's server answers at the moment. */
let answer: { status: number; body: string; headers?: Record<string, string> };

beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), "stint-trust-"));
  registry = await startLocalServer((_request, response) => {
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  verifier = await runVerifier({
    dataDirectory,
    issuers: [],
    now: () => now,
    fetchDocument: async (url, options) => {
      // One name stands for a host on the internet; everything else meets the real fetcher and its rules.
      const target = url.replace("https://registry.example", registry.url);
      return createFetcher({ allowLoopback: target !== url })(target, options);
    },
  });
});
afterAll(async () => {
  await verifier.stop();
  await registry.stop();
  await rm(dataDirectory, { recursive: true });
});

async function call(method: string, path: string, body?: unknown, token = adminToken) {
  const response = await fetch(verifier.url + path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === "" ? {} : JSON.parse(text)) as JsonObject };
}

const trustOf = async () => {
  const { body } = await verifier.post("/credentials/verify", { verifiableCredential: await issued() });
  return (body.validation as JsonObject).issuer as JsonObject;
};
const harbour = { did: employer.did, name: "Harbour Analytics", reason: "Met them" };

describe("trust lists over the API", () => {
  it("are made, filled, heard in a verdict with their names, and removed", async () => {
    const { status, body: partners } = await call("POST", "/trust/lists", { name: "Partners" });
    expect([status, partners.kind, partners.issuerCount]).toEqual([201, "own", 0]);
    expect((await call("POST", `/trust/lists/${partners.id}/issuers`, harbour)).status).toBe(201);
    expect((await call("POST", `/trust/lists/${partners.id}/issuers`, harbour)).body.code).toBe("CONFLICT");
    expect(await trustOf()).toMatchObject({
      outcome: "trusted",
      name: "Harbour Analytics",
      lists: [
        { name: "trusted.json", outcome: "unknown" },
        { name: "Partners", outcome: "trusted", issuerName: "Harbour Analytics", reason: "Met them" },
      ],
    });

    const { body: warnings } = await call("POST", "/trust/lists", {
      name: "Warnings",
      text: JSON.stringify({ issuers: [{ ...harbour, reason: "Sells badges", distrusted: true }] }),
    });
    expect(await trustOf()).toMatchObject({ outcome: "distrusted", reason: "Sells badges" });
    const gone = `/trust/lists/${warnings.id}/issuers/${encodeURIComponent(employer.did)}`;
    expect((await call("DELETE", gone)).body.issuerCount).toBe(0);
    expect((await call("DELETE", gone)).status).toBe(404);
    expect((await trustOf()).outcome).toBe("trusted");

    expect((await call("DELETE", `/trust/lists/${partners.id}`)).status).toBe(204);
    expect((await call("DELETE", `/trust/lists/${warnings.id}`)).status).toBe(204);
    expect((await trustOf()).outcome).toBe("unknown");
  });

  it("notice that the file of the settings has changed, and keep the last good version of it", async () => {
    const path = join(dataDirectory, "trusted.json");
    await writeFile(path, JSON.stringify({ issuers: [harbour] }));
    expect((await trustOf()).outcome).toBe("trusted");
    await writeFile(path, '{"issuers": [');
    expect((await trustOf()).outcome).toBe("trusted");
    const [settings] = (await call("GET", "/trust/lists")).body.lists as JsonObject[];
    expect(settings).toMatchObject({ id: "settings", kind: "settings", issuerCount: 1 });
    expect(settings?.trouble).toMatch(/cannot be used/);
    for (const [method, rest] of [
      ["DELETE", ""],
      ["POST", "/refresh"],
    ] as const)
      expect((await call(method, `/trust/lists/settings${rest}`)).body.code).toBe("CONFLICT");
    await writeFile(path, '{"issuers":[]}');
    expect((await trustOf()).outcome).toBe("unknown");
  });

  it("give a long list in pages", async () => {
    const issuers = Array.from({ length: 250 }, (_, n) => ({
      did: `did:web:e${n}.example`,
      name: `E${n}`,
      reason: "r",
    }));
    const { body: made } = await call("POST", "/trust/lists", {
      name: "Long",
      text: JSON.stringify({ issuers }),
    });
    const page = await call("GET", `/trust/lists/${made.id}?offset=200&limit=40`);
    expect(page.body).toMatchObject({ issuerCount: 250, next: 240 });
    expect((page.body.issuers as JsonObject[]).map(({ name }) => name)).toEqual(
      issuers.slice(200, 240).map(({ name }) => name),
    );
    for (const query of ["limit=0", "limit=1001", "offset=-1", "offset=x"])
      expect((await call("GET", `/trust/lists/${made.id}?${query}`)).status).toBe(400);
    await call("DELETE", `/trust/lists/${made.id}`);
  });
});

describe("a copy of somebody else's list", () => {
  const dcc = (entries: JsonObject) => JSON.stringify({ meta: { created: "2020-12-02" }, registry: entries });

  it("is a DCC registry, copied again on demand, and edited only where it comes from", async () => {
    answer = {
      status: 200,
      body: dcc({ [employer.did]: { name: "Harbour", url: "https://h.example", location: "Oslo" } }),
    };
    const { body: copy } = await call("POST", "/trust/lists", {
      name: "DCC",
      url: "https://registry.example/registry.json",
    });
    expect(copy).toMatchObject({ kind: "copy", issuerCount: 1, changedAt: now.toISOString() });
    expect(await trustOf()).toMatchObject({
      outcome: "trusted",
      name: "Harbour",
      reason: "Listed with: Oslo, https://h.example",
    });
    expect(
      (await call("POST", `/trust/lists/${copy.id}/issuers`, { ...harbour, did: thief.did })).body.code,
    ).toBe("CONFLICT");

    for (const [broken, code] of [
      [{ status: 500, body: "" }, "FETCH_FAILED"],
      [{ status: 200, body: "<html>" }, "PARSING_ERROR"],
      [{ status: 200, body: '{"registry": []}' }, "MALFORMED_VALUE_ERROR"],
      [{ status: 302, body: "", headers: { location: "https://registry.example/other" } }, "FETCH_FAILED"],
    ] as const) {
      answer = broken;
      const refresh = await call("POST", `/trust/lists/${copy.id}/refresh`);
      expect(refresh.body.code).toBe(code);
      expect(refresh.body.detail).toMatch(/The last good copy stays in use/);
      const { body: kept } = await call("GET", `/trust/lists/${copy.id}`);
      expect(kept).toMatchObject({ issuerCount: 1, changedAt: now.toISOString() });
      expect(kept.trouble).toBeDefined();
      expect((await trustOf()).outcome).toBe("trusted");
    }

    answer = { status: 200, body: dcc({}) };
    const { body: refreshed } = await call("POST", `/trust/lists/${copy.id}/refresh`);
    expect([refreshed.issuerCount, refreshed.trouble]).toEqual([0, undefined]);
    expect((await trustOf()).outcome).toBe("unknown");
    await call("DELETE", `/trust/lists/${copy.id}`);
  });

  it.each([
    ["http://registry.example/list.json", "FETCH_REFUSED"],
    ["https://127.0.0.1/list.json", "FETCH_REFUSED"],
    ["https://169.254.169.254/latest/meta-data", "FETCH_REFUSED"],
    ["https://[::ffff:10.0.0.1]/", "FETCH_REFUSED"],
    ["https://localhost/", "FETCH_REFUSED"],
    ["file:///etc/passwd", "FETCH_REFUSED"],
    ["javascript:alert(1)", "FETCH_REFUSED"],
  ])("is never fetched from %s (rule 5)", async (url, code) => {
    const { body } = await call("POST", "/trust/lists", { name: "Inside", url });
    expect(body.code).toBe(code);
    expect((await call("GET", "/trust/lists")).body.lists).toHaveLength(1);
  });
});

describe("trust lists without the admin token", () => {
  it("answer nobody, and stop listening to an address that guesses", async () => {
    expect((await fetch(`${verifier.url}/trust/lists`)).status).toBe(401);
    const statuses = [];
    for (let guess = 0; guess < 12; guess++)
      statuses.push((await call("GET", "/trust/lists", undefined, `wrong-${guess}`)).status);
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
    expect((await call("GET", "/trust/lists")).status).toBe(429);
  });
});
