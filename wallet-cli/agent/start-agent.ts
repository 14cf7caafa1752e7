import { type ChildProcess, spawn } from "node:child_process";
import { realpath } from "node:fs/promises";
import type { Duplex } from "node:stream";
import { fileURLToPath } from "node:url";
import type { SealingKey } from "../../core/keys/seal.ts";
import { derivationHeader } from "../../core/keys/sealed-header.ts";
import { GuidedProblem } from "../guided-problem.ts";
import { writeHandOver } from "./hand-over.ts";
import { fitsSocket, socketPlaces } from "./socket-place.ts";

/** Node itself has to start. */
const patienceMilliseconds = 10_000;

/** What an agent is started with. */
export interface AgentStart {
  readonly walletFolder: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly key: SealingKey;
  readonly until: Date;
  /** `process/main.js`. */
  readonly program: URL;
}

/**
 * Leaves a process running that keeps the key of a wallet: in a session of its own, so that it outlives the terminal, in the root folder,
 * without a file or a variable of ours. The key goes to it through a pipe.
 *
 * @returns the id of the process.
 * @throws {@link Problem} `CONFIGURATION` when no folder is private enough for its socket, or it could not begin.
 */
export async function startAgent({ key, until, program, ...wallet }: AgentStart): Promise<number> {
  const handOver = {
    key: key.secret.export(),
    derivation: derivationHeader(key.salt),
    walletFolder: await realpath(wallet.walletFolder),
    socketPath: chosenPlace(wallet),
    until: until.getTime(),
  };
  const child = spawn(process.execPath, [fileURLToPath(program)], {
    cwd: "/",
    detached: true,
    env: {},
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const pipe = child.stdio[3] as Duplex;
  writeHandOver(handOver, pipe);
  const word = await wordOf(child, pipe);
  pipe.destroy();
  child.unref();
  if (word === "ready" && child.pid !== undefined) return child.pid;
  child.kill("SIGKILL");
  throw noPlace(`The process that keeps the key could not begin (${word}).`);
}

function chosenPlace({ walletFolder, variables }: Pick<AgentStart, "walletFolder" | "variables">): string {
  const places = socketPlaces(walletFolder, variables);
  if (places.length === 0)
    throw noPlace("The wallet cannot be kept unlocked: its folder is not closed to others.");
  const fitting = places.find(fitsSocket);
  if (fitting === undefined)
    throw noPlace("The wallet cannot be kept unlocked: the path of its folder is too long.");
  return fitting;
}

/** What a new agent says of itself: "ready", or the code of the error that ended it. */
function wordOf(child: ChildProcess, pipe: Duplex): Promise<string> {
  return new Promise((resolve) => {
    let word = "";
    const timer = setTimeout(() => resolve("no answer"), patienceMilliseconds);
    const stop = () => {
      clearTimeout(timer);
      resolve(word.trim() || "it ended");
    };
    child.on("error", stop);
    pipe.on("error", stop).on("end", stop);
    pipe.on("data", (chunk) => {
      word += String(chunk).slice(0, 100);
    });
  });
}

function noPlace(words: string): GuidedProblem {
  return new GuidedProblem(
    "CONFIGURATION",
    words,
    "Set XDG_RUNTIME_DIR to a folder of yours that is closed to others (chmod 700) and has a short path.",
  );
}
