import { fileURLToPath } from "node:url";
import type { Express } from "express";
import { Problem } from "../core/problem/problem.ts";
import { allowAnyOrigin } from "../web/allow-any-origin.ts";
import { createApi } from "../web/api.ts";
import { limitWork } from "../web/limit-work.ts";
import type { Logger } from "../web/logger.ts";
import { sendPage } from "../web/page.tsx";
import { createService } from "../web/service.ts";
import type { BatchRunner } from "./batch/batch-runner.ts";
import { addConsole } from "./console/add-console.tsx";
import { createNonces } from "./openid/nonces.ts";
import { HomePage } from "./pages/issuer-page.tsx";
import { addAchievementRoutes } from "./routes/achievement-routes.tsx";
import { createAllow } from "./routes/allow.ts";
import { addBadgeRoute } from "./routes/badge-route.ts";
import { addBatchRoutes } from "./routes/batch-routes.ts";
import { addClaimRoutes } from "./routes/claim-routes.tsx";
import { addCompletionRoutes } from "./routes/completion-routes.ts";
import { addCredentialRoutes } from "./routes/credential-routes.ts";
import { addEndorsementRoutes } from "./routes/endorsement-routes.ts";
import { addExchangeRoute } from "./routes/exchange-route.ts";
import { addIssuerRoutes } from "./routes/issuer-routes.tsx";
import { addKeyRoutes } from "./routes/key-routes.ts";
import { addOpenidMetadataRoutes } from "./routes/openid-metadata-routes.ts";
import { addOpenidRoutes } from "./routes/openid-routes.ts";
import { bearerTokens } from "./routes/schemas.ts";
import { addSigningKeyRoutes } from "./routes/signing-key-routes.ts";
import { addStatusListRoute } from "./routes/status-list-route.ts";
import { describeDamage } from "./store/describe-damage.ts";
import type { IssuerContext } from "./use-cases/context.ts";
import { createStatusListPublisher } from "./use-cases/status-lists.ts";

/** Each holds its request in memory, 256 KiB at most, and waits for those before it. */
const issuancesAtOnce = 256;

/** What wallets call, some of them from a browser. */
const walletPaths = [
  "/.well-known",
  "/issuers/:slug/.well-known",
  "/issuers/:slug/openid",
  "/offers/:id/credential-offer",
  "/interactions",
  "/exchanges",
];

export interface IssuerAppOptions {
  context: IssuerContext;
  adminToken: string;
  logger: Logger;
  /** Works on what is uploaded; started and stopped by the caller. */
  batchRunner: BatchRunner;
  /** Requests a minute from one address; 0 = no limit. */
  rateLimitPerMinute: number;
  /** Whether the singular `proof` of the drafts before OpenID4VCI 1.0 is understood; off when absent. */
  acceptDrafts?: boolean;
  /** Where students get a wallet, as claim pages say; absent, they ask the employer. */
  walletUrl?: string | undefined;
  /** The compiled client modules and styles, served under /assets. */
  assetDirectory: URL;
}

/** The issuer's HTTP service; a damaged store makes it answer 503 `STORE_DAMAGED` wherever the store is needed. */
export function createIssuerApp({
  context,
  adminToken,
  logger,
  batchRunner,
  rateLimitPerMinute,
  acceptDrafts = false,
  walletUrl,
  assetDirectory,
}: IssuerAppOptions): Express {
  return createService({
    name: "Stint Issuer",
    logger,
    rateLimitPerMinute,
    assetDirectories: [fileURLToPath(assetDirectory)],
    ready: () => {
      const { condition } = context.store;
      if (!condition.sound) throw new Problem("STORE_DAMAGED", describeDamage(condition.reason));
    },
    configure: (app) => {
      const api = createApi(app, {
        title: "Stint Issuer",
        version: "0.1.0",
        description: "Issues verifiable credentials for micro-internships, and publishes their status.",
        serverUrl: context.publicUrl,
        bearerTokens,
      });
      const allow = createAllow(context, adminToken);
      const issuing = limitWork(issuancesAtOnce);
      // Routes are tried one after the other: what is asked for most stands first.
      addStatusListRoute(api, createStatusListPublisher(context));
      addCredentialRoutes(api, context, { allow, issuing });
      app.use(walletPaths, allowAnyOrigin());
      app.get("/", (_request, response) => sendPage(response, HomePage()));
      addIssuerRoutes(api, context, allow);
      addAchievementRoutes(api, context, allow);
      addBadgeRoute(api, context);
      addEndorsementRoutes(api, context, { allow, issuing });
      addCompletionRoutes(api, context, { allow, issuing });
      addBatchRoutes(api, context, { allow, runner: batchRunner });
      addKeyRoutes(api, context, allow);
      addSigningKeyRoutes(api, context, allow);
      const nonces = createNonces(context);
      addOpenidMetadataRoutes(api, context);
      addOpenidRoutes(api, context, { issuing, nonces, acceptDrafts });
      addClaimRoutes(api, context, { walletUrl });
      addExchangeRoute(api, context, { issuing, nonces });
      addConsole(app, { context, adminToken, wakeRunner: batchRunner.wake });
      api.finish();
    },
  });
}
