// How long does the wallet take to start, and how does that grow with what is in it?
// npm run bench:wallet [-- --sizes 10,1000 --rounds 9 --json FILE]
import { spawnSync } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { signCredential } from "../core/credential/proof/sign.ts";
import type { JsonObject } from "../core/json/json-value.ts";
import { deriveSealingKey } from "../core/keys/seal.ts";
import { verifyCredential } from "../core/verification/verify-credential.ts";
import { employer, world } from "../test/support/world.ts";
import type { HeldCredential } from "../wallet-cli/store/wallet-records.ts";
import { Wallet } from "../wallet-cli/wallet.ts";

/** One command line, and what it took: the whole process, from its start to its end. */
export interface WalletRow {
  command: string;
  /** How many credentials are in the wallet; `undefined` where none is opened. */
  credentials: number | undefined;
  /** Median of the wall clock. */
  milliseconds: number;
  /** The same of processor time, of all threads together: in steps of ten, as the kernel counts. */
  cpuMilliseconds: number;
  /** `milliseconds` by those of `node -e 0`. */
  ratio: number;
}

interface Case {
  readonly command: string;
  /** After `stint unlock`, so without a passphrase. */
  readonly unlocked?: true;
  readonly credentials?: number;
  readonly args: readonly string[];
  /** The wallet that it may change; each round gets a copy of its own. */
  readonly changes?: string;
}

const main = resolve("dist/wallet-cli/main.js");
const passphrase = "a passphrase for the benchmark";
const example = readFileSync("examples/micro-internship.json", "utf8").replace("ISSUER_DID", employer.did);
const made = new Date("2026-03-16T09:00:00Z");
/** What every command that opens a wallet has to wait for: security rule 10. */
const keyAlone = `import { deriveSealingKey } from ${JSON.stringify(pathToFileURL(resolve("dist/core/keys/seal.js")))};
await deriveSealingKey("a passphrase", new Uint8Array(32));`;

/** Measures the built wallet at these sizes: all commands take turns, `node -e 0` among them. */
export async function benchWallet({
  sizes = [10, 1_000, 10_000],
  rounds = 9,
}: {
  sizes?: readonly number[];
  rounds?: number;
} = {}): Promise<WalletRow[]> {
  const folder = await mkdtemp(join(tmpdir(), "stint-bench-"));
  const wallets = sizes.map((size) => join(folder, `wallet-${size}`));
  try {
    const cases: Case[] = [
      { command: "node -e 0", args: ["-e", "0"] },
      { command: "stint --version", args: [main, "--version"] },
      { command: "stint --help", args: [main, "--help"] },
      { command: "node, the passphrase's key alone", args: ["--input-type=module", "-e", keyAlone] },
    ];
    for (const size of sizes) cases.push(...(await casesOf(size, folder)));
    for (const wallet of wallets) stint(folder, "--wallet", wallet, "unlock", "--for", "12h");
    return await measure(cases, { rounds, folder });
  } finally {
    for (const wallet of wallets) stint(folder, "--wallet", wallet, "lock");
    await rm(folder, { recursive: true, force: true });
  }
}

/** Fills a wallet, and says what is asked of it. */
async function casesOf(size: number, folder: string): Promise<Case[]> {
  const wallet = join(folder, `wallet-${size}`);
  const opened = await Wallet.create({
    folder: wallet,
    random: randomBytes,
    now: made,
    deriveKey: (salt) => deriveSealingKey(passphrase, salt),
  });
  const credentials: HeldCredential[] = [];
  for (let count = 0; count < size; count++) credentials.push(await held(opened.did));
  await opened.merge({ ...(await opened.contents()), credentials });
  const incoming = join(folder, `incoming-${size}.json`);
  await writeFile(incoming, JSON.stringify(await issue(opened.did)));
  await opened.close();
  const id = String(credentials[size >> 1]?.verification.statement?.id);
  const looking = [
    { command: "stint did", args: ["did"] },
    { command: "stint list", args: ["list"] },
    { command: "stint show (one, by its id)", args: ["show", id] },
  ].map(({ command, args }) => ({ command, credentials: size, args: [main, "--wallet", wallet, ...args] }));
  return [
    ...looking,
    ...looking.map((one) => ({ ...one, command: `${one.command}, unlocked`, unlocked: true as const })),
    {
      command: "stint add (one more)",
      credentials: size,
      args: [main, "--wallet", join(folder, "copy"), "add", incoming],
      changes: wallet,
    },
  ];
}

