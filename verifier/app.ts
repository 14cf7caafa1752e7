import { fileURLToPath } from "node:url";
import type { Express } from "express";
import type { FetchDocument } from "../core/fetch-document.ts";
import { createApi } from "../web/api.ts";
import type { Logger } from "../web/logger.ts";
import { createService } from "../web/service.ts";
import { addChallengeRoute } from "./routes/challenge-route.ts";
import { addPageRoutes } from "./routes/page-routes.tsx";
import { addVerifyRoutes } from "./routes/verify-routes.ts";
import type { TrustLists } from "./trust/trust-lists.ts";
import type { Verifier } from "./verifier.ts";

export interface AppOptions {
  verifier: Verifier;
  trustLists: TrustLists;
  /** Opens the trust lists to whoever has it. */
  adminToken: string;
  fetchDocument: FetchDocument;
  clock: () => Date;
  /** Whether people reach this service over https: cookies are then never sent without. */
  secureCookies: boolean;
  logger: Logger;
  rateLimitPerMinute: number;
  /** The origin under which people reach this service; its host is the domain that presentations are made for. */
  publicUrl: () => string;
  /** The compiled client modules, served under /assets. */
  assetDirectory: URL;
  /** Throws when verifications cannot be taken. */
  ready: () => void;
}

/** The verifier as an HTTP application. */
export function createApp(options: AppOptions): Express {
  const domain = () => new URL(options.publicUrl()).host;
  return createService({
    name: "Stint Verifier",
    logger: options.logger,
    rateLimitPerMinute: options.rateLimitPerMinute,
    ready: options.ready,
    assetDirectories: [fileURLToPath(options.assetDirectory)],
    configure: (app) => {
      const api = createApi(app, {
        title: "Stint Verifier",
        version: "0.1.0",
        description:
          "Verifies W3C Verifiable Credentials and presentations (VC-API). Nothing that is sent here is kept or logged.",
      });
      addVerifyRoutes(api, options.verifier);
      addChallengeRoute(api, { verifier: options.verifier, domain });
      addPageRoutes(app, { verifier: options.verifier, domain });
      api.finish();
    },
  });
}
