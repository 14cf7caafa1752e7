#!/usr/bin/env node
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { Command } from "commander";
import { closePrototype } from "../core/json/closed-prototype.ts";
import { Problem } from "../core/problem/problem.ts";
import { createFetcher } from "../net/fetcher.ts";
import { listen, stopOnSignals } from "../web/listen.ts";
import { createLogger } from "../web/logger.ts";
import { keepHeapModest } from "../web/modest-heap.ts";
import { secretFile } from "../web/secret-file.ts";
import { readAdminToken } from "./admin-access.ts";
import { createApp } from "./app.ts";
import { openChallenges } from "./challenges.ts";
import { readConfig } from "./config.ts";
import { readSchemas } from "./read-schemas.ts";
import { openRequests } from "./requests/open-requests.ts";
import { createShortRuns } from "./runs/short-runs.ts";
import { openShareStore } from "./shares/share-store.ts";
import { openShares } from "./shares/shares.ts";
import { startSweeping } from "./shares/sweep-shares.ts";
import { openSpentChallengeStore } from "./spent-challenge-store.ts";
import { openVerificationLanes } from "./threads/verification-lanes.ts";
import { practiseHere } from "./threads/warm-up.ts";
import { createWorkerPool } from "./threads/worker-pool.ts";
import { startDailyRefresh } from "./trust/daily-refresh.ts";
import { openSettingsList } from "./trust/settings-list.ts";
import { openTrustListStore } from "./trust/trust-list-store.ts";
import { openTrustLists } from "./trust/trust-lists.ts";
import { createVerifier } from "./verifier.ts";

/** Verifications to practise on, in each thread that does small ones. */
const practiceRounds = 40;

async function serve(): Promise<void> {
  closePrototype();
  keepHeapModest();
  const config = readConfig();
  const logger = createLogger({ name: "stint-verifier", level: config.logLevel });
  const clock = () => new Date();
  const fetchDocument = createFetcher({ allowLoopback: config.allowHttpOnLoopback });
  const { trustedIssuersFile: path } = config;
  const onTrouble = (words: string) => logger.warn({ path }, words);
  const trustLists = await openTrustLists({
    store: await openTrustListStore(join(config.dataDirectory, "trust-lists")),
    settings: path === undefined ? undefined : await openSettingsList({ path, clock, onTrouble }),
    countEndorsements: config.countEndorsements,
    fetchDocument,
    clock,
    random: randomBytes,
  });
  const stopRefreshing = startDailyRefresh(trustLists, (err) => logger.error({ err }, "copying trust lists"));
  const adminToken = await readAdminToken({
    dataDirectory: config.dataDirectory,
    given: config.adminToken,
    onCreated: (file) => logger.info({ path: file }, "made the admin token"),
  });

  const secret = await secretFile(config.dataDirectory, "challenge-secret", 32);
  if (secret.created) logger.info({ path: secret.path }, "made the secret that marks challenges");
  const store = await openSpentChallengeStore(join(config.dataDirectory, "spent-challenges"));
  const challenges = await openChallenges({ secret: secret.bytes, store, clock, random: randomBytes });

  const knownSchemas = await readSchemas(config.schemas);
  const lanes = await openVerificationLanes({
    workerFile: new URL("./threads/worker.js", import.meta.url),
    quickThreads: config.quickWorkers,
    practiceRounds,
    knownSchemas,
  });
  await practiseHere(practiceRounds);
  const pool = createWorkerPool({
    lanes,
    shortRuns: createShortRuns({ knownSchemas }),
    fetchDocument,
    allowHttpOnLoopback: config.allowHttpOnLoopback,
    clock,
  });
  const verifier = createVerifier({ pool, challenges, trustLists, clock });

  let publicUrl = config.publicUrl ?? "";
  const requests = await openRequests({
    dataDirectory: config.dataDirectory,
    certificate: {
      chainFile: config.x509ChainFile,
      keyFile: config.x509KeyFile,
      publicUrl: config.publicUrl,
    },
    verifier,
    publicUrl: () => publicUrl,
    now: clock,
    random: randomBytes,
  });
  const shareStore = await openShareStore(join(config.dataDirectory, "shares"));
  const shares = await openShares({
    store: shareStore,
    verifier,
    domain: () => new URL(publicUrl).host,
    now: clock,
    random: randomBytes,
  });
  const stopSweeping = startSweeping(shares, (err) => logger.error({ err }, "removing shares that ended"));
  const app = createApp({
    verifier,
    trustLists,
    requests,
    shares,
    adminToken,
    fetchDocument,
    allowHttpOnLoopback: config.allowHttpOnLoopback,
    clock,
    secureCookies: config.publicUrl?.startsWith("https:") ?? false,
    logger,
    rateLimitPerMinute: config.rateLimitPerMinute,
    publicUrl: () => publicUrl,
    assetDirectory: new URL("./assets/", import.meta.url),
    ready: () => pool.assertReady(),
  });
  const service = await listen(app, { host: config.host, port: config.port, beginMilliseconds: 1 });
  publicUrl ||= service.url;
  const trusted = (await trustLists.all()).reduce((sum, { issuerCount }) => sum + issuerCount, 0);
  logger.info(
    { url: service.url, publicUrl, trustedIssuers: trusted, schemas: knownSchemas.size },
    "listening",
  );

  stopOnSignals(async () => {
    stopRefreshing();
    stopSweeping();
    await service.stop();
    requests.register.close();
    await lanes.close();
    await store.close();
    await shareStore.close();
    logger.info("stopped");
  });
}

const program = new Command("stint-verifier").description("Verifies credentials and presentations over HTTP");
program
  .command("serve")
  .description("run the service; the settings are environment variables, see docs/operations.md")
  .addHelpText(
    "after",
    `
Settings:
  STINT_HOST, STINT_PORT       where to listen (127.0.0.1, 8002)
  STINT_PUBLIC_URL             how people reach it (where it listens); its host is the presentations' domain
  STINT_DATA_DIR               where trust lists, spent challenges and secrets are kept (./stint-verifier-data)
  STINT_TRUSTED_ISSUERS        a JSON file that says whom to believe, besides the lists kept in the data directory (none)
  STINT_COUNT_ENDORSEMENTS     false: endorsements are shown and never make an issuer trusted, whatever the lists say (true)
  STINT_ADMIN_TOKEN            opens the trust lists, at /trust and over the API (made, and kept in the data directory)
  STINT_X509_CHAIN, STINT_X509_KEY  PEM files: the certificate of the public host, to sign requests with, and its key (none)
  STINT_SCHEMAS                a JSON Schema, or a folder of them (*.json), for credentials that name them (none)
  STINT_VERIFIER_WORKERS       threads for small documents (2)
  STINT_RATE_LIMIT             requests a minute from one address, 0 = no limit (600)
  STINT_LOG_LEVEL              silent, error, warn, info, debug (info)
  STINT_ALLOW_LOOPBACK         true: fetch over http and from this machine, for development (false)

Example:
  STINT_ALLOW_LOOPBACK=true stint-verifier serve`,
  )
  .action(serve);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`stint-verifier: ${error instanceof Problem ? error.message : String(error)}\n`);
  process.exit(error instanceof Problem && error.code === "CONFIGURATION" ? 2 : 3);
}
