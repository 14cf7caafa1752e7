import { Socket } from "node:net";
import { readHandOver } from "../hand-over.ts";
import { closeInherited } from "./close-inherited.ts";
import { deadline } from "./deadline.ts";
import { KeptKey } from "./kept-key.ts";
import { serveKey } from "./serve-key.ts";

// The agent of one wallet, started by `stint unlock` only: it keeps a key in its memory and nothing else anywhere.
process.umask(0o077);
closeInherited();
const starter = new Socket({ fd: 3, readable: true, writable: true });
starter.on("error", () => undefined); // whoever started it may be gone
const { key: bytes, derivation, walletFolder, socketPath, until } = await readHandOver(starter);
const isOver = deadline(until, { wall: Date.now, monotonic: () => performance.now() });
const key = new KeptKey({ bytes, derivation, isOver });
try {
  const served = await serveKey({ path: socketPath, key, walletFolder, lookEveryMilliseconds: 10_000 });
  const timer = setTimeout(() => served.end(), until - Date.now());
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => served.end());
  starter.end("ready\n");
  await served.ended;
  clearTimeout(timer);
} catch (error) {
  key.wipe();
  const word = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.name) : "unknown";
  starter.end(`${word}\n`, () => process.exit(1));
}
