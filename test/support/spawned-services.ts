import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { JsonObject } from "../../core/json/json-value.ts";
import { startService } from "../../demo/services.ts";
import { type WalletUser, walletUser } from "../../demo/wallet-process.ts";

/** Both built services as processes of their own, with one employer whom the verifier trusts. */
export interface SpawnedServices {
  issuerUrl: string;
  verifierUrl: string;
  employer: { did: string; apiKey: string };
  /** Opens the verifier's trust lists. */
  adminToken: string;
  /** Sends JSON below `/issuers/harbour` as the employer; a refusal is an error. */
  asEmployer(method: string, path: string, body?: JsonObject): Promise<JsonObject>;
  /** Somebody with the built `stint` and no wallet yet. */
  student: WalletUser;
  stop(): Promise<void>;
}

const program = (folder: string) => fileURLToPath(new URL(`../../dist/${folder}/main.js`, import.meta.url));

/** Starts them on loopback, as `npm run demo` does. */
export async function spawnServices(): Promise<SpawnedServices> {
  const folder = await mkdtemp(join(tmpdir(), "stint-spawned-"));
  const adminToken = randomBytes(24).toString("base64url");
  const common = { STINT_ADMIN_TOKEN: adminToken, STINT_RATE_LIMIT: "0", STINT_LOG_LEVEL: "warn" };
  const start = (name: "issuer" | "verifier", settings: Record<string, string> = {}) =>
    startService({ name, program: program(name), folder, settings: { ...common, ...settings } });
  const issuer = await start("issuer");
  const created = await send(`${issuer.url}/issuers`, {
    token: adminToken,
    body: {
      slug: "harbour",
      did: "key",
      profile: { name: "Harbour Analytics", url: "https://harbour.example", description: "We watch ports." },
    },
  });
  const employer = { did: String((created.issuer as JsonObject).id), apiKey: String(created.apiKey) };
  const trusted = join(folder, "trusted.json");
  const known = { did: employer.did, name: "Harbour Analytics", reason: "We asked them by telephone" };
  await writeFile(trusted, JSON.stringify({ issuers: [known] }));
  const verifier = await start("verifier", { STINT_TRUSTED_ISSUERS: trusted, STINT_VERIFIER_WORKERS: "1" });
  return {
    issuerUrl: issuer.url,
    verifierUrl: verifier.url,
    employer,
    adminToken,
    asEmployer: (method, path, body) =>
      send(`${issuer.url}/issuers/harbour${path}`, { method, body, token: employer.apiKey }),
    student: walletUser({
      program: program("wallet-cli"),
      folder,
      wallet: join(folder, "wallet"),
      passphrase: "a passphrase for this story",
    }),
    stop: async () => {
      await Promise.all([issuer.stop(), verifier.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function send(
  url: string,
  { method = "POST", body, token }: { method?: string; body?: JsonObject | undefined; token: string },
): Promise<JsonObject> {
  const response = await fetch(url, {
    method,
    headers: {
      accept: "application/json",
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text}`);
  return JSON.parse(text) as JsonObject;
}