async function held(did: string): Promise<HeldCredential> {
  const credential = await issue(did);
  const verification = await verifyCredential(credential, { checks: "all" }, world({}, { now: made }));
  return { credential, ownership: "mine", addedAt: made.toISOString(), verification };
}

async function issue(did: string): Promise<JsonObject> {
  const credential = { ...JSON.parse(example.replace("STUDENT_DID", did)), id: `urn:uuid:${randomUUID()}` };
  return signCredential(credential, { signer: employer.signer, created: made });
}

async function measure(
  cases: readonly Case[],
  { rounds, folder }: { rounds: number; folder: string },
): Promise<WalletRow[]> {
  const times = cases.map((one) => ({ ...one, wall: [] as number[], cpu: [] as number[] }));
  // The first round warms the disk's cache and level's files, and is not counted.
  for (let round = -1; round < rounds; round++) {
    for (const { args, changes, wall, cpu, command, unlocked } of times) {
      if (changes !== undefined) await copyOf(changes, join(folder, "copy"));
      const [before, started] = [cpuOfChildren(), performance.now()];
      const { status, stderr } = spawnSync(process.execPath, args, {
        env: variables(folder, unlocked ? "" : passphrase),
        maxBuffer: 64 * 1024 * 1024,
      });
      const milliseconds = performance.now() - started;
      if (status !== 0) throw new Error(`${command}: ${status} ${stderr}`);
      if (round < 0) continue;
      wall.push(milliseconds);
      cpu.push(cpuOfChildren() - before);
    }
  }
  const floor = median(times[0]?.wall ?? []);
  return times.map(({ command, credentials, wall, cpu }) => ({
    command,
    credentials,
    milliseconds: median(wall),
    cpuMilliseconds: median(cpu),
    ratio: median(wall) / floor,
  }));
}

/** Runs the wallet once, unmeasured. */
function stint(folder: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [main, ...args], {
    env: variables(folder, passphrase),
  });
  if (status !== 0) throw new Error(`${args.join(" ")}: ${status} ${stderr}`);
}

/** The sockets of agents lie beside the wallets, which are copied. */
function variables(folder: string, words: string): NodeJS.ProcessEnv {
  return { ...process.env, STINT_PASSPHRASE: words, XDG_RUNTIME_DIR: folder };
}

async function copyOf(wallet: string, copy: string): Promise<void> {
  await rm(copy, { recursive: true, force: true });
  await cp(wallet, copy, { recursive: true });
}

/** Processor time of all child processes that have ended: proc(5), cutime and cstime, in hundredths of a second. */
function cpuOfChildren(): number {
  if (!existsSync("/proc/self/stat")) return Number.NaN;
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[13]) + Number(fields[14])) * 10;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}

function table(rows: readonly WalletRow[]): string {
  const lines = rows.map(({ command, credentials, milliseconds, cpuMilliseconds, ratio }) => [
    command.padEnd(38),
    (credentials?.toLocaleString("en-GB") ?? "").padStart(11),
    milliseconds.toFixed(0).padStart(8),
    cpuMilliseconds.toFixed(0).padStart(8),
    ratio.toFixed(2).padStart(8),
  ]);
  const head = [
    "command".padEnd(38),
    "credentials".padStart(11),
    "ms".padStart(8),
    "CPU ms".padStart(8),
    "ratio".padStart(8),
  ];
  return [head, ...lines].map((line) => line.join("  ")).join("\n");
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: { json: { type: "string" }, sizes: { type: "string" }, rounds: { type: "string" } },
  });
  const sizes = values.sizes?.split(",").map(Number);
  const rounds = Number(values.rounds ?? 9);
  const rows = await benchWallet({ rounds, ...(sizes !== undefined && { sizes }) });
  process.stdout.write(`${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}\n${table(rows)}\n`);
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(rows, null, 2)}\n`);
}
