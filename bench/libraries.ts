// How long do libraries take to issue and verify, side by side and with the same documents? npm run bench:libraries
import { availableParallelism } from "node:os";
import { assertIssuedAlike } from "./libraries/assert-issued.ts";
import { compare, type Entrants, type Finding, findEntrants, type Plan } from "./libraries/compare.ts";
import { startContender } from "./libraries/contender-threads.ts";
import { operationNames } from "./libraries/contenders/contender.ts";
import { contenderNames } from "./libraries/contenders/contenders.ts";
import { describeFindings } from "./libraries/describe-findings.ts";
import { documentNames, makeSamples, type Sample, suiteNames } from "./libraries/sample.ts";
import { type SampleSet, type Task, taskName } from "./libraries/task.ts";
import { progress, publish } from "./report/publish.ts";
import { isWanted } from "./report/selection.ts";

/** More would need more memory than a laptop has: each library is loaded once in each thread. */
const maximumThreads = 8;
const threads = Math.min(availableParallelism(), maximumThreads);
// What runs in a service for days is what the compiler has seen ten thousand times.
const single: Plan = { threads: 1, rounds: 5, warmUpMilliseconds: 1_250, millisecondsEach: 200 };
const parallel: Plan = { threads, rounds: 3, warmUpMilliseconds: 750, millisecondsEach: 250 };

progress("libraries: making the documents");
const sets: SampleSet[] = [];
for (const document of documentNames) {
  for (const suite of suiteNames) sets.push({ document, suite, samples: await makeSamples(document, suite) });
}
const contenders: Entrants = new Map(
  contenderNames.map((contender) => [contender, startContender({ contender, sets }, threads)]),
);
const findings: Finding[] = [];
for (const { document, suite, samples } of sets) {
  for (const operation of operationNames) {
    const task = { document, suite, operation };
    if (isWanted(taskName(task))) findings.push(await examine(task, samples));
  }
}
await Promise.all([...contenders.values()].map((contender) => contender.close()));
await publish(describeFindings(findings, threads));

async function examine(task: Task, samples: Sample[]): Promise<Finding> {
  progress(`libraries: ${taskName(task)}`);
  const [sample] = samples as [Sample];
  const { entrants, absent } = await findEntrants(contenders, task, (issued, by) =>
    assertIssuedAlike(issued, { by, suite: task.suite, sample }),
  );
  return {
    task,
    absent,
    single: await compare(entrants, task, single),
    parallel: await compare(entrants, task, parallel),
  };
}
