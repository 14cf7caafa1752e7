import { fileURLToPath } from "node:url";
import express, { type Express, type Request, type RequestHandler, type Response } from "express";
import helmet from "helmet";
import { Problem } from "../core/problem/problem.ts";
import type { Logger } from "./logger.ts";
import type { SiteLink } from "./page.tsx";
import { answerProblems, refuseBrokenPaths, refuseUnknownPaths } from "./problem-response.tsx";
import { limitRate } from "./rate-limit.ts";
import { assignRequestId } from "./request-id.ts";
import { logRequests } from "./request-log.ts";

export interface ServiceOptions {
  /** Shown on pages and used in the log. */
  name: string;
  logger: Logger;
  /** Requests a minute from one address; 0 = no limit. Health checks and assets are not counted. */
  rateLimitPerMinute: number;
  /** Adds the service's own routes. */
  configure: (app: Express) => void;
  /** Throws when the service cannot do its work at the moment. */
  ready: () => Promise<void> | void;
  /** The links of the pages that tell of problems, when they are not the usual ones. */
  links?: SiteLink[];
  /** Folders served under /assets besides the shared one. */
  assetDirectories?: string[];
}

/** Makes an Express app that behaves as every Stint service does; what it offers comes from `configure`. */
export function createService(options: ServiceOptions): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("query parser", "simple");
  app.use(assignRequestId(), logRequests(options.logger), secureHeaders());
  app.use((_request, response, next) => {
    response.setHeader("Cache-Control", "no-store");
    next();
  });
  app.get("/health/live", (_request, response) => {
    response.json({ status: "live" });
  });
  app.get("/health/ready", async (_request, response) => {
    await assertReady(options);
    response.json({ status: "ready" });
  });
  for (const directory of [
    fileURLToPath(new URL("./assets/", import.meta.url)),
    ...(options.assetDirectories ?? []),
  ]) {
    app.use(
      "/assets",
      express.static(directory, { index: false, redirect: false, maxAge: "5m", dotfiles: "ignore" }),
    );
  }
  if (options.rateLimitPerMinute > 0) app.use(limitRate(options.rateLimitPerMinute));
  app.use(refuseBrokenPaths());
  options.configure(app);
  app.use(refuseUnknownPaths());
  const { name: site, logger, links } = options;
  app.use(answerProblems({ site, logger, ...(links && { links }) }));
  return app;
}

async function assertReady({ ready, logger }: ServiceOptions): Promise<void> {
  try {
    await ready();
  } catch (error) {
    logger.warn({ err: error }, "not ready");
    throw error instanceof Problem ? error : new Problem("OVERLOADED", "The service is not ready.");
  }
}

/** The headers that helmet sets are the same for all requests, so it is asked once. */
function secureHeaders(): RequestHandler {
  const headers = new Map<string, string>();
  const recorder = {
    setHeader: (name: string, value: string) => void headers.set(name, value),
    removeHeader: () => {},
  };
  useHelmet()({} as Request, recorder as unknown as Response, (error: unknown) => {
    if (error) throw error;
  });
  return (_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  };
}

function useHelmet() {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        connectSrc: ["'self'"],
      },
    },
    xFrameOptions: { action: "deny" },
  });
}
