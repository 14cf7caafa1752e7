import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import type { FetchDocument } from "../../core/fetch-document.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { createIssuerApp } from "../../issuer/app.ts";
import { createBatchRunner } from "../../issuer/batch/batch-runner.ts";
import { stopDelivery } from "../../issuer/mail/deliver-mail.ts";
import type { SendMail } from "../../issuer/mail/mail.ts";
import { type KeyRing, openKeyRing } from "../../issuer/signing-keys/key-ring.ts";
import {
  createSigningThreads,
  type SigningThreads,
  type SigningThreadsOptions,
} from "../../issuer/signing-threads/signing-threads.ts";
import type { IssuerStore } from "../../issuer/store/issuer-store.ts";
import { openLevelStore } from "../../issuer/store/level-store.ts";
import type { IssuerContext } from "../../issuer/use-cases/context.ts";
import { listen } from "../../web/listen.ts";
import { createLogger } from "../../web/logger.ts";
import { quickSealingKey } from "./quick-sealing-key.ts";
import { unsigned, webOf } from "./world.ts";

export const adminToken = "the-admin-token-of-the-tests";

export interface IssuerAnswer {
  status: number;
  headers: Headers;
  /** The bytes as they came. */
  text: string;
  body: JsonObject;
}

interface Call {
  token?: string | undefined;
  body?: unknown;
  headers?: Record<string, string>;
}

/** One employer of a running issuer, with its first API key (role admin). */
export interface Tenant {
  slug: string;
  did: string;
  apiKey: string;
}

export interface RunningIssuer {
  url: string;
  context: IssuerContext;
  log(): string;
  call(method: string, path: string, call?: Call): Promise<IssuerAnswer>;
  createTenant(slug: string, did?: "key" | "web", profile?: JsonObject): Promise<Tenant>;
  issue(
    tenant: Tenant,
    credential: JsonObject,
    call?: Call & { options?: JsonObject },
  ): Promise<IssuerAnswer>;
  setStatus(
    tenant: Tenant,
    credentialId: string,
    statusPurpose: string,
    status: unknown,
  ): Promise<IssuerAnswer>;
  stop(): Promise<void>;
}

interface Settings {
  /** Kept when given; otherwise a temporary one, removed at the end. */
  directory?: string;
  now?: () => Date;
  sendMail?: SendMail;
  /** What the issuer finds on the network: nothing when absent. */
  fetchDocument?: FetchDocument;
  walletUrl?: string;
  acceptDrafts?: boolean;
  /** For tests that have threads killed or kept busy; the others share theirs. */
  signingThreads?: SigningThreads;
  /** Puts something between the use cases and the store or the keys, to make them fail. */
  wrap?: (parts: { store: IssuerStore; keyRing: KeyRing }) => { store: IssuerStore; keyRing: KeyRing };
}

/** The threads of a real issuer, from dist/, with whatever a test changes about them. */
export const startSigningThreads = (changes: Partial<SigningThreadsOptions> = {}) =>
  createSigningThreads({
    workerFile: new URL("../../dist/issuer/signing-threads/worker.js", import.meta.url),
    threads: 2,
    onLost: () => {},
    ...changes,
  });

let shared: SigningThreads | undefined;

/** Kept for all the test files that run in this process; they end when they have nothing to do. */
function sharedSigningThreads(): SigningThreads {
  shared ??= startSigningThreads();
  return shared;
}

/** The parts of the real issuer under a service, on a store in a folder. */
export async function openIssuerContext(
  directory: string,
  {
    now = () => new Date(),
    wrap = (parts) => parts,
    sendMail,
    fetchDocument = webOf({}),
    signingThreads = sharedSigningThreads(),
  }: Settings = {},
): Promise<IssuerContext> {
  const random = (size: number) => Uint8Array.from(randomBytes(size));
  const store = await openLevelStore({ directory, now });
  const sealing = { passphrase: "a passphrase for tests", random, deriveSealingKey: quickSealingKey };
  const keyRing = await openKeyRing({ store, ...sealing }).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  return {
    ...wrap({ store, keyRing }),
    signingThreads,
    publicUrl: "https://issuer.example",
    now,
    random,
    offerSecret: new Uint8Array(32).fill(7),
    fetchDocument,
    allowHttpOnLoopback: false,
    ...(sendMail && { sendMail }),
  };
}

