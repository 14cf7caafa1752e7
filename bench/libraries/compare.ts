import { median } from "../report/statistics.ts";
import type { ContenderThreads, Pace } from "./contender-threads.ts";
import type { ContenderName } from "./contenders/contenders.ts";
import { type Task, taskName } from "./task.ts";

export interface Plan {
  threads: number;
  rounds: number;
  /** Of one piece of warming up: there are at least two. */
  warmUpMilliseconds: number;
  millisecondsEach: number;
}

export type Entrants = Map<ContenderName, ContenderThreads>;

/** The medians of one task, by contender. */
export type Paces = Map<ContenderName, Pace>;

/** Whoever is still not settled after so many pieces never will be. */
const maximumPieces = 8;
/** What the next piece must take of the time of the one before to count as faster. */
const faster = 0.95;

/**
 * Measures one task. In each round the contenders take turns, so that whatever else the machine does hits all alike; what
 * counts is the median of the rounds. Before the first of them everybody warms up.
 */
export async function compare(entrants: Entrants, task: Task, plan: Plan): Promise<Paces> {
  const { threads, rounds, millisecondsEach: milliseconds } = plan;
  const paces = new Map<ContenderName, Pace[]>();
  for (const contender of entrants.values()) await warmUp(contender, task, plan);
  for (let round = 0; round < rounds; round++) {
    for (const [name, contender] of entrants) {
      const pace = await contender.run(task, { threads, milliseconds });
      paces.set(name, [...(paces.get(name) ?? []), pace]);
    }
  }
  return new Map([...paces].map(([name, all]) => [name, medianPace(all)]));
}

/**
 * Repeats a task until it no longer gets faster. By the clock alone, who has much to compile anew for another kind of document, or shares
 * the machine while it does, would be measured in the middle of it.
 */
async function warmUp(contender: ContenderThreads, task: Task, plan: Plan): Promise<void> {
  const { threads, warmUpMilliseconds: milliseconds } = plan;
  let before = Number.POSITIVE_INFINITY;
  for (let piece = 0; piece < maximumPieces; piece++) {
    // What the compiler does beside is in it, too.
    const { processorMicroseconds: now } = await contender.run(task, { threads, milliseconds });
    if (now > before * faster) return;
    before = now;
  }
}

function medianPace(paces: Pace[]): Pace {
  const of = (member: keyof Pace) => median(paces.map((pace) => pace[member]));
  return {
    perSecond: of("perSecond"),
    microseconds: of("microseconds"),
    processorMicroseconds: of("processorMicroseconds"),
  };
}

/** What was found about one task: the paces in one thread and on all cores, and why somebody did not take part. */
export interface Finding {
  task: Task;
  single: Paces;
  parallel: Paces;
  absent: Map<ContenderName, string>;
}

/** Who can do a task at all; asserts of what they issue that it is good. */
export async function findEntrants(
  all: Entrants,
  task: Task,
  assertIssued: (issued: string, by: ContenderName) => Promise<void>,
): Promise<{ entrants: Entrants; absent: Map<ContenderName, string> }> {
  const entrants: Entrants = new Map();
  const absent = new Map<ContenderName, string>();
  for (const [name, contender] of all) {
    const proof = await contender.prove(task);
    if ("why" in proof) {
      if (name === "Stint" || name === "floor") throw new Error(`${name}: ${taskName(task)}: ${proof.why}`);
      absent.set(name, proof.why);
      continue;
    }
    if (proof.issued !== undefined) await assertIssued(proof.issued, name);
    entrants.set(name, contender);
  }
  return { entrants, absent };
}
