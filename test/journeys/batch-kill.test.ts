import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { didKey } from "../../core/did/did-key.ts";
import { ed25519KeyPair } from "../../core/keys/ed25519.ts";
import type { BatchView } from "../../issuer/batch/batch-view.ts";
import { achievementContent } from "../support/batches.ts";
import { freePort, issuerEnvironment, issuerMain, spawnIssuer } from "../support/spawned-issuer.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const rows = 120;

/** Every tenth row has a DID and is issued; the others are offered. */
function table(): string {
  const lines = Array.from({ length: rows }, (_, index) => {
    const { publicKey } = ed25519KeyPair(new Uint8Array(32).fill(index + 1));
    const did = index % 10 === 0 ? didKey({ type: "Ed25519", bytes: publicKey }) : "";
    const email = did === "" ? `student${index}@university.example` : "";
    return `${achievementContent.title},${did},${email},r-${index}`;
  });
  return ["achievement,did,email,reference", ...lines].join("\r\n");
}

async function call<Answer>(url: string, token: string, init: RequestInit = {}): Promise<Answer> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const response = await fetch(url, { headers, ...init });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

async function until(isTrue: () => Promise<boolean>, pollMilliseconds: number): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
}

test("SIGKILL in the middle of a batch: after the restart it finishes with no row twice and none missing, and the command writes its results", async () => {
  const directory = await temporaryFolder();
  const port = await freePort();
  let issuer = spawnIssuer(directory, port);
  await issuer.ready();
  const adminToken = (await readFile(join(directory, "admin-token"), "utf8")).trim();
  const { apiKey } = await call<{ apiKey: string }>(`${issuer.url}/issuers`, adminToken, {
    method: "POST",
    body: JSON.stringify({ slug: "acme", did: "key", profile: { name: "Acme" } }),
  });
  const acme = `${issuer.url}/issuers/acme`;
  const body = JSON.stringify(achievementContent);
  await call(`${acme}/achievements`, apiKey, { method: "POST", body });
  const file = join(directory, "autumn.csv");
  await writeFile(file, `${table()}\r\nNo such thing,,nobody,\r\n`);

  const command = (...args: string[]) => {
    const env = { ...issuerEnvironment(directory, port), STINT_API_KEY: apiKey };
    const child = spawn(process.execPath, [issuerMain, "batch", "acme", file, ...args], { env });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += String(chunk);
      });
    }
    return new Promise<{ code: number | null; output: string }>((resolve) =>
      child.once("close", (code) => resolve({ code, output })),
    );
  };

  const refused = await command("--dry-run");
  expect(refused.code).toBe(1);
  expect(refused.output).toMatch(/^row +column +problem\n122 +achievement +There is no achievement/);
  expect(refused.output).toContain("122  email        It must be an e-mail address.");

  await writeFile(file, table());
  const running = command("--json");
  const batch = () => call<BatchView>(`${acme}/batches/1`, apiKey);
  await until(
    () =>
      batch()
        .then(({ done }) => done > 0)
        .catch(() => false),
    3,
  );
  await issuer.end("SIGKILL");
  const { code } = await running;
  expect(code).toBe(3);

  issuer = spawnIssuer(directory, port);
  await issuer.ready();
  expect((await batch()).done).toBeLessThan(rows);
  await until(() => batch().then(({ state }) => state === "finished"), 30);
  expect(await batch()).toMatchObject({ rows, done: rows, failed: 0 });

  const page = await call<{ items: { reference: string; credentialId: string; state: string }[] }>(
    `${acme}/completions?limit=200`,
    apiKey,
  );
  expect(page.items.map(({ reference }) => reference).sort()).toEqual(
    Array.from({ length: rows }, (_, index) => `r-${index}`).sort(),
  );
  expect(new Set(page.items.map(({ credentialId }) => credentialId)).size).toBe(rows);
  expect(page.items.filter(({ state }) => state === "issued")).toHaveLength(rows / 10);
  const issued = await call<{ items: { state: string }[] }>(`${acme}/credentials?limit=200`, apiKey);
  expect(issued.items.map(({ state }) => state)).toEqual(Array(rows / 10).fill("issued"));

  const small = "achievement,email\nCargo delay dashboard,last@university.example\n";
  await writeFile(file, small);
  const done = await command();
  expect(done).toMatchObject({ code: 0, output: expect.stringContaining("1 done, 0 failed, of 1 row.") });
  const results = await readFile(join(directory, "autumn-results-2.csv"), "utf8");
  expect(results).toMatch(/\r\n2,,offered,,http:\/\/127\.0\.0\.1:\d+\/offers\/[\w-]{22},,/);
  await issuer.end("SIGKILL");
}, 60_000);
