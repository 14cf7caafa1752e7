// Who waits while an issuer signs for selective disclosure? Twenty at once, and health is asked for every 20 ms: npm run bench:signing
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { cpus } from "node:os";
import { Worker } from "node:worker_threads";
import type { JsonObject } from "../core/json/json-value.ts";
import type { ProbeFindings } from "./http/health-probe.ts";
import { median, quantile, rounded } from "./report/statistics.ts";
import { call } from "./services/call.ts";
import { type ChildService, untilQuiet } from "./services/child-service.ts";
import { temporaryFolder } from "./services/clean-up.ts";
import {
  adminToken,
  issuePath,
  startStint,
  tenantSlug,
  unsignedCredential,
} from "./services/stint-services.ts";

const atOnce = 20;
const seconds = Number(process.argv[2] ?? 4);
const everyMilliseconds = 20;
const suites = ["eddsa-rdfc-2022", "ecdsa-sd-2023", "bbs-2023"] as const;
const probeFile = new URL("./http/health-probe.js", import.meta.url);

type Suite = (typeof suites)[number];

const service = await startStint("issuer", { folder: temporaryFolder() });
const issue = await employer(service);
console.log(`${cpus().length} x ${cpus()[0]?.model.trim()}, Node ${process.version}; ${atOnce} at once`);
console.log(
  "                 first ms  a second  CPU ms  p50 ms  health p50/p99/max ms  failures  MiB before/after",
);
for (const suite of suites) {
  const before = service.memory().nowMebibytes;
  const first = await timed(() => issue(suite));
  // The compiler needs some dozens of each before it is done.
  await load(suite, seconds / 2);
  await untilQuiet(service);
  const figures = await measured(suite);
  console.log(
    [
      suite.padEnd(15),
      rounded(first).padStart(9),
      rounded(figures.perSecond).padStart(9),
      rounded(figures.processorMilliseconds).padStart(7),
      rounded(median(figures.times)).padStart(7),
      waits(figures.health.milliseconds).padStart(22),
      String(figures.health.failures.length).padStart(9),
      `${before}/${service.memory().nowMebibytes}`.padStart(17),
    ].join(" "),
  );
}
await service.stop();

/** An employer with a key for each suite; gives what issues one credential. */
async function employer({ url }: ChildService): Promise<(suite: Suite) => Promise<unknown>> {
  const body = { slug: tenantSlug, did: "web", profile: { name: "Harbour Analytics" } };
  const made = await call<{ issuer: JsonObject; apiKey: string }>(`${url}/issuers`, {
    token: adminToken,
    body,
  });
  const token = made.apiKey;
  for (const keyType of ["P-256", "BLS12-381"])
    await call(`${url}/issuers/${tenantSlug}/signing-keys`, { token, body: { keyType } });
  return (cryptosuite) => {
    const credential = unsignedCredential(String(made.issuer.id), {
      id: `urn:uuid:${randomUUID()}`,
      student: "mika",
    });
    return call(url + issuePath, { token, body: { credential, options: { cryptosuite } } });
  };
}

async function measured(suite: Suite) {
  const probe = new Worker(probeFile, { workerData: { url: service.url, everyMilliseconds } });
  await once(probe, "online");
  const before = service.processorMilliseconds();
  const times = await load(suite, seconds);
  const processorMilliseconds = (service.processorMilliseconds() - before) / times.length;
  const found = once(probe, "message");
  probe.postMessage("stop");
  const [health] = (await found) as [ProbeFindings];
  return { times, perSecond: times.length / seconds, processorMilliseconds, health };
}

/** Keeps twenty requests under way for a while; gives how long each took. */
async function load(suite: Suite, forSeconds: number): Promise<number[]> {
  const end = performance.now() + forSeconds * 1000;
  const times: number[] = [];
  const issueOn = async (): Promise<void> => {
    while (performance.now() < end) times.push(await timed(() => issue(suite)));
  };
  await Promise.all(Array.from({ length: atOnce }, issueOn));
  return times;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function waits(milliseconds: number[]): string {
  return [0.5, 0.99, 1].map((share) => rounded(quantile(milliseconds, share))).join("/");
}
