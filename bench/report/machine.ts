import { availableParallelism, cpus, totalmem } from "node:os";

/** What a measurement depends on besides the code. Nothing here says whose machine it was or where. */
export interface Machine {
  processor: string;
  cores: number;
  memoryGibibytes: number;
  node: string;
}

export function thisMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    memoryGibibytes: Math.round(totalmem() / 2 ** 30),
    node: process.version.slice(1),
  };
}

/** The machine and the day in one line. */
export function describeMachine(
  { processor, cores, memoryGibibytes, node }: Machine,
  measuredAt: Date,
): string {
  const day = measuredAt.toISOString().slice(0, 10);
  return `${cores} cores (${processor}), ${memoryGibibytes} GiB, Node ${node}, ${day}.`;
}
