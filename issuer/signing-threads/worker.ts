import { parentPort } from "node:worker_threads";
import { closePrototype } from "../../core/json/closed-prototype.ts";
import { giveWay } from "../../web/threads/give-way.ts";
import { threadName } from "../../web/threads/thread-clock.ts";
import { runSigningJob } from "./run-signing-job.ts";
import type { SigningJob, ThreadMessage } from "./signing-job.ts";

// The thread in which one signature for selective disclosure is made at a time. It has no environment, and of the keys only the one
// that comes with the job.
if (parentPort === null) throw new TypeError("this module is the entry of a worker thread");
const port = parentPort;

closePrototype();
giveWay();
port.on("message", async (job: SigningJob) => {
  port.postMessage({ result: await runSigningJob(job) } satisfies ThreadMessage);
});
port.postMessage({ threadName: threadName() } satisfies ThreadMessage);
