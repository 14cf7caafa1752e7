import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import type { FetchDocument } from "../../core/fetch-document.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { Problem } from "../../core/problem/problem.ts";
import { noSchemas } from "../../core/schema/known-schema.ts";
import type { TrustedIssuer } from "../../core/verification/trusted-issuer.ts";
import { createApp } from "../../verifier/app.ts";
import { openChallenges } from "../../verifier/challenges.ts";
import { openRequests } from "../../verifier/requests/open-requests.ts";
import { createShortRuns } from "../../verifier/runs/short-runs.ts";
import { openShareStore } from "../../verifier/shares/share-store.ts";
import { openShares } from "../../verifier/shares/shares.ts";
import { openSpentChallengeStore } from "../../verifier/spent-challenge-store.ts";
import { openVerificationLanes, type VerificationLanes } from "../../verifier/threads/verification-lanes.ts";
import { createWorkerPool, type WorkerPool } from "../../verifier/threads/worker-pool.ts";
import { openSettingsList } from "../../verifier/trust/settings-list.ts";
import { openTrustListStore } from "../../verifier/trust/trust-list-store.ts";
import { openTrustLists } from "../../verifier/trust/trust-lists.ts";
import { createVerifier } from "../../verifier/verifier.ts";
import { listen } from "../../web/listen.ts";
import { createLogger } from "../../web/logger.ts";
import { secretFile } from "../../web/secret-file.ts";
import { webOf } from "./world.ts";

export interface RunningVerifier {
  url: string;
  /** Everything logged so far. */
  log(): string;
  post(path: string, body: unknown): Promise<Answer>;
  /** Sends the page's form as a browser does. */
  submit(path: string, fields: Record<string, string>): Promise<{ status: number; html: string }>;
  stop(): Promise<void>;
}

export interface Answer {
  status: number;
  headers: Headers;
  body: JsonObject;
}

/** What opens the trust lists of {@link runVerifier}. */
export const adminToken = "admin-token-for-tests-0123456789";

interface Settings {
  /** Stand in a file that the settings name. */
  issuers?: TrustedIssuer[];
  secureCookies?: boolean;
  fetchDocument?: FetchDocument;
  now?: () => Date;
  rateLimitPerMinute?: number;
  shareLimits?: { shares?: number; bytes?: number };
  /** Requests can be signed with it. */
  certificate?: { chainFile: string; keyFile: string };
  /** For tests that have threads killed or kept busy; the others share theirs. */
  ownThreads?: boolean;
  /** Kept when given; otherwise a temporary one, removed at the end. */
  dataDirectory?: string;
  /** While it says so, no verification finds room. */
  isFull?: () => boolean;
}

const openLanes = () =>
  openVerificationLanes({
    workerFile: new URL("../../dist/verifier/threads/worker.js", import.meta.url),
    quickThreads: 2,
    practiceRounds: 2,
    knownSchemas: noSchemas,
  });

let shared: Promise<VerificationLanes> | undefined;

/** Kept for all the test files that run in this process: threads cost more to start than most verifiers have to do. */
function sharedLanes(): Promise<VerificationLanes> {
  shared ??= openLanes();
  return shared;
}

