import { randomBytes } from "node:crypto";
import { deriveSealingKey } from "../core/keys/seal.ts";
import { Problem } from "../core/problem/problem.ts";
import { createFetcher } from "../net/fetcher.ts";
import { listen } from "../web/listen.ts";
import type { Logger } from "../web/logger.ts";
import { createIssuerApp } from "./app.ts";
import { createBatchRunner } from "./batch/batch-runner.ts";
import { discardInterruptedUploads } from "./batch/store-upload.ts";
import { finishCompletions } from "./completions/finish-completions.ts";
import type { IssuerConfig } from "./config.ts";
import { deliverMail, stopDelivery } from "./mail/deliver-mail.ts";
import { createMailer, type Mailer } from "./mail/smtp-mailer.ts";
import { adminToken, keyPassphrase, offerSecret } from "./service-secrets.ts";
import { closedKeyRing, openKeyRing } from "./signing-keys/key-ring.ts";
import { createSigningThreads, type SigningThreads } from "./signing-threads/signing-threads.ts";
import { describeDamage } from "./store/describe-damage.ts";
import type { IssuerStore } from "./store/issuer-store.ts";
import { openLevelStore } from "./store/level-store.ts";
import type { IssuerContext } from "./use-cases/context.ts";
import { finishIntents } from "./use-cases/finish-issuance.ts";

export interface RunningIssuer {
  url: string;
  /** Lets running requests finish, then closes the store. */
  stop(): Promise<void>;
}

/**
 * As long as transactions may run in one turn (`commit-queue.ts`), and signatures be made: so requests wait as they came, in a few hundred
 * bytes, and not parsed and checked before the one writer. Node takes one new connection a turn, so longer turns make new connections wait.
 */
const beginMilliseconds = 1;

interface StartOptions {
  logger: Logger;
  /** Told, for people, where a secret lies that was made just now. */
  announce: (words: string) => void;
}

/**
 * Starts the issuer: store, keys, what an interrupted run had left open, then HTTP. With a damaged store it starts
 * too, and refuses whatever needs the store.
 *
 * @throws {@link Problem} `CONFLICT` when the data directory is in use, `CANNOT_OPEN` for a wrong key passphrase,
 * `CONFIGURATION`.
 */
export async function startIssuer(
  config: IssuerConfig,
  { logger, announce }: StartOptions,
): Promise<RunningIssuer> {
  const { dataDirectory, publicUrl } = config;
  const onCreated = (what: string, path: string) => announce(`${what} was generated and is kept in ${path}`);
  const now = () => new Date();
  const store = await openLevelStore({ directory: dataDirectory, now });
  const mailer = config.mail && createMailer(config.mail);
  const signingThreads = createSigningThreads({
    workerFile: new URL("./signing-threads/worker.js", import.meta.url),
    threads: config.signingThreads,
    onLost: (error) => logger.error({ err: error }, "a signing thread ended"),
  });
  try {
    const context = await openContext({ store, signingThreads, config, mailer, now, onCreated, logger });
    const token = await adminToken({ dataDirectory, given: config.adminToken, onCreated });
    const batchRunner = createBatchRunner(context, (error) =>
      logger.error({ err: error }, "unexpected error"),
    );
    const app = createIssuerApp({
      context,
      adminToken: token,
      logger,
      batchRunner,
      rateLimitPerMinute: config.rateLimitPerMinute,
      acceptDrafts: config.acceptDrafts,
      walletUrl: config.walletUrl,
      assetDirectory: new URL("./assets/", import.meta.url),
    });
    const { host, port } = config;
    const service = await listen(app, { host, port, beginMilliseconds });
    logger.info({ url: service.url, publicUrl }, "listening");
    if (store.condition.sound) batchRunner.wake();
    return {
      url: service.url,
      stop: async () => {
        await service.stop();
        await batchRunner.stop();
        await stopDelivery(context);
        await signingThreads.close();
        mailer?.close();
        await store.close();
      },
    };
  } catch (error) {
    await signingThreads.close();
    mailer?.close();
    await store.close();
    throw error;
  }
}

async function openContext(options: {
  store: IssuerStore;
  signingThreads: SigningThreads;
  config: IssuerConfig;
  mailer: Mailer | undefined;
  now: () => Date;
  onCreated: (what: string, path: string) => void;
  logger: Logger;
}): Promise<IssuerContext> {
  const { store, signingThreads, config, mailer, now, onCreated, logger } = options;
  const { dataDirectory } = config;
  const outside = {
    signingThreads,
    publicUrl: config.publicUrl,
    now,
    random: (size: number) => Uint8Array.from(randomBytes(size)),
    offerSecret: await offerSecret({ dataDirectory, onCreated }),
    fetchDocument: createFetcher({ allowLoopback: config.allowHttpOnLoopback }),
    allowHttpOnLoopback: config.allowHttpOnLoopback,
    ...(mailer && { sendMail: mailer.sendMail }),
  };
  const { condition } = store;
  if (!condition.sound) {
    logger.error({ reason: condition.reason }, describeDamage(condition.reason));
    const problem = new Problem("STORE_DAMAGED", describeDamage(condition.reason));
    return { store, keyRing: closedKeyRing(problem), ...outside };
  }
  for (const repair of condition.repairs) logger.warn({ repair }, "an interrupted write was completed");
  const passphrase = await keyPassphrase(store, {
    dataDirectory,
    given: config.keyPassphrase,
    onCreated,
  });
  const keyRing = await openKeyRing({ store, passphrase, random: outside.random, deriveSealingKey });
  const context: IssuerContext = { store, keyRing, ...outside };
  const finished = await finishIntents(context);
  if (finished.issued + finished.voided + finished.left > 0) logger.warn(finished, "interrupted issuances");
  const completions = await finishCompletions(context);
  if (completions.issued + completions.left > 0) logger.warn(completions, "interrupted completions");
  const discarded = await discardInterruptedUploads(context);
  if (discarded > 0) logger.warn({ discarded }, "interrupted uploads");
  deliverMail(context);
  return context;
}