/** The real issuer in this process, over real HTTP. */
export async function runIssuer(settings: Settings = {}): Promise<RunningIssuer> {
  const directory = settings.directory ?? (await mkdtemp(join(tmpdir(), "stint-issuer-")));
  const context = await openIssuerContext(directory, settings);
  const lines: string[] = [];
  const destination = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  const logger = createLogger({ name: "stint-issuer", level: "info", destination });
  const batchRunner = createBatchRunner(context, (error) => logger.error({ err: error }, "unexpected error"));
  const app = createIssuerApp({
    context,
    adminToken,
    logger,
    batchRunner,
    rateLimitPerMinute: 0,
    walletUrl: settings.walletUrl,
    acceptDrafts: settings.acceptDrafts ?? false,
    assetDirectory: new URL("../../dist/issuer/assets/", import.meta.url),
  });
  const service = await listen(app, { host: "127.0.0.1", port: 0 });
  if (context.store.condition.sound) batchRunner.wake();
  const call: RunningIssuer["call"] = async (method, path, { token, body, headers = {} } = {}) => {
    const response = await fetch(service.url + path, {
      method,
      headers: {
        ...(body !== undefined && { "content-type": "application/json" }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson =
      /json|application\/vc(?!\+jwt)/.test(response.headers.get("content-type") ?? "") && text !== "";
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : {} };
  };
  return {
    url: service.url,
    context,
    log: () => lines.join(""),
    call,
    createTenant: async (
      slug,
      did = "web",
      profile = { name: `Employer ${slug}`, url: "https://employer.example" },
    ) => {
      const body = { slug, did, profile };
      const answer = await call("POST", "/issuers", { token: adminToken, body });
      if (answer.status !== 201) throw new Error(`No tenant: ${answer.text}`);
      return { slug, did: String((answer.body.issuer as JsonObject).id), apiKey: String(answer.body.apiKey) };
    },
    issue: ({ slug, apiKey }, credential, { options, ...rest } = {}) =>
      call("POST", `/issuers/${slug}/credentials/issue`, {
        token: apiKey,
        body: { credential, ...(options && { options }) },
        ...rest,
      }),
    setStatus: ({ slug, apiKey }, credentialId, statusPurpose, status) =>
      call("POST", `/issuers/${slug}/credentials/status`, {
        token: apiKey,
        body: { credentialId, credentialStatus: { type: "BitstringStatusListEntry", statusPurpose }, status },
      }),
    stop: async () => {
      await service.stop();
      await batchRunner.stop();
      await stopDelivery(context);
      await context.store.close();
      if (settings.directory === undefined) await rm(directory, { recursive: true });
    },
  };
}

let serial = 0;

/** An unsigned credential that this tenant may issue; each has another id. */
export function draftBy({ did }: Pick<Tenant, "did">, changes: JsonObject = {}): JsonObject {
  serial += 1;
  const id = `urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-${String(serial).padStart(12, "0")}`;
  return unsigned({ id, issuer: did, ...changes });
}

/** The signed credential of an answer. */
export function credentialOf({ body }: IssuerAnswer): JsonObject {
  return body.verifiableCredential as JsonObject;
}

/** The one status entry of an issued credential. */
export function statusOf(answer: IssuerAnswer): { statusListCredential: string; statusListIndex: string } {
  return credentialOf(answer).credentialStatus as unknown as {
    statusListCredential: string;
    statusListIndex: string;
  };
}
