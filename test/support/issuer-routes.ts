import type { Express } from "express";
import { createApi } from "../../web/api.ts";
import { listen, type RunningService } from "../../web/listen.ts";
import { createLogger } from "../../web/logger.ts";
import { createService } from "../../web/service.ts";
import type { RunningIssuer } from "./running-issuer.ts";

/** Serves some routes of an issuer beside the running one, so that a test can give them what the whole service would not. */
export function serveRoutes(
  issuer: RunningIssuer,
  addRoutes: (api: ReturnType<typeof createApi>) => void,
): Promise<RunningService> {
  const configure = (service: Express) =>
    addRoutes(
      createApi(service, {
        title: "Test",
        version: "1",
        description: "",
        serverUrl: issuer.url,
        bearerTokens: { apiKey: "An API key" },
      }),
    );
  const logger = createLogger({ name: "test", level: "silent" });
  const app = createService({ name: "Test", logger, rateLimitPerMinute: 0, ready: () => {}, configure });
  return listen(app, { host: "127.0.0.1", port: 0 });
}
