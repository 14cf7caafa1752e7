import { once } from "node:events";
import { chmodSync, lstatSync, renameSync, unlinkSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { dirname, join } from "node:path";
import { longestMessage, parseRequest, writeAnswer, writeRefusal } from "../messages.ts";
import type { KeptKey } from "./kept-key.ts";

/** So many may ask at once; each has so long. */
const mostConnections = 16;
const patienceMilliseconds = 1_000;

interface Serving {
  /** Where the socket will be; whatever is there gives way. */
  readonly path: string;
  readonly key: KeptKey;
  /** The wallet that the key is for: without it there is nothing to keep a key for. */
  readonly walletFolder: string;
  /** How often it is looked whether the key is still wanted. */
  readonly lookEveryMilliseconds: number;
}

/** An agent at work. */
export interface ServedKey {
  /** Wipes the key, and takes the socket away. Twice is as good as once. */
  end(): void;
  /** Fulfilled when it has ended, for whatever reason. */
  readonly ended: Promise<void>;
}

/**
 * Gives a key out at a socket that this user alone can reach, until its time is over, somebody asks it to end, or the wallet or
 * the socket is no longer what it was: moved, removed, or replaced by another agent's.
 */
export async function serveKey({
  path,
  key,
  walletFolder,
  lookEveryMilliseconds,
}: Serving): Promise<ServedKey> {
  const wallet = identityOf(walletFolder);
  if (wallet === undefined) throw new TypeError("There is no wallet to keep a key for");
  const server = createServer((socket) => converse(socket, answer));
  server.maxConnections = mostConnections;
  // Made beside its place and then put there in one step, so that there is never a moment at which two agents fight over it.
  const newPath = join(dirname(path), `.${process.pid}`);
  server.listen(newPath);
  await once(server, "listening");
  chmodSync(newPath, 0o600);
  renameSync(newPath, path);
  const socketFile = identityOf(path);
  const isWanted = () =>
    !key.isOver && identityOf(path) === socketFile && identityOf(walletFolder) === wallet;
  const look = setInterval(() => isWanted() || end(), lookEveryMilliseconds);
  const ended = once(server, "close").then(() => undefined);

  function end(): void {
    key.wipe();
    clearInterval(look);
    if (identityOf(path) === socketFile) unlinkSync(path);
    server.close();
  }

  function answer(line: string): Buffer {
    if (!isWanted()) end();
    const request = parseRequest(line);
    if (request?.ask === "key") return key.answerTo(request);
    if (request === undefined) return writeRefusal();
    end();
    return writeAnswer();
  }

  return { end, ended };
}

/** Hears one line, answers it, and hangs up: on those who say too much or take too long, without a word. */
function converse(socket: Socket, answer: (line: string) => Buffer): void {
  const timer = setTimeout(() => socket.destroy(), patienceMilliseconds);
  let heard = Buffer.alloc(0);
  socket.on("close", () => clearTimeout(timer));
  socket.on("error", () => socket.destroy());
  socket.on("data", (chunk) => {
    heard = Buffer.concat([heard, chunk as Buffer]);
    const lineEnd = heard.indexOf("\n");
    if (lineEnd === -1 ? heard.length > longestMessage : lineEnd > longestMessage) socket.destroy();
    if (lineEnd === -1 || socket.destroyed) return;
    socket.removeAllListeners("data").resume();
    const answered = answer(heard.toString("latin1", 0, lineEnd));
    socket.end(answered, () => answered.fill(0));
  });
}

/** Tells one file or folder from another that took its place, even if its number did too; `undefined` when nothing can be found there. */
function identityOf(path: string): string | undefined {
  try {
    const { dev, ino, birthtimeNs } = lstatSync(path, { bigint: true });
    return `${dev}:${ino}:${birthtimeNs}`;
  } catch {
    return undefined;
  }
}
