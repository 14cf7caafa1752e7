import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { startLocalServer } from "./local-server.ts";

export const issuerMain = fileURLToPath(new URL("../../dist/issuer/main.js", import.meta.url));

/** The built `stint-issuer serve` in its own process. */
export interface SpawnedIssuer {
  url: string;
  process: ChildProcess;
  /** Resolves when it answers; throws when it ended before. */
  ready(): Promise<void>;
  /** Ends it with a signal and waits until it is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
  output(): string;
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = await startLocalServer((_request, response) => response.end());
  await server.stop();
  return server.port;
}

export function issuerEnvironment(directory: string, port: number): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    STINT_DATA_DIR: directory,
    STINT_PORT: String(port),
    STINT_RATE_LIMIT: "0",
    STINT_LOG_LEVEL: "warn",
  };
}

/** Starts the built issuer on a data directory. */
export function spawnIssuer(directory: string, port: number): SpawnedIssuer {
  const child = spawn(process.execPath, [issuerMain, "serve"], { env: issuerEnvironment(directory, port) });
  const url = `http://127.0.0.1:${port}`;
  const output: string[] = [];
  child.stdout.on("data", (chunk) => output.push(String(chunk)));
  child.stderr.on("data", (chunk) => output.push(String(chunk)));
  const exited = once(child, "exit");
  return {
    url,
    process: child,
    output: () => output.join(""),
    ready: async () => {
      for (;;) {
        if (child.exitCode !== null) throw new Error(`The issuer ended: ${output.join("")}`);
        const answer = await fetch(`${url}/health/live`).catch(() => undefined);
        if (answer?.ok) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    end: async (signal) => {
      child.kill(signal);
      await exited;
    },
  };
}
