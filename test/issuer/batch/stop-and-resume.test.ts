import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { discardInterruptedUploads, storeUpload } from "../../../issuer/batch/store-upload.ts";
import { tryUpload, uploadBatch } from "../../../issuer/batch/upload-batch.ts";
import { createAchievement, resultsOf, settled } from "../../support/batches.ts";
import { type RunningIssuer, runIssuer, type Tenant } from "../../support/running-issuer.ts";

let directory: string;
let issuer: RunningIssuer;
let tenant: Tenant;
let serial = 0;
let beforeCommit = async () => {};

/** Holds one change, so many from now, until it is let go; those after it go on. */
function holdChange(ordinal: number): { reached: Promise<void>; letGo: () => void } {
  let letGo = () => {};
  const free = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let count = 0;
  const reached = new Promise<void>((resolve) => {
    beforeCommit = async () => {
      count += 1;
      if (count !== ordinal) return;
      resolve();
      await free;
    };
  });
  return { reached, letGo };
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "stint-batch-"));
  issuer = await runIssuer({
    directory,
    wrap: ({ store, keyRing }) => ({
      keyRing,
      store: {
        ...store,
        get condition() {
          return store.condition;
        },
        commit: async (work) => {
          await beforeCommit();
          return store.commit(work);
        },
      },
    }),
  });
  tenant = await issuer.createTenant("acme", "key");
  await createAchievement(issuer, tenant);
});
afterAll(async () => {
  await issuer.stop();
  await rm(directory, { recursive: true });
});

/** A table of so many rows that were never uploaded. */
function table(rows: number): Buffer {
  serial += 1;
  const lines = Array.from(
    { length: rows },
    (_, index) => `Cargo delay dashboard,a@b.example,${serial}-${index}`,
  );
  return Buffer.from(["achievement,email,reference", ...lines].join("\n"));
}

async function newKey(): Promise<{ id: string; apiKey: string }> {
  const { body } = await issuer.call("POST", "/issuers/acme/keys", {
    token: tenant.apiKey,
    body: { role: "issuer" },
  });
  return { id: (body.key as { id: string }).id, apiKey: String(body.apiKey) };
}

/** Stores a batch without telling the runner: it begins with the next wake, by a request or a start. */
async function storedBatch(rows: number, apiKeyId?: string): Promise<number> {
  const id = apiKeyId ?? (await newKey()).id;
  const uploaded = await uploadBatch(issuer.context, { slug: "acme", bytes: table(rows), apiKeyId: id });
  if (uploaded.outcome !== "accepted") throw new Error(JSON.stringify(uploaded.dryRun));
  return uploaded.batch.id;
}

function act(id: number, verb: "stop" | "resume", token = tenant.apiKey) {
  return issuer.call("POST", `/issuers/acme/batches/${id}/${verb}`, { token });
}

async function referencesOf(id: number): Promise<string[]> {
  const lines = (await resultsOf(issuer, tenant, id)).trim().split("\r\n").slice(1);
  return lines.filter((line) => line.includes(",offered,")).map((line) => line.split(",")[1] ?? "");
}

describe("stopping and resuming", () => {
  test("a stopped batch waits until it is resumed, then finishes with every row once", async () => {
    const id = await storedBatch(20);
    expect((await act(id, "stop")).body).toMatchObject({
      state: "stopped",
      reason: "It was stopped by hand.",
    });
    expect((await act(id, "stop")).body).toMatchObject({ state: "stopped", done: 0 });
    expect((await act(id, "resume")).body.state).toBe("running");
    expect(await settled(issuer, tenant, id)).toMatchObject({ state: "finished", done: 20, failed: 0 });
    expect(new Set(await referencesOf(id)).size).toBe(20);
    for (const verb of ["stop", "resume"] as const) {
      expect(await act(id, verb)).toMatchObject({ status: 409, body: { detail: "This batch is finished." } });
    }
  });

  test("stopped in the middle, the rows under way are finished and no other begins", async () => {
    const id = await storedBatch(64);
    const other = await storedBatch(1);
    const row = holdChange(30);
    await act(other, "resume");
    await row.reached;
    await act(id, "stop");
    row.letGo();
    // Another batch that runs to its end shows that the runner has been through.
    const last = await storedBatch(20);
    await act(last, "resume");
    await settled(issuer, tenant, last);
    const stopped = await settled(issuer, tenant, id);
    expect(stopped.state).toBe("stopped");
    expect(stopped.done).toBeGreaterThan(0);
    expect(stopped.done).toBeLessThan(64);
    expect(await referencesOf(id)).toHaveLength(stopped.done);
    await act(id, "resume");
    expect(await settled(issuer, tenant, id)).toMatchObject({ state: "finished", done: 64 });
    expect(new Set(await referencesOf(id)).size).toBe(64);
  });

  test("an unknown batch is not found", async () => {
    expect((await act(999, "stop")).status).toBe(404);
    const answer = await issuer.call("GET", "/issuers/acme/batches/0", { token: tenant.apiKey });
    expect(answer.status).toBe(400);
  });
});

