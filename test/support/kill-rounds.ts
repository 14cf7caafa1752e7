import { randomInt } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { freePort, type SpawnedIssuer, spawnIssuer } from "./spawned-issuer.ts";

const clients = 16;

/** A request and, when it was acknowledged, the bytes of the answer. */
interface Request {
  key: string;
  body: string;
  id: string;
  acknowledged?: string;
  revoked?: boolean;
}

export interface KillReport {
  acknowledged: number;
  revoked: number;
  /** Requests that a kill cut short and that were repeated with the same idempotency key. */
  retried: number;
  records: number;
  /** Everything that was not as promised; empty when all is well. */
  faults: string[];
}

/**
 * Kills the issuer with SIGKILL again and again under parallel clients, and checks after each restart what it promised:
 * no acknowledged credential lost, no status index twice, the same bytes for a repeated idempotency key.
 */
export async function runKillRounds(directory: string, rounds: number): Promise<KillReport> {
  const port = await freePort();
  const requests: Request[] = [];
  const faults: string[] = [];
  let retried = 0;
  let issuer = await restart(directory, port);
  const tenant = await createTenant(issuer, directory);
  for (let round = 0; round < rounds; round++) {
    const from = requests.length;
    let running = true;
    const work = Array.from({ length: clients }, async () => {
      while (running) await issueOne(issuer.url, tenant, requests).catch(() => undefined);
    });
    await new Promise((resolve) => setTimeout(resolve, randomInt(100, 900)));
    const ending = issuer.end("SIGKILL");
    running = false;
    await Promise.all([ending, ...work]);
    // Now and then a second kill while it is still starting and finishing what it had intended.
    if (randomInt(4) === 0) {
      const starting = spawnIssuer(directory, port);
      await new Promise((resolve) => setTimeout(resolve, randomInt(50, 900)));
      await starting.end("SIGKILL");
    }
    issuer = await restart(directory, port);
    for (const request of requests.slice(from)) {
      if (request.acknowledged === undefined) retried += 1;
      const { status, text } = await post(issuer.url, tenant, request);
      if (status !== 201) faults.push(`round ${round}: a repeated request answered ${status} ${text}`);
      else if (request.acknowledged === undefined) request.acknowledged = text;
      else if (request.acknowledged !== text)
        faults.push(`round ${round}: other bytes for the same idempotency key`);
    }
  }
  const records = await allRecords(issuer.url, tenant);
  faults.push(...checkRecords(records, requests));
  await issuer.end("SIGTERM");
  return {
    acknowledged: requests.length,
    revoked: requests.filter(({ revoked }) => revoked).length,
    retried,
    records: records.length,
    faults,
  };
}

interface Tenant {
  did: string;
  apiKey: string;
}

interface ListedRecord {
  credentialId: string;
  state: string;
  statuses: { statusListCredential: string; statusListIndex: string; status: boolean }[];
}

async function restart(directory: string, port: number): Promise<SpawnedIssuer> {
  const issuer = spawnIssuer(directory, port);
  await issuer.ready();
  const ready = await fetch(`${issuer.url}/health/ready`);
  if (!ready.ok) throw new Error(`Not ready after a kill: ${await ready.text()}`);
  return issuer;
}

async function createTenant({ url }: SpawnedIssuer, directory: string): Promise<Tenant> {
  const token = (await readFile(join(directory, "admin-token"), "utf8")).trim();
  const response = await fetch(`${url}/issuers`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ slug: "acme", did: "key", profile: { name: "Acme" } }),
  });
  const { issuer, apiKey } = (await response.json()) as { issuer: { id: string }; apiKey: string };
  return { did: issuer.id, apiKey };
}

async function issueOne(url: string, tenant: Tenant, requests: Request[]): Promise<void> {
  const id = `urn:uuid:${crypto.randomUUID()}`;
  const credential = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    id,
    type: ["VerifiableCredential"],
    issuer: tenant.did,
    validFrom: "2026-11-20T12:00:00Z",
    credentialSubject: { id: "did:example:student" },
  };
  const request: Request = { id, key: crypto.randomUUID(), body: JSON.stringify({ credential }) };
  requests.push(request);
  const { status, text } = await post(url, tenant, request);
  if (status === 201) request.acknowledged = text;
  if (randomInt(5) === 0) request.revoked = await revoke(url, tenant, id);
}

async function post(
  url: string,
  tenant: Tenant,
  { key, body }: Request,
): Promise<{ status: number; text: string }> {
  const response = await fetch(`${url}/issuers/acme/credentials/issue`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${tenant.apiKey}`,
      "content-type": "application/json",
      "idempotency-key": key,
    },
    body,
  });
  return { status: response.status, text: await response.text() };
}

async function revoke(url: string, tenant: Tenant, credentialId: string): Promise<boolean> {
  const credentialStatus = { type: "BitstringStatusListEntry", statusPurpose: "revocation" };
  const response = await fetch(`${url}/issuers/acme/credentials/status`, {
    method: "POST",
    headers: { authorization: `Bearer ${tenant.apiKey}`, "content-type": "application/json" },
    body: JSON.stringify({ credentialId, credentialStatus, status: true }),
  });
  await response.text();
  return response.status === 200;
}

async function allRecords(url: string, tenant: Tenant): Promise<ListedRecord[]> {
  const records: ListedRecord[] = [];
  let cursor: string | undefined;
  do {
    const query = `limit=200${cursor === undefined ? "" : `&cursor=${cursor}`}`;
    const response = await fetch(`${url}/issuers/acme/credentials?${query}`, {
      headers: { authorization: `Bearer ${tenant.apiKey}` },
    });
    const page = (await response.json()) as { items: ListedRecord[]; next?: string };
    records.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return records;
}

function checkRecords(records: ListedRecord[], requests: Request[]): string[] {
  const faults: string[] = [];
  const byId = new Map(records.map((record) => [record.credentialId, record]));
  const places = records.flatMap(({ statuses }) =>
    statuses.map((s) => `${s.statusListCredential}#${s.statusListIndex}`),
  );
  if (new Set(places).size !== records.length) faults.push("a status index was used twice");
  if (byId.size !== records.length) faults.push("one credential was issued twice");
  for (const { state } of records) if (state !== "issued") faults.push(`a record was left ${state}`);
  for (const { id, acknowledged, revoked } of requests) {
    const record = byId.get(id);
    if (acknowledged !== undefined && !record) faults.push("an acknowledged credential was lost");
    if (revoked && !record?.statuses[0]?.status) faults.push("an acknowledged revocation was lost");
    const place = record?.statuses[0];
    if (place && !acknowledged?.includes(`"${place.statusListCredential}#${place.statusListIndex}"`)) {
      faults.push("an acknowledged credential names another index than its record");
    }
  }
  return faults;
}
