import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Express } from "express";
import { noteArrival } from "./arrivals.ts";
import { shortTurns } from "./short-turns.ts";

export interface RunningService {
  /** Where it listens, for example "http://127.0.0.1:8002". */
  url: string;
  port: number;
  /** Takes no new connection, lets running requests finish (10 seconds at most), then closes. */
  stop(): Promise<void>;
}

const graceMilliseconds = 10_000;

/**
 * Starts to serve an app; rejects when the address cannot be had. Port 0 takes any free port.
 *
 * @param options.beginMilliseconds - How long requests are begun in one turn of the event loop: {@link shortTurns}.
 */
export async function listen(
  app: Express,
  options: { host: string; port: number; beginMilliseconds?: number },
): Promise<RunningService> {
  const server = createServer(
    // A client that sends its request a byte at a time does not hold a connection for long.
    {
      headersTimeout: 10_000,
      requestTimeout: 20_000,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: 2_000,
    },
    shortTurns(app, options.beginMilliseconds),
  );
  server.maxConnections = 5_000;
  server.on("connection", noteArrival);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(":") ? `[${options.host}]` : options.host;
  let stopping: Promise<void> | undefined;
  return {
    url: `http://${host}:${port}`,
    port,
    stop: () => {
      stopping ??= close(server);
      return stopping;
    },
  };
}

/** Calls `stop` once on SIGTERM or SIGINT and then ends the process; a second signal ends it at once. */
export function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = () => {
    if (stopping) process.exit(1);
    stopping = true;
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A kept-alive connection becomes idle only after its last answer: look again and again.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const end = setTimeout(() => server.closeAllConnections(), graceMilliseconds);
  await closed;
  clearInterval(sweep);
  clearTimeout(end);
}
