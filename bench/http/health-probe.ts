import { get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";

// Asks for the health of a service every 100 ms when nothing else is said, each time over a new connection, as an orchestrator does. A thread of its own:
// the one that makes the load would answer late itself.
if (parentPort === null) throw new TypeError("this module is the entry of a worker thread");
const { url, everyMilliseconds = 100 }: { url: string; everyMilliseconds?: number } = workerData;
const giveUpMilliseconds = 10_000;

/** What the probe found so far. */
export interface ProbeFindings {
  milliseconds: number[];
  /** Other answers than 200, none within 10 s, and connections that failed. */
  failures: string[];
}

const findings: ProbeFindings = { milliseconds: [], failures: [] };
const underWay = new Set<Promise<void>>();
let isOn = true;
parentPort.once("message", () => {
  isOn = false;
});

while (isOn) {
  const asking = ask().finally(() => underWay.delete(asking));
  underWay.add(asking);
  await sleep(everyMilliseconds);
}
await Promise.all(underWay);
parentPort.postMessage(findings);

async function ask(): Promise<void> {
  const began = performance.now();
  const words = await new Promise<string>((resolve) => {
    const request = get(`${url}/health/live`, { agent: false, timeout: giveUpMilliseconds }, (response) => {
      response.resume();
      response.once("end", () => resolve(String(response.statusCode)));
    });
    request.once("timeout", () => request.destroy(new Error("no answer in time")));
    request.once("error", ({ message }) => resolve(message));
  });
  if (words === "200") findings.milliseconds.push(performance.now() - began);
  else findings.failures.push(words);
}
