import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { JsonObject } from "../../core/json/json-value.ts";
import { call } from "../services/call.ts";
import { type ChildService, startChild } from "../services/child-service.ts";
import { createTenant, issuePath, startStint, unsignedCredential } from "../services/stint-services.ts";
import { createExchanges, type Exchanges } from "./exchanges.ts";

/** All servers of a run, and what they are asked. */
export interface Servers {
  issuer: ChildService;
  verifier: ChildService;
  floor: ChildService;
  stock: ChildService;
  exchanges: Exchanges;
  stop(): Promise<void>;
}

const credentialCount = 100;
const module = (name: string) => new URL(`./${name}.js`, import.meta.url).pathname;

/** Starts the built services, the floor and the stock server on loopback; issues what is going to be verified. */
export async function startServers(folder: string): Promise<Servers> {
  const running: ChildService[] = [];
  const stop = async () => {
    await Promise.all(running.map((service) => service.stop()));
  };
  const keep = async (starting: Promise<ChildService>): Promise<ChildService> => {
    const service = await starting;
    running.push(service);
    return service;
  };
  try {
    const issuer = await keep(startStint("issuer", { folder }));
    const verifier = await keep(startStint("verifier", { folder }));
    const tenant = await createTenant(issuer.url);
    const credentials: JsonObject[] = [];
    for (let index = 0; index < credentialCount; index++) {
      const id = `urn:uuid:5a1dcf5e-3f0b-4a2b-9a3f-${String(index).padStart(12, "0")}`;
      const credential = unsignedCredential(tenant.did, { id, student: `student-${index}` });
      const issuing = { token: tenant.apiKey, body: { credential } };
      const { verifiableCredential } = await call<{ verifiableCredential: JsonObject }>(
        issuer.url + issuePath,
        issuing,
      );
      credentials.push(verifiableCredential);
    }
    const { credentialStatus } = credentials[0] as { credentialStatus: { statusListCredential: string } };
    const listUrl = credentialStatus.statusListCredential;
    const list = await fetch(listUrl);
    const listFile = join(folder, "list.json");
    await writeFile(listFile, Buffer.from(await list.arrayBuffer()));
    const start = (name: string, program: string[]) =>
      keep(startChild({ name, program, folder, environment: {} }));
    const floor = await start("floor", [module("floor-server"), listFile]);
    const stock = await start("stock", [module("stock-server")]);
    const exchanges = createExchanges({
      tenant,
      credentials: credentials.map((credential) => JSON.stringify(credential)),
      statusPath: new URL(listUrl).pathname,
      tags: { stint: tagOf(list), floor: tagOf(await fetch(`${floor.url}/status`)) },
    });
    return { issuer, verifier, floor, stock, exchanges, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function tagOf(response: Response): string {
  const tag = response.headers.get("etag");
  if (tag === null) throw new Error("A status list without an entity tag");
  return tag;
}
