import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { Express } from "express";
import type { FetchDocument } from "../core/fetch-document.ts";
import { type Api, createApi } from "../web/api.ts";
import type { Logger } from "../web/logger.ts";
import { createService } from "../web/service.ts";
import { createAdminAccess } from "./admin-access.ts";
import { site, siteLinks } from "./pages/verifier-page.tsx";
import { addAskRoutes } from "./requests/ask-routes.tsx";
import { addExchangeRoutes } from "./requests/exchange-routes.ts";
import { addInteractionRoutes } from "./requests/interaction-routes.tsx";
import { issuerChoices } from "./requests/issuer-choices.ts";
import type { RequestContext } from "./requests/request-context.ts";
import { addRequestRoutes } from "./requests/request-routes.ts";
import { addWalletRoutes } from "./requests/wallet-routes.ts";
import { addBadgeRoute } from "./routes/badge-route.ts";
import { addChallengeRoute } from "./routes/challenge-route.ts";
import { addPageRoutes } from "./routes/page-routes.tsx";
import { addResolutionRoutes } from "./routes/resolution-routes.ts";
import { addTrustPageRoutes } from "./routes/trust-page-routes.tsx";
import { addTrustRoutes } from "./routes/trust-routes.ts";
import { addSignIn } from "./routes/trust-visit.tsx";
import { addVerifyRoutes } from "./routes/verify-routes.ts";
import { addShareRoutes } from "./shares/share-routes.tsx";
import type { Shares } from "./shares/shares.ts";
import type { TrustLists } from "./trust/trust-lists.ts";
import type { Verifier } from "./verifier.ts";

export interface AppOptions {
  verifier: Verifier;
  trustLists: TrustLists;
  requests: RequestContext;
  shares: Shares;
  /** Opens the trust lists to whoever has it. */
  adminToken: string;
  fetchDocument: FetchDocument;
  /** Reads a did:web on this machine over plain http, for those who ask to have it resolved. For development. */
  allowHttpOnLoopback: boolean;
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
  const { trustLists, clock, secureCookies } = options;
  const admin = createAdminAccess({ token: options.adminToken, clock });
  const domain = () => new URL(options.publicUrl()).host;
  return createService({
    name: site,
    links: siteLinks,
    logger: options.logger,
    rateLimitPerMinute: options.rateLimitPerMinute,
    ready: options.ready,
    assetDirectories: [fileURLToPath(options.assetDirectory)],
    configure: (app) => {
      const api = createApi(app, {
        title: site,
        version: "0.1.0",
        links: siteLinks,
        bearerTokens: {
          adminToken: "The verifier's admin token: STINT_ADMIN_TOKEN, or the file admin-token",
          resultToken: "Came with a presentation request: opens its result",
          deletionToken: "Came with the link of a share: takes it back",
        },
        description:
          "Verifies W3C Verifiable Credentials and presentations (VC-API), asks for them (OpenID4VP 1.0), and resolves DIDs. Nothing that is sent here is logged; answers to requests are kept for an hour, and shares until they end.",
      });
      addVerifyRoutes(api, options.verifier);
      addBadgeRoute(api, options.verifier);
      addChallengeRoute(api, { verifier: options.verifier, domain });
      addResolutionRoutes(app, api, options);
      addTrustRoutes(api, { lists: trustLists, admin });
      const visit = addSignIn(app, { admin, secureCookies, clock, random: randomBytes });
      addTrustPageRoutes(app, { lists: trustLists, visit });
      addPageRoutes(app, {
        verifier: options.verifier,
        fetchDocument: options.fetchDocument,
        publicUrl: options.publicUrl,
        domain,
      });
      addRequestPart(app, api, options);
      api.finish();
    },
  });
}

/** Asking for presentations, and what students share by themselves. */
function addRequestPart(app: Express, api: Api, options: AppOptions): void {
  const { requests: context, shares, trustLists, secureCookies, publicUrl } = options;
  addRequestRoutes(api, context);
  addExchangeRoutes(api, context);
  addWalletRoutes(app, context);
  addInteractionRoutes(app, context);
  addAskRoutes(app, { context, secureCookies, trustedIssuers: () => issuerChoices(trustLists) });
  addShareRoutes(api, { shares, publicUrl });
}
