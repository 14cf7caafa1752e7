#!/usr/bin/env node
import { randomBytes } from "node:crypto";
import { homedir } from "node:os";
import { closePrototype } from "../core/json/closed-prototype.ts";
import { run } from "./run.ts";
import { processDevice } from "./terminal/process-device.ts";
import { Terminal } from "./terminal/terminal.ts";

closePrototype();
// Everything a wallet writes is for its owner alone.
process.umask(0o077);
// A reader that has seen enough (`stint list | head -1`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 3));

const terminal = new Terminal(processDevice(), { colour: true });
process.exitCode = await run(process.argv.slice(2), terminal, {
  variables: process.env,
  homeFolder: homedir(),
  now: () => new Date(),
  random: randomBytes,
  createFetcher: async (options) => (await import("../net/fetcher.ts")).createFetcher(options),
  createSender: async (options) => (await import("../net/sender.ts")).createSender(options),
  pause: async (milliseconds) => (await import("node:timers/promises")).setTimeout(milliseconds),
  deriveSealingKey: async (...given) => (await import("../core/keys/seal.ts")).deriveSealingKey(...given),
  agentProgram: new URL("./agent/process/main.js", import.meta.url),
  version: async () => (await import("./version.ts")).readVersion(),
});
