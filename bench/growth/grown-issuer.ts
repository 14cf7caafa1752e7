import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ChildService } from "../services/child-service.ts";
import { createTenant, startStint, type Tenant } from "../services/stint-services.ts";
import { type Entry, fill } from "./fill.ts";

/** An issuer in a process of its own that has issued so many credentials before. */
export interface GrownIssuer {
  credentials: number;
  fillSeconds: number;
  service: ChildService;
  /** After the start, before the first request. */
  memoryAtStartMebibytes: number;
  tenant: Tenant;
  /** Some credentials of each of its status lists. */
  entries: Entry[];
}

/** A start reads the whole store: at a million credentials that may take long, and is measured. */
const startWithinMilliseconds = 30 * 60_000;

/** Makes the data folder of an issuer, fills it, and starts the issuer on it. */
export async function growIssuer(folder: string, credentials: number): Promise<GrownIssuer> {
  const dataDirectory = join(folder, `issuer-${credentials}`);
  const start = () => startStint("issuer", { folder, dataDirectory, startWithinMilliseconds });
  const fresh = await start();
  const tenant = await createTenant(fresh.url).finally(() => fresh.stop());
  const passphrase = (await readFile(join(dataDirectory, "key-passphrase"), "utf8")).trim();
  const began = performance.now();
  const entries = await fill({ directory: dataDirectory, publicUrl: fresh.url, passphrase, credentials });
  const fillSeconds = (performance.now() - began) / 1000;
  const service = await start();
  const { nowMebibytes } = service.memory();
  return { credentials, fillSeconds, service, memoryAtStartMebibytes: nowMebibytes, tenant, entries };
}
