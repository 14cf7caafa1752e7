import { setTimeout as sleep } from "node:timers/promises";
import { decodeBitstring, readStatus } from "../../core/status/bitstring.ts";
import { call } from "../services/call.ts";
import { tenantSlug } from "../services/stint-services.ts";
import type { Entry } from "./fill.ts";
import type { GrownIssuer } from "./grown-issuer.ts";

/** What publishing the status lists takes. */
export interface PublishingFigures {
  lists: number;
  /** For each list the first time after a start. */
  firstMilliseconds: number[];
  /** For some credentials of each list: from the request that revokes it to a list, in hand, in which it is revoked. */
  revokedMilliseconds: number[];
  /** Processor time of the service for one of these. */
  processorMilliseconds: number;
}

const giveUpMilliseconds = 120_000;

export async function publishLists({ service, tenant, entries }: GrownIssuer): Promise<PublishingFigures> {
  const firstMilliseconds: number[] = [];
  const listPaths = new Set(entries.map(({ listPath }) => listPath));
  for (const path of listPaths) {
    const entry = entries.find(({ listPath }) => listPath === path) as Entry;
    const began = performance.now();
    if (await isSet(service.url, entry)) throw new Error("It is revoked already");
    firstMilliseconds.push(performance.now() - began);
  }
  const revokedMilliseconds: number[] = [];
  const processorBefore = service.processorMilliseconds();
  for (const entry of entries) revokedMilliseconds.push(await revoke(service.url, tenant.apiKey, entry));
  return {
    lists: listPaths.size,
    firstMilliseconds,
    revokedMilliseconds,
    processorMilliseconds: (service.processorMilliseconds() - processorBefore) / entries.length,
  };
}

async function revoke(url: string, token: string, entry: Entry): Promise<number> {
  const began = performance.now();
  const body = {
    credentialId: entry.credentialId,
    status: true,
    credentialStatus: { type: "BitstringStatusListEntry", statusPurpose: "revocation" },
  };
  await call(`${url}/issuers/${tenantSlug}/credentials/status`, { token, body });
  while (!(await isSet(url, entry))) {
    if (performance.now() - began > giveUpMilliseconds) throw new Error("The list never told it");
    await sleep(20);
  }
  return performance.now() - began;
}

async function isSet(url: string, { listPath, index }: Entry): Promise<boolean> {
  const list = await call<{ credentialSubject: { encodedList: string } }>(url + listPath, { method: "GET" });
  return readStatus(decodeBitstring(list.credentialSubject.encodedList), index);
}
