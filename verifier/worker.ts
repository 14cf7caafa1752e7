import { constants, setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { prepareSchemas } from "../core/schema/prepare-schemas.ts";
import type { Job, JobResult, ThreadReady, ThreadSettings } from "./job.ts";
import { runJob } from "./run-job.ts";
import { runningTime, threadName } from "./thread-clock.ts";
import { createPractice } from "./warm-up.ts";

// The thread in which one verification runs at a time. It has no network, no disk and no environment:
// what it needs comes with the job, so it can be killed and the job given to another thread.
if (parentPort === null) throw new TypeError("this module is the entry of a worker thread");
const port = parentPort;
const { background, practiceRounds, knownSchemas }: ThreadSettings = workerData;
const roundsBeforeReady = 3;
const thisThread = threadName();

// On Linux, priority 0 ("this process") means this thread; elsewhere it would slow down the whole service.
if (background && process.platform === "linux") setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);

let busy = false;
port.on("message", async (job: Job) => {
  busy = true;
  let result: JobResult;
  try {
    result = await runJob(job, { knownSchemas, runningTime: () => runningTime(thisThread) });
  } catch (error) {
    result = { outcome: "failed", stack: error instanceof Error ? String(error.stack) : "not an Error" };
  }
  busy = false;
  port.postMessage(result);
});

await prepareSchemas(knownSchemas);
const practise = await createPractice();
for (let round = 0; round < practiceRounds; round++) {
  if (round === Math.min(roundsBeforeReady, practiceRounds - 1)) {
    port.postMessage({ threadName: thisThread } satisfies ThreadReady);
  }
  await new Promise(setImmediate);
  if (!busy) await practise();
}
