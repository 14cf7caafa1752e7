// How fast does a spreadsheet become credentials, with how much memory, and what does SIGKILL in the middle do? npm run bench:batch
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { didKey } from "../core/did/did-key.ts";
import { ed25519KeyPair } from "../core/keys/ed25519.ts";

const rows = Number(process.argv[2] ?? 10_000);
const port = 18_403;
const url = `http://127.0.0.1:${port}`;
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

interface Service {
  process: ChildProcess;
  startedMilliseconds: number;
}

interface Batch {
  state: string;
  done: number;
  failed: number;
}

async function start(directory: string): Promise<Service> {
  const began = performance.now();
  const env = {
    ...process.env,
    STINT_PORT: String(port),
    STINT_DATA_DIR: directory,
    STINT_RATE_LIMIT: "0",
    STINT_LOG_LEVEL: "error",
  };
  const child = spawn(process.execPath, ["dist/issuer/main.js", "serve"], {
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  for (;;) {
    if (child.exitCode !== null) throw new Error("the issuer does not start");
    const response = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (response?.ok) return { process: child, startedMilliseconds: performance.now() - began };
    await wait(50);
  }
}

async function kill({ process: child }: Service, signal: NodeJS.Signals): Promise<void> {
  const exited = once(child, "exit");
  child.kill(signal);
  await exited;
}

/** The largest resident size that the process ever had, in MiB. */
async function peakMebibytes({ process: child }: Service): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, "utf8");
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

async function call<Answer>(token: string, path: string, init: RequestInit = {}): Promise<Answer> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json", ...init.headers };
  const response = await fetch(url + path, { ...init, headers });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text.slice(0, 300)}`);
  return (response.headers.get("content-type")?.includes("json") ? JSON.parse(text) : text) as Answer;
}

async function prepare(directory: string): Promise<string> {
  const adminToken = (await readFile(join(directory, "admin-token"), "utf8")).trim();
  const { apiKey } = await call<{ apiKey: string }>(adminToken, "/issuers", {
    method: "POST",
    body: JSON.stringify({ slug: "acme", did: "key", profile: { name: "Acme" } }),
  });
  await call(apiKey, "/issuers/acme/achievements", {
    method: "POST",
    body: JSON.stringify({
      title: "Cargo delay dashboard",
      summary: "Build a dashboard of cargo delays for three ports.",
      criteria: "The three ports are covered and the numbers reconcile.",
      rubrics: [{ name: "Communication", levels: ["needs help", "good", "excellent"] }],
    }),
  });
  return apiKey;
}

function table(kind: "offers" | "DIDs"): string {
  const lines = Array.from({ length: rows }, (_, index) => {
    const seed = createHash("sha256").update(String(index)).digest();
    const recipient =
      kind === "DIDs" ? didKey({ type: "Ed25519", bytes: ed25519KeyPair(seed).publicKey }) : "";
    const email = kind === "offers" ? `student${index}@university.example` : "";
    return `Cargo delay dashboard,${recipient},${email},Student ${index},r-${index},2026-09-01,2026-09-30,37.5,yes,4,good`;
  });
  return [
    "achievement,did,email,name,reference,start,end,hours,paid,rating,rubric:Communication",
    ...lines,
  ].join("\r\n");
}

/** Asks for a public page every 50 ms until told to stop; gives the times in order. */
function measureBeside(): () => Promise<number[]> {
  let on = true;
  const times: number[] = [];
  const loop = (async () => {
    while (on) {
      const began = performance.now();
      const answer = await fetch(`${url}/issuers/acme`).catch(() => undefined);
      await answer?.text().catch(() => "");
      if (answer?.ok) times.push(performance.now() - began);
      await wait(50);
    }
  })();
  return async () => {
    on = false;
    await loop;
    return times.sort((a, b) => a - b);
  };
}

async function follow(
  apiKey: string,
  until: (batch: Batch) => boolean,
): Promise<{ batch: Batch; seconds: number }> {
  const began = performance.now();
  for (;;) {
    const batch = await call<Batch>(apiKey, "/issuers/acme/batches/1");
    if (until(batch)) return { batch, seconds: (performance.now() - began) / 1000 };
    await wait(50);
  }
}

/** Counts by the service's own lists what is there twice and what is missing. */
async function count(apiKey: string): Promise<{ twice: number; missing: number }> {
  const references: string[] = [];
  const ids = new Set<string>();
  let cursor: string | undefined;
  do {
    const query = `limit=200${cursor === undefined ? "" : `&cursor=${cursor}`}`;
    const page = await call<{ items: { reference: string; credentialId: string }[]; next?: string }>(
      apiKey,
      `/issuers/acme/completions?${query}`,
    );
    for (const { reference, credentialId } of page.items) {
      references.push(reference);
      ids.add(credentialId);
    }
    cursor = page.next;
  } while (cursor !== undefined);
  const results = await call<string>(apiKey, "/issuers/acme/batches/1/results.csv");
  const links = new Set(results.match(/urn:uuid:[0-9a-f-]{36}|\/offers\/[A-Za-z0-9_-]{22}/g));
  const missing = rows - Math.min(new Set(references).size, ids.size, links.size);
  return { twice: references.length - new Set(references).size, missing };
}

async function run(kind: "offers" | "DIDs"): Promise<Record<string, string | number>> {
  const directory = await mkdtemp(join(tmpdir(), "stint-bench-"));
  let service = await start(directory);
  try {
    const apiKey = await prepare(directory);
    const csv = { method: "POST", headers: { "content-type": "text/csv" }, body: table(kind) };
    const timed = async (path: string) => {
      const began = performance.now();
      await call(apiKey, path, csv);
      return (performance.now() - began) / 1000;
    };
    const dryRun = await timed("/issuers/acme/batches?dryRun=true");
    const upload = await timed("/issuers/acme/batches");
    const stopMeasuring = measureBeside();
    const first = await follow(apiKey, ({ done, failed }) => done + failed >= rows / 2);
    const peakBefore = await peakMebibytes(service);
    await kill(service, "SIGKILL");
    service = await start(directory);
    const atRestart = await call<Batch>(apiKey, "/issuers/acme/batches/1");
    const second = await follow(apiKey, ({ state }) => state !== "running");
    const times = await stopMeasuring();
    const at = (share: number) => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(0);
    const worked = first.batch.done + second.batch.done - atRestart.done;
    return {
      what: kind,
      rows,
      "dry run s": dryRun.toFixed(1),
      "upload s": upload.toFixed(1),
      "rows/s": Math.round(worked / (first.seconds + second.seconds)),
      "restart s": (service.startedMilliseconds / 1000).toFixed(1),
      "peak RSS MiB": Math.max(peakBefore, await peakMebibytes(service)),
      "GET beside p50/p99/max ms": `${at(0.5)}/${at(0.99)}/${at(1)}`,
      ...{ failed: second.batch.failed, ...(await count(apiKey)) },
    };
  } finally {
    await kill(service, "SIGKILL");
    await rm(directory, { recursive: true, force: true });
  }
}

process.stdout.write(
  `${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}; killed with SIGKILL at half\n`,
);
const results = [await run("offers"), await run("DIDs")];
for (const name of Object.keys(results[0] ?? {})) {
  process.stdout.write(
    `${name.padEnd(28)}${results.map((result) => String(result[name]).padStart(16)).join("")}\n`,
  );
}
