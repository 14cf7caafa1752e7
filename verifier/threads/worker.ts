import { parentPort, workerData } from "node:worker_threads";
import { closePrototype } from "../../core/json/closed-prototype.ts";
import { generatorsFor } from "../../core/keys/bbs/generators.ts";
import { prepareSchemas } from "../../core/schema/prepare-schemas.ts";
import { createOpenedLists } from "../../core/status/opened-lists.ts";
import { giveWay } from "../../web/threads/give-way.ts";
import { approximateRunningTime, threadName } from "../../web/threads/thread-clock.ts";
import type { JobMessage, JobResult, ThreadMessage, ThreadWorkerData } from "../runs/job.ts";
import { type JobWorld, runJob } from "../runs/run-job.ts";
import { createUnfinishedJobs } from "../runs/unfinished-jobs.ts";
import { createPractice } from "./warm-up.ts";

// The thread in which one verification runs at a time. It has no network, no disk and no environment:
// what it needs comes with the job, so it can be killed and the job given to another thread. What it keeps of a job only saves
// it from working out the same again.
if (parentPort === null) throw new TypeError("this module is the entry of a worker thread");
const port = parentPort;
closePrototype();
const { background, practiceRounds, knownSchemas, takenBack }: ThreadWorkerData = workerData;
const roundsBeforeReady = 3;
const thisThread = threadName();
const world: JobWorld = {
  knownSchemas,
  runningTime: approximateRunningTime(thisThread),
  openedLists: createOpenedLists({ lists: 16, listBytes: 64 * 1024 }),
  unfinished: createUnfinishedJobs(),
};

if (background) giveWay();

let waiting = 0;
let turn = Promise.resolve();
port.on("message", (message: JobMessage) => {
  waiting++;
  // One after another: whoever looks from outside takes the first that was not answered for the one that runs.
  turn = turn.then(() => run(message));
});

async function run({ number, job }: JobMessage): Promise<void> {
  waiting--;
  if (number < Atomics.load(takenBack, 1) && number >= Atomics.load(takenBack, 0)) return;
  let result: JobResult;
  try {
    result = await runJob(job, world);
  } catch (error) {
    result = { outcome: "failed", stack: error instanceof Error ? String(error.stack) : "not an Error" };
  }
  port.postMessage({ number, result } satisfies ThreadMessage);
}

await prepareSchemas(knownSchemas);
const practise = await createPractice();
for (let round = 0; round < practiceRounds; round++) {
  if (round === Math.min(roundsBeforeReady, practiceRounds - 1)) {
    port.postMessage({ threadName: thisThread } satisfies ThreadMessage);
  }
  await new Promise(setImmediate);
  if (waiting === 0) await practise();
}
// A tenth of a second that the first BBS signature would have to wait, and be charged for.
if (waiting === 0) generatorsFor(0);