describe("a batch speaks for the key that uploaded it", () => {
  test("when that key is revoked it stops, in words; another key resumes it under its own name", async () => {
    const first = await newKey();
    const id = await storedBatch(18, first.id);
    await issuer.call("POST", `/issuers/acme/keys/${first.id}/revoke`, { token: tenant.apiKey, body: {} });
    await act(await storedBatch(1), "resume");
    expect(await settled(issuer, tenant, id)).toMatchObject({
      state: "stopped",
      reason: "The API key that it runs under was revoked. Resume it with another one.",
      done: 0,
      failed: 0,
    });
    const second = await newKey();
    expect((await act(id, "resume", second.apiKey)).body.apiKey).toBe(second.id);
    expect(await settled(issuer, tenant, id)).toMatchObject({ state: "finished", done: 18, failed: 0 });
    const trail = await issuer.call("GET", "/issuers/acme/audit?limit=200", { token: tenant.apiKey });
    const lines = (trail.body.items as { action: string; by: string; target: string }[])
      .filter(({ target }) => target === `batch-${id}`)
      .map(({ action, by }) => [action, by]);
    expect(lines).toEqual([
      ["batch.finished", "service"],
      ["batch.resumed", second.id],
      ["batch.stopped", "service"],
      ["batch.uploaded", first.id],
    ]);
  });

  test("a key that is revoked while its table is stored uploads nothing", async () => {
    const { id } = await newKey();
    await issuer.call("POST", `/issuers/acme/keys/${id}/revoke`, { token: tenant.apiKey, body: {} });
    const bytes = table(3);
    await expect(uploadBatch(issuer.context, { slug: "acme", bytes, apiKeyId: id })).rejects.toThrow(
      "revoked",
    );
    expect(await tryUpload(issuer.context, { slug: "acme", bytes })).toEqual({ rows: 3, problems: [] });
  });
});

describe("a restart", () => {
  test("goes on with what was running, and leaves what was stopped", async () => {
    const running = await storedBatch(20);
    const stopped = await storedBatch(5);
    await act(stopped, "stop");
    await issuer.stop();
    issuer = await runIssuer({
      directory,
      wrap: ({ store, keyRing }) => ({
        keyRing,
        store: {
          ...store,
          get condition() {
            return store.condition;
          },
          commit: async (work) => {
            await beforeCommit();
            return store.commit(work);
          },
        },
      }),
    });
    expect(await settled(issuer, tenant, running)).toMatchObject({ state: "finished", done: 20 });
    expect(new Set(await referencesOf(running)).size).toBe(20);
    expect(await settled(issuer, tenant, stopped)).toMatchObject({ state: "stopped", done: 0 });
  });

  test("removes an upload that was cut short, so that the same table can be uploaded", async () => {
    const { context } = issuer;
    const input = { achievementId: "none", recipient: { email: "a@b.example" }, facts: {} };
    const rows = Array.from({ length: 600 }, (_, index) => ({
      row: index + 2,
      input: { ...input, reference: `cut-${index}` },
    }));
    const { commit } = context.store;
    let commits = 0;
    // The process dies after the second of four commits: nothing after it reaches the disk.
    context.store.commit = (work) => (++commits > 2 ? Promise.reject(new Error("dead")) : commit(work));
    await expect(storeUpload(context, { slug: "acme", apiKeyId: "key", rows })).rejects.toThrow("dead");
    context.store.commit = commit;
    const list = await issuer.call("GET", "/issuers/acme/batches?limit=200", { token: tenant.apiKey });
    const before = (list.body.items as unknown[]).length;
    const csv = Buffer.from("achievement,email,reference\nCargo delay dashboard,a@b.example,cut-3");
    expect((await tryUpload(context, { slug: "acme", bytes: csv })).problems).not.toEqual([]);
    expect(await discardInterruptedUploads(context)).toBe(1);
    expect(await discardInterruptedUploads(context)).toBe(0);
    expect((await tryUpload(context, { slug: "acme", bytes: csv })).problems).toEqual([]);
    const after = await issuer.call("GET", "/issuers/acme/batches?limit=200", { token: tenant.apiKey });
    expect((after.body.items as unknown[]).length).toBe(before);
  });
});
