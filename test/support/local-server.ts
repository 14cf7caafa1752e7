import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Server } from "node:net";

/** A real HTTP(S) server on 127.0.0.1 for one test. */
export interface LocalServer {
  port: number;
  /** `http://127.0.0.1:port` or `https://127.0.0.1:port`. */
  url: string;
  /** The connections that were opened so far. */
  connections(): number;
  stop(): Promise<void>;
}

/** Starts a server; with `tls`, it speaks https. */
export async function startLocalServer(
  answer: RequestListener,
  tls?: { key: string; cert: string },
): Promise<LocalServer> {
  const server = tls === undefined ? createServer(answer) : createTlsServer(tls, answer);
  let connections = 0;
  server.on("connection", () => connections++);
  const port = await listen(server);
  return {
    port,
    url: `${tls === undefined ? "http" : "https"}://127.0.0.1:${port}`,
    connections: () => connections,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Makes a server of any kind listen on a free port of 127.0.0.1, and gives the port. */
export function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}
