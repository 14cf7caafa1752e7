import { randomBytes, randomUUID } from "node:crypto";
import { pathToFileURL } from "node:url";
import type { JsonObject } from "../../core/json/json-value.ts";
import { deriveSealingKey } from "../../core/keys/seal.ts";
import { Problem } from "../../core/problem/problem.ts";
import { openKeyRing } from "../../issuer/signing-keys/key-ring.ts";
import { createSigningThreads } from "../../issuer/signing-threads/signing-threads.ts";
import { openLevelStore } from "../../issuer/store/level-store.ts";
import { listApiKeys } from "../../issuer/use-cases/api-keys.ts";
import { changeStatus } from "../../issuer/use-cases/change-status.ts";
import type { IssuerContext } from "../../issuer/use-cases/context.ts";
import { issueCredential } from "../../issuer/use-cases/issue-credential.ts";
import { tenant } from "../../issuer/use-cases/tenants.ts";
import { progress } from "../report/publish.ts";
import { tenantSlug as slug, unsignedCredential } from "../services/stint-services.ts";

/** Twice what the store writes to the disk together, so that it need not wait for signatures. */
const atOnce = 256;
/** So many of each status list are told of, to be revoked later. */
const entriesOfEachList = 10;
/** One in so many is revoked. */
const revokedShare = 100;

export interface FillOptions {
  directory: string;
  publicUrl: string;
  passphrase: string;
  /** How many credentials to issue. */
  credentials: number;
}

/** A credential that is not revoked, and its entry in a status list. */
export interface Entry {
  credentialId: string;
  listPath: string;
  index: number;
}

/**
 * Fills the data folder of an issuer that is stopped, through the issuer's own use cases: intent, signature and proof of each
 * credential are made and stored as the service does it, only without HTTP.
 *
 * @returns some credentials of each status list that it took.
 */
export async function fill({ directory, publicUrl, passphrase, credentials }: FillOptions): Promise<Entry[]> {
  const store = await openLevelStore({ directory, now: () => new Date() });
  const signingThreads = createSigningThreads({
    workerFile: pathToFileURL("dist/issuer/signing-threads/worker.js"),
    threads: 1,
    onLost: (error) => progress(`growth: ${error.message}`),
  });
  try {
    const random = (size: number) => Uint8Array.from(randomBytes(size));
    const context: IssuerContext = {
      store,
      signingThreads,
      keyRing: await openKeyRing({ store, passphrase, random, deriveSealingKey }),
      publicUrl,
      now: () => new Date(),
      random,
      offerSecret: random(32),
      fetchDocument: async () => {
        throw new Problem("FETCH_REFUSED", "Nothing is fetched here");
      },
      allowHttpOnLoopback: false,
    };
    return await issueMany(context, credentials);
  } finally {
    await signingThreads.close();
    await store.close();
  }
}

async function issueMany(context: IssuerContext, credentials: number): Promise<Entry[]> {
  const { did } = await tenant(context, slug);
  const [apiKey] = await listApiKeys(context, slug);
  if (apiKey === undefined) throw new TypeError("A tenant without an API key");
  const request = { slug, apiKeyId: apiKey.id };
  const entries = new Map<string, Entry[]>();
  const issueOne = async (number: number) => {
    const credentialId = `urn:uuid:${randomUUID()}`;
    const credential = unsignedCredential(did, { id: credentialId, student: `student-${number}` });
    const issued = await issueCredential(context, { ...request, credential });
    if (number % revokedShare === 0) {
      await changeStatus(context, { ...request, credentialId, purpose: "revocation", value: true });
    } else {
      const entry = entryOf(credentialId, issued as JsonObject);
      const ofList = entries.get(entry.listPath) ?? [];
      if (ofList.length < entriesOfEachList) entries.set(entry.listPath, [...ofList, entry]);
    }
  };
  let next = 0;
  const began = performance.now();
  const issueNext = async (): Promise<void> => {
    while (next < credentials) {
      const number = next++;
      await issueOne(number);
      if (number % 50_000 === 49_999)
        progress(`growth: ${number + 1} stored after ${Math.round((performance.now() - began) / 1000)} s`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, issueNext));
  return [...entries.values()].flat();
}

function entryOf(credentialId: string, { credentialStatus }: JsonObject): Entry {
  const { statusListCredential, statusListIndex } = credentialStatus as Record<string, string>;
  const { pathname: listPath } = new URL(statusListCredential ?? "");
  return { credentialId, listPath, index: Number(statusListIndex) };
}
