import { constants, setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import { type Job, type JobResult, messages } from "./job.ts";
import { runJob } from "./run-job.ts";
import { warmUp } from "./warm-up.ts";

// The thread in which one verification runs at a time. It has no network, no disk and no environment:
// what it needs comes with the job, so it can be killed and the job given to another thread.
if (parentPort === null) throw new TypeError("this module is the entry of a worker thread");
const port = parentPort;

port.on("message", async (message: Job | typeof messages.giveWay) => {
  if (message === messages.giveWay) {
    // On Linux, priority 0 ("this process") means this thread; elsewhere it would slow down the whole service.
    if (process.platform === "linux") setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);
    return;
  }
  let result: JobResult;
  try {
    result = await runJob(message);
  } catch (error) {
    result = { outcome: "failed", stack: error instanceof Error ? String(error.stack) : "not an Error" };
  }
  port.postMessage(result);
});

await warmUp();
port.postMessage(messages.ready);
