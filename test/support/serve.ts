import type { RequestListener } from "node:http";
import { onTestFinished } from "vitest";
import { type LocalServer, startLocalServer } from "./local-server.ts";

/** A server that is gone when the test is over. */
export async function serve(answer: RequestListener): Promise<LocalServer> {
  const server = await startLocalServer(answer);
  onTestFinished(() => server.stop());
  return server;
}
