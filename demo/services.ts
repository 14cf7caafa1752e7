import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A service of its own process, as an operator would start it. */
export interface RunningService {
  readonly url: string;
  stop(): Promise<void>;
}

const startTimeoutMilliseconds = 30_000;
const stopTimeoutMilliseconds = 8_000;

/** Every service that this process started and that has not ended. */
const children = new Set<ChildProcess>();
let isOver = false;

/**
 * Starts a built service on a free loopback port and waits until it is ready.
 *
 * @param options.program - The path of its main.js.
 * @param options.settings - Its settings beside address, port and development mode, by the names of the variables.
 */
export async function startService(options: {
  name: string;
  program: string;
  folder: string;
  settings: Record<string, string>;
}): Promise<RunningService> {
  const { name, program, folder, settings } = options;
  const port = await freePort();
  const url = `http://localhost:${port}`;
  if (isOver) throw new Error("No service is started any more");
  const log = openSync(join(folder, `${name}.log`), "a", 0o600);
  const child = spawn(process.execPath, [program, "serve"], {
    cwd: folder,
    stdio: ["ignore", log, log],
    env: {
      PATH: process.env.PATH ?? "",
      STINT_HOST: "localhost",
      STINT_PORT: String(port),
      STINT_PUBLIC_URL: url,
      STINT_DATA_DIR: join(folder, `${name}-data`),
      STINT_ALLOW_LOOPBACK: "true",
      ...settings,
    },
  });
  closeSync(log);
  children.add(child);
  try {
    await untilReady(child, url);
  } catch (error) {
    const lastWords = await readFile(join(folder, `${name}.log`), "utf8").catch(() => "");
    await stopChild(child);
    throw new Error(`The ${name} did not start. ${lastWords.slice(-1000)}`, { cause: error });
  }
  return { url, stop: () => stopChild(child) };
}

/** Stops every service, and lets none start any more. */
export async function stopAllServices(): Promise<void> {
  isOver = true;
  await Promise.all([...children].map(stopChild));
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + startTimeoutMilliseconds;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error("It ended by itself");
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.status === 200) return;
    await sleep(100);
  }
  throw new Error("It was not ready in time");
}

async function stopChild(child: ChildProcess): Promise<void> {
  children.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const isEnded = await Promise.race([
    ended.then(() => true),
    sleep(stopTimeoutMilliseconds, false, { ref: false }),
  ]);
  if (isEnded) return;
  child.kill("SIGKILL");
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "localhost");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new TypeError("A TCP server has a port");
  return address.port;
}
