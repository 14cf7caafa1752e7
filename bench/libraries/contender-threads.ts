import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { ContenderName } from "./contenders/contenders.ts";
import type { Task, ThreadAnswer, ThreadData, ThreadRequest } from "./task.ts";

/** How fast one contender was in one round. */
export interface Pace {
  perSecond: number;
  /** Of wall-clock time in one thread. */
  microseconds: number;
  /** Of processor time of the process: garbage collection is in it, and what others do to this machine is not. */
  processorMicroseconds: number;
}

/** The threads of one contender, one for each core that takes part. */
export interface ContenderThreads {
  /** Gives the first issued credential (of the operation "issue"), or in words why the contender does not take part. */
  prove(task: Task): Promise<{ issued: string | undefined } | { why: string }>;
  /** Runs an operation in the first `threads` threads at once. Throws Error when it fails: it was proved to work. */
  run(task: Task, options: { threads: number; milliseconds: number }): Promise<Pace>;
  close(): Promise<void>;
}

const threadFile = new URL("./contender-thread.js", import.meta.url);

export function startContender(data: ThreadData, threads: number): ContenderThreads {
  const workers = Array.from({ length: threads }, () => new Worker(threadFile, { workerData: data }));
  const ask = async (worker: Worker, request: ThreadRequest): Promise<ThreadAnswer> => {
    const answered = once(worker, "message");
    worker.postMessage(request);
    const [answer] = await answered;
    return answer as ThreadAnswer;
  };
  return {
    async prove(task) {
      const answers = await Promise.all(workers.map((worker) => ask(worker, { kind: "prove", task })));
      const failure = answers.find(({ outcome }) => outcome !== "proved");
      if (failure?.outcome === "cannot") return { why: failure.why };
      return { issued: answers[0]?.outcome === "proved" ? answers[0].issued : undefined };
    },
    async run(task, { threads: wanted, milliseconds }) {
      const taking = workers.slice(0, wanted);
      const request: ThreadRequest = { kind: "run", task, milliseconds };
      const answers = await Promise.all(taking.map((worker) => ask(worker, request)));
      return paceOf(data.contender, answers);
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function paceOf(contender: ContenderName, answers: ThreadAnswer[]): Pace {
  let perSecond = 0;
  let count = 0;
  let processor = 0;
  for (const answer of answers) {
    if (answer.outcome !== "ran") throw new Error(`${contender} failed while it was measured`);
    perSecond += (answer.count / answer.wallMilliseconds) * 1000;
    count += answer.count;
    // Every thread sees the time of the whole process.
    processor = Math.max(processor, answer.processorMilliseconds);
  }
  return {
    perSecond,
    microseconds: (answers.length / perSecond) * 1e6,
    processorMicroseconds: (processor / count) * 1000,
  };
}
