import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { endWithThisProcess } from "./clean-up.ts";
import { memoryOf, processorMillisecondsOf } from "./process-figures.ts";

/** A service in a process of its own, as an operator would start it, and what the system says of that process. */
export interface ChildService {
  url: string;
  /** From the start of the process until it said that it was ready. */
  startedMilliseconds: number;
  /** Processor time of all its threads so far. */
  processorMilliseconds(): number;
  /** Resident memory now, and the most it ever was, in MiB. */
  memory(): { nowMebibytes: number; peakMebibytes: number };
  stop(): Promise<void>;
}

export interface ChildOptions {
  name: string;
  /** A compiled module and its arguments. */
  program: string[];
  /** Where its log is written. */
  folder: string;
  environment: Record<string, string>;
  /** What answers 200 when it is ready. */
  readyPath?: string;
  /** A minute when absent. */
  startWithinMilliseconds?: number;
}

/** Starts a program that listens on `STINT_PORT` and waits until it answers. */
export async function startChild(options: ChildOptions): Promise<ChildService> {
  const { name, program, folder, environment, readyPath = "/health/ready" } = options;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = openSync(join(folder, `${name}.log`), "a", 0o600);
  const began = performance.now();
  const child = spawn(process.execPath, program, {
    stdio: ["ignore", log, log],
    env: { PATH: process.env.PATH ?? "", STINT_PORT: String(port), STINT_PUBLIC_URL: url, ...environment },
  });
  closeSync(log);
  endWithThisProcess(child);
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${name} cannot be started`);
  try {
    await untilReady(child, url + readyPath, options.startWithinMilliseconds ?? 60_000);
  } catch (error) {
    await end(child);
    const words = await readFile(join(folder, `${name}.log`), "utf8").catch(() => "");
    throw new Error(`${name} does not start. ${words.slice(-1000)}`, { cause: error });
  }
  return {
    url,
    startedMilliseconds: performance.now() - began,
    processorMilliseconds: () => processorMillisecondsOf(pid),
    memory: () => memoryOf(pid),
    stop: () => end(child),
  };
}

/** Waits until a service has worked off what clients that went away had asked for; half a minute at most. */
export async function untilQuiet({ processorMilliseconds }: ChildService): Promise<void> {
  for (let tries = 0; tries < 150; tries++) {
    const before = processorMilliseconds();
    await sleep(200);
    if (processorMilliseconds() - before <= 20) return;
  }
}

async function untilReady(child: ChildProcess, url: string, withinMilliseconds: number): Promise<void> {
  const deadline = performance.now() + withinMilliseconds;
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error("It ended by itself");
    const answer = await fetch(url).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.ok) return;
    await sleep(20);
  }
  throw new Error("It was not ready in time");
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), 30_000);
  await ended;
  clearTimeout(late);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new TypeError("A TCP server has a port");
  return address.port;
}
