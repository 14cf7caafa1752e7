// How long do good requests take while hostile ones arrive? Run it on an otherwise idle machine: npm run bench:attack
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { Agent, request } from "node:http";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { createMicroInternshipCredential } from "../core/credential/micro-internship/create-micro-internship.ts";
import { signCredential } from "../core/credential/proof/sign.ts";
import { didKey, didKeyVerificationMethod } from "../core/did/did-key.ts";
import type { JsonObject } from "../core/json/json-value.ts";
import { ed25519KeyPair } from "../core/keys/ed25519.ts";
import { ed25519Signer } from "../core/keys/signer.ts";

const seconds = Number(process.argv[2] ?? 20);
const port = 18_402;
const agent = new Agent({ keepAlive: true, maxSockets: 200 });

async function makeCredential(changes: JsonObject = {}): Promise<JsonObject> {
  const keyPair = ed25519KeyPair(createHash("sha256").update("bench").digest());
  const did = didKey({ type: "Ed25519", bytes: keyPair.publicKey });
  const credential = createMicroInternshipCredential({
    id: "urn:uuid:5a1dcf5e-3f0b-4a2b-9a3f-2f5ad1e7a001",
    achievementId: "urn:uuid:5a1dcf5e-3f0b-4a2b-9a3f-2f5ad1e7a002",
    issuer: { id: did, name: "Harbour Analytics", supervisor: "Ines Okafor" },
    recipient: { id: "did:example:student", name: "Mika Tanaka" },
    title: "Cargo delay dashboard",
    summary: "Build a dashboard of cargo delays for three ports.",
    criteria: "The three ports are covered and the numbers reconcile.",
    validFrom: new Date("2025-01-01T00:00:00Z"),
    estimatedHours: 30,
    paidFairly: true,
    rating: 4,
  });
  const signer = ed25519Signer(didKeyVerificationMethod(did), keyPair);
  return signCredential({ ...credential, ...changes }, { signer, created: new Date("2025-01-01T00:00:00Z") });
}

interface Attack {
  path: string;
  body: string;
}

const vcdm = "https://www.w3.org/ns/credentials/v2";
const examples = "https://www.w3.org/ns/credentials/examples/v2";

/** Signed, and small enough for the main thread: of all that it takes, this keeps it busy longest. */
const busy: JsonObject = {
  "@context": [vcdm, examples],
  credentialSubject: Object.fromEntries(Array.from({ length: 900 }, (_, i) => [`m${i}`, i])),
};

/** Contexts in an order of its own for each number below 1,024. */
const inOrder = (order: number) => [
  vcdm,
  ...Array.from({ length: 9 }, (_, bit) =>
    order & (1 << bit) ? examples : "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
  ),
];

function attacks(good: JsonObject, signedBusy: JsonObject): Record<string, Attack> {
  const alike = (count: number) => Array.from({ length: count }, () => ({ type: ["Evidence"], name: "x" }));
  const nest = (depth: number, width: number): JsonObject =>
    depth === 0
      ? { type: ["Profile"], name: "x" }
      : { type: ["Profile"], parentOrg: Array.from({ length: width }, () => nest(depth - 1, width)) };
  const credential = (changes: JsonObject): Attack => ({
    path: "/credentials/verify",
    body: JSON.stringify({ verifiableCredential: { ...good, ...changes } }),
  });
  const presentation = {
    "@context": [vcdm],
    type: ["VerifiablePresentation"],
    verifiableCredential: Array.from({ length: 20 }, () => ({ ...good, evidence: alike(190) })),
  };
  const inManyOrders = {
    ...presentation,
    verifiableCredential: Array.from({ length: 20 }, (_, i) => ({
      "@context": inOrder(i * 25),
      type: ["VerifiableCredential"],
      issuer: "did:example:issuer",
      credentialSubject: { id: "did:example:student" },
    })),
  };
  const options = { challenge: "c", domain: "d" };
  return {
    "a presentation of 20 intricate credentials": {
      path: "/presentations/verify",
      body: JSON.stringify({ verifiablePresentation: presentation, options }),
    },
    "contexts in twenty orders": {
      path: "/presentations/verify",
      body: JSON.stringify({ verifiablePresentation: inManyOrders, options }),
    },
    "the busiest that the main thread takes": {
      path: "/credentials/verify",
      body: JSON.stringify({ verifiableCredential: signedBusy }),
    },
    "200 alike nodes": credential({ evidence: alike(200) }),
    "148 alike nodes with other names": credential({
      evidence: alike(148).map((item, index) => ({ ...item, name: `x${index}` })),
    }),
    "a tree of 1,111 nodes": credential({ credentialSubject: nest(3, 10) }),
    "a small tree": credential({ credentialSubject: nest(2, 4) }),
    "a wide document": credential(
      Object.fromEntries(Array.from({ length: 9_000 }, (_, i) => [`member${i}`, i])),
    ),
    "a long base58 signature": credential({
      proof: [{ ...((good.proof as JsonObject[])[0] ?? {}), proofValue: `z${"2".repeat(180_000)}` }],
    }),
    "a context with @import": credential({
      "@context": [...(good["@context"] as string[]), { "@import": vcdm }],
    }),
    "not JSON": { path: "/credentials/verify", body: "[".repeat(200_000) },
  };
}

