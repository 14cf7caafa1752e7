import { parentPort, workerData } from "node:worker_threads";
import type { Contender } from "./contenders/contender.ts";
import { contenders } from "./contenders/contenders.ts";
import { proveTask } from "./prove-task.ts";
import type { Sample } from "./sample.ts";
import type { Task, ThreadAnswer, ThreadData, ThreadRequest } from "./task.ts";

// A thread of one contender. It knows the samples from its start and does what it is asked, one thing at a time.
if (parentPort === null) throw new TypeError("this module is the entry of a worker thread");
const port = parentPort;
const { contender: name, sets }: ThreadData = workerData;
const create = await contenders[name]();
const prepared = new Map<string, Promise<Contender>>();

port.on("message", async (request: ThreadRequest) => {
  port.postMessage(await answer(request).catch(cannot));
});

async function answer(request: ThreadRequest): Promise<ThreadAnswer> {
  const { task } = request;
  const samples = samplesOf(task);
  const contender = await prepare(task, samples);
  return request.kind === "prove"
    ? proveTask(contender, task, { samples, isFloor: name === "floor" })
    : run(contender, task, { samples, milliseconds: request.milliseconds });
}

function prepare({ document, suite }: Task, samples: Sample[]): Promise<Contender> {
  const key = `${document} ${suite}`;
  const preparing = prepared.get(key) ?? create(suite, samples);
  prepared.set(key, preparing);
  return preparing;
}

async function run(
  contender: Contender,
  { operation }: Task,
  { samples, milliseconds }: { samples: Sample[]; milliseconds: number },
): Promise<ThreadAnswer> {
  let count = 0;
  const cpu = process.cpuUsage();
  const began = performance.now();
  const end = began + milliseconds;
  while (performance.now() < end) {
    await contender[operation](samples[count % samples.length] as Sample);
    count++;
  }
  const wallMilliseconds = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  return { outcome: "ran", count, wallMilliseconds, processorMilliseconds: (user + system) / 1000 };
}

function samplesOf({ document, suite }: Task): Sample[] {
  return sets.find((set) => set.document === document && set.suite === suite)?.samples ?? [];
}

function cannot(error: unknown): ThreadAnswer {
  return { outcome: "cannot", why: error instanceof Error ? error.message : String(error) };
}
