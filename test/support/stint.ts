import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { signCredential } from "../../core/credential/proof/sign.ts";
import type { FetchDocument } from "../../core/fetch-document.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { Problem } from "../../core/problem/problem.ts";
import type { SendRequest } from "../../core/send-request.ts";
import { createFetcher } from "../../net/fetcher.ts";
import { createSender } from "../../net/sender.ts";
import { run } from "../../wallet-cli/run.ts";
import { Terminal } from "../../wallet-cli/terminal/terminal.ts";
import { quickSealingKey } from "./quick-sealing-key.ts";
import { employer, now, type Person, unsigned, webOf } from "./world.ts";

/** What a command said and answered. */
export interface Said {
  code: number;
  out: string;
  error: string;
  /** The questions that were put, in order. */
  asked: string[];
}

export interface Situation {
  variables?: Record<string, string>;
  /** What the person types, in order; nobody is there when it is absent. */
  answers?: string[];
  /** Standard input. */
  input?: string | Uint8Array;
  fetchDocument?: FetchDocument;
  sendRequest?: SendRequest;
  /** Through the real fetcher and sender; the command line must allow this machine. */
  online?: true;
  /** The quick one when absent. */
  deriveSealingKey?: typeof quickSealingKey;
  now?: Date;
  colour?: boolean;
  columns?: number;
}

/** The built one: Node runs no TypeScript. */
export const agentProgram = new URL("../../dist/wallet-cli/agent/process/main.js", import.meta.url);

export const passphrase = "a passphrase for tests";

/** A folder for one test, and `stint` with a wallet in it. */
export interface Bench {
  folder: string;
  wallet: string;
  stint(args: string[], situation?: Situation): Promise<Said>;
  /** Writes a document into a file and gives its path. */
  file(name: string, content: unknown): Promise<string>;
  remove(): Promise<void>;
}

/** An empty folder to work in. */
export async function bench(): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), "stint-test-"));
  const wallet = join(folder, "wallet");
  return {
    folder,
    wallet,
    stint: (args, situation = {}) =>
      runIn({ STINT_WALLET_DIR: wallet, STINT_PASSPHRASE: passphrase }, args, situation),
    file: async (name, content) => {
      const path = join(folder, name);
      const isRaw = typeof content === "string" || content instanceof Uint8Array;
      await writeFile(path, isRaw ? content : JSON.stringify(content));
      return path;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A folder with a wallet in it. */
export async function benchWithWallet(): Promise<Bench & { did: string }> {
  const desk = await bench();
  return { ...desk, did: (await desk.stint(["init"])).out.trim() };
}

async function runIn(variables: Record<string, string>, args: string[], situation: Situation): Promise<Said> {
  const out: string[] = [];
  const error: string[] = [];
  const asked: string[] = [];
  const answers = [...(situation.answers ?? [])];
  const isTTY = situation.colour === true;
  const terminal = new Terminal(
    {
      out: { write: (text) => out.push(text), isTTY },
      error: { write: (text) => error.push(text), isTTY },
      columns: situation.columns ?? 100,
      readInput: async (maxBytes) => Buffer.from(situation.input ?? "").subarray(0, maxBytes + 1),
      ask: async (question) => {
        asked.push(question);
        return answers.shift();
      },
    },
    { colour: true },
  );
  const code = await run(args, terminal, {
    variables: { ...variables, ...situation.variables },
    homeFolder: "/nowhere",
    now: () => situation.now ?? now,
    random: randomBytes,
    createFetcher: async (options) =>
      situation.online ? createFetcher(options) : (situation.fetchDocument ?? webOf({})),
    createSender: async (options) =>
      situation.online ? createSender(options) : (situation.sendRequest ?? nowhere),
    pause: async () => {},
    deriveSealingKey: situation.deriveSealingKey ?? quickSealingKey,
    agentProgram,
    version: async () => "9.9.9",
  });
  return { code, out: out.join(""), error: error.join(""), asked };
}

const nowhere: SendRequest = async () => {
  throw new Problem("FETCH_FAILED", "There is no network in this test");
};

/** The project's own example, issued to somebody. */
export async function issuedExample(did: string, by: Person = employer): Promise<JsonObject> {
  const text = await readFile(new URL("../../examples/micro-internship.json", import.meta.url), "utf8");
  const filled = text.replace("ISSUER_DID", by.did).replace("STUDENT_DID", did);
  return signCredential(JSON.parse(filled), { signer: by.signer, created: new Date("2026-03-16T09:00:00Z") });
}

/** The test credential, issued to somebody, with some members changed before it was signed. */
export async function issuedTo(
  did: string | undefined,
  changes: JsonObject = {},
  by: Person = employer,
): Promise<JsonObject> {
  const { id: _, ...subject } = unsigned().credentialSubject as JsonObject;
  const credentialSubject = did === undefined ? subject : { id: did, ...subject };
  const credential = unsigned({
    credentialSubject,
    issuer: { ...(unsigned().issuer as JsonObject), id: by.did },
    ...changes,
  });
  return signCredential(credential, { signer: by.signer, created: new Date("2026-10-01T00:00:00Z") });
}