/** The real verifier in this process, with its real worker threads (from dist/). */
export async function runVerifier(settings: Settings = {}): Promise<RunningVerifier> {
  const directory = settings.dataDirectory ?? (await mkdtemp(join(tmpdir(), "stint-verifier-")));
  const clock = settings.now ?? (() => new Date());
  const secret = await secretFile(directory, "challenge-secret", 32);
  const store = await openSpentChallengeStore(join(directory, "spent-challenges"));
  const challenges = await openChallenges({ secret: secret.bytes, store, clock, random: randomBytes });
  const fetchDocument = settings.fetchDocument ?? webOf({});
  const trustLists = await openTrust({ directory, issuers: settings.issuers, fetchDocument, clock });
  const lanes = await (settings.ownThreads ? openLanes() : sharedLanes());
  const pool = createWorkerPool({
    lanes,
    shortRuns: createShortRuns({ knownSchemas: noSchemas }),
    fetchDocument,
    allowHttpOnLoopback: false,
    clock,
  });
  const lines: string[] = [];
  const destination = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  const { isFull = () => false } = settings;
  const bounded: WorkerPool = {
    ...pool,
    verify: async (...asked) => {
      if (isFull()) throw new Problem("OVERLOADED", "Too many verifications are waiting; try again shortly.");
      return pool.verify(...asked);
    },
  };
  const verifier = createVerifier({ pool: bounded, challenges, trustLists, clock });
  const publicUrl = () => "https://verifier.example";
  const certificate = {
    chainFile: undefined,
    keyFile: undefined,
    publicUrl: publicUrl(),
    ...settings.certificate,
  };
  const world = { verifier, publicUrl, now: clock, random: randomBytes };
  const requests = await openRequests({ dataDirectory: directory, certificate, ...world });
  const shareStore = await openShareStore(join(directory, "shares"));
  const limits = settings.shareLimits ?? {};
  const shares = await openShares({ store: shareStore, domain: () => "verifier.example", limits, ...world });
  const app = createApp({
    verifier,
    trustLists,
    requests,
    shares,
    adminToken,
    fetchDocument,
    allowHttpOnLoopback: false,
    clock,
    secureCookies: settings.secureCookies ?? true,
    logger: createLogger({ name: "stint-verifier", level: "info", destination }),
    rateLimitPerMinute: settings.rateLimitPerMinute ?? 0,
    publicUrl,
    assetDirectory: new URL("../../dist/verifier/assets/", import.meta.url),
    ready: () => pool.assertReady(),
  });
  const service = await listen(app, { host: "127.0.0.1", port: 0 });
  return {
    url: service.url,
    log: () => lines.join(""),
    post: (path, body) => postJson(service.url + path, body),
    submit: async (path, fields) => {
      const body = new URLSearchParams(fields);
      const response = await fetch(service.url + path, {
        method: "POST",
        body,
        headers: { accept: "text/html" },
      });
      return { status: response.status, html: await response.text() };
    },
    stop: async () => {
      await service.stop();
      if (settings.ownThreads) await lanes.close();
      await store.close();
      await shareStore.close();
      requests.register.close();
      if (settings.dataDirectory === undefined) await rm(directory, { recursive: true });
    },
  };
}

async function openTrust(options: {
  directory: string;
  issuers: TrustedIssuer[] | undefined;
  fetchDocument: FetchDocument;
  clock: () => Date;
}) {
  const { directory, issuers, fetchDocument, clock } = options;
  const path = join(directory, "trusted.json");
  if (issuers !== undefined) await writeFile(path, JSON.stringify({ issuers }));
  return openTrustLists({
    store: await openTrustListStore(join(directory, "trust-lists")),
    settings: issuers && (await openSettingsList({ path, clock, onTrouble: () => undefined })),
    countEndorsements: true,
    fetchDocument,
    clock,
    random: randomBytes,
  });
}

/** Posts JSON and reads the JSON answer. */
export async function postJson(url: string, body: unknown): Promise<Answer> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as JsonObject };
}

/** The outcome of one check of an answer. */
export function outcomeOf(answer: { body: JsonObject }, name: string): string | undefined {
  return checkOf(answer, name)?.outcome as string | undefined;
}

/** The problem code of one check of an answer. */
export function codeOf(answer: { body: JsonObject }, name: string): string | undefined {
  return (checkOf(answer, name)?.problem as JsonObject | undefined)?.code as string | undefined;
}

function checkOf({ body }: { body: JsonObject }, name: string): JsonObject | undefined {
  return (body.checks as JsonObject[]).find((check) => check.name === name);
}
