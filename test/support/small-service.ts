import { Writable } from "node:stream";
import { z } from "zod";
import { Problem } from "../../core/problem/problem.ts";
import { createApi } from "../../web/api.ts";
import { listen, type RunningService } from "../../web/listen.ts";
import { createLogger } from "../../web/logger.ts";
import { createService } from "../../web/service.ts";

export interface SmallService extends RunningService {
  /** Each line of the log. */
  lines: string[];
  setReady(ready: boolean): void;
  echo(body: string | Uint8Array<ArrayBuffer>, headers?: Record<string, string>): Promise<Response>;
}

/** A service with a route, a bug and a page, in the frame that all services share. */
export async function runSmallService(options: { rateLimitPerMinute: number }): Promise<SmallService> {
  const lines: string[] = [];
  let ready = true;
  const destination = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  const app = createService({
    name: "Test",
    logger: createLogger({ name: "test", level: "info", destination }),
    rateLimitPerMinute: options.rateLimitPerMinute,
    ready: () => {
      if (!ready) throw new Problem("OVERLOADED", "Busy.");
    },
    configure: (express) => {
      const api = createApi(express, { title: "Test", version: "1", description: "For tests" });
      api.route({
        method: "post",
        path: "/echo/:id",
        summary: "Echo",
        params: z.object({ id: z.string() }),
        body: { schema: z.strictObject({ text: z.string() }), maxBytes: 1000 },
        responses: { 200: { description: "The same" } },
        handle: ({ params, body, response }) => {
          response.json({ ...params, ...body });
        },
      });
      api.finish();
      express.get("/bug", () => {
        throw new TypeError("secret words of a bug");
      });
      express.get("/items/:id", (_request, response) => {
        response.send("an item");
      });
    },
  });
  const service = await listen(app, { host: "127.0.0.1", port: 0 });
  return {
    ...service,
    lines,
    setReady: (value) => {
      ready = value;
    },
    echo: (body, headers) =>
      fetch(`${service.url}/echo/1`, {
        method: "POST",
        body,
        headers: { "content-type": "application/json", ...headers },
      }),
  };
}