function post({ path, body }: Attack): Promise<{ status: number; milliseconds: number }> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const sent = request({ port, path, method: "POST", agent, headers }, (response) => {
      response.resume();
      response.once("end", () => {
        resolve({ status: response.statusCode ?? 0, milliseconds: performance.now() - started });
      });
    });
    sent.once("error", reject);
    sent.end(body);
  });
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function startVerifier(directory: string): Promise<ChildProcess> {
  const env = {
    ...process.env,
    STINT_PORT: String(port),
    STINT_DATA_DIR: directory,
    STINT_RATE_LIMIT: "0",
    STINT_LOG_LEVEL: "warn",
  };
  const child = spawn(process.execPath, ["dist/verifier/main.js", "serve"], { env, stdio: "inherit" });
  for (let tries = 0; tries < 100; tries++) {
    const response = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
    if (response?.ok) return child;
    await wait(100);
  }
  throw new Error("the verifier does not start");
}

/** Sends a good request every 50 ms, whether or not the one before has been answered; gives the times in order. */
async function measureGood(good: Attack, durationSeconds: number): Promise<number[]> {
  const answers: Promise<{ status: number; milliseconds: number }>[] = [];
  for (const end = performance.now() + durationSeconds * 1_000; performance.now() < end; await wait(50)) {
    answers.push(post(good));
  }
  const done = await Promise.all(answers);
  const wrong = done.filter(({ status }) => status !== 200).length;
  if (wrong > 0) console.log(`  ${wrong} of ${done.length} good requests were not answered with 200`);
  return done.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
}

function report(name: string, times: number[]): void {
  const at = (share: number) =>
    (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(0);
  console.log(
    `${name.padEnd(48)} n=${times.length} p50=${at(0.5)} p90=${at(0.9)} p99=${at(0.99)} max=${at(1)} ms`,
  );
}

/** Keeps so many requests of each attack under way until told to stop. */
function attack(list: Attack[], parallel: number): () => Promise<Map<number, number>> {
  let on = true;
  const statuses = new Map<number, number>();
  const loops = list.flatMap((one) =>
    Array.from({ length: parallel }, async () => {
      while (on) {
        const { status } = await post(one).catch(() => ({ status: 0 }));
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        await wait(status === 503 ? 200 : 20);
      }
    }),
  );
  return async () => {
    on = false;
    await Promise.all(loops);
    return statuses;
  };
}

const directory = await mkdtemp(join(tmpdir(), "stint-bench-"));
const verifier = await startVerifier(directory);
try {
  const credential = await makeCredential();
  const good: Attack = {
    path: "/credentials/verify",
    body: JSON.stringify({ verifiableCredential: credential }),
  };
  console.log(`${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}; a good request every 50 ms`);
  await measureGood(good, 5);
  report("nobody attacks", await measureGood(good, seconds));
  const every = attacks(credential, await makeCredential(busy));
  for (const [name, one] of Object.entries(every)) {
    const stop = attack([one], 2);
    report(`2 at a time: ${name}`.slice(0, 48), await measureGood(good, seconds / 2));
    const statuses = await stop();
    console.log(
      `  attack answered: ${[...statuses].map(([status, count]) => `${count} x ${status}`).join(", ")}`,
    );
  }
  const stop = attack(Object.values(every), 1);
  report("all of them at once", await measureGood(good, seconds));
  await stop();
} finally {
  verifier.kill("SIGTERM");
  await rm(directory, { recursive: true, force: true });
  agent.destroy();
}
