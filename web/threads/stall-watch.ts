import { runningTime } from "./thread-clock.ts";

/** How often is looked whether a thread still runs the same job: many times what a usual verification takes. */
const lookMilliseconds = 10;
/** How much longer than its limit a job may take on the wall, however busy the machine is. */
const maxStretch = 5;

interface StallWatchOptions<Running extends { limitMilliseconds: number }> {
  /** The job that runs. */
  current: () => Running | undefined;
  /** Told once of a job that still runs, or has not even begun, at a second look. */
  onStall?: (job: Running) => void;
  /** Told once when it has run for longer than its limit. */
  onOver: () => void;
}

/** Looks after a thread while it has something to do. */
export interface StallWatch {
  /** @param threadName - By which its running time can be read. */
  start(threadName: string | undefined): void;
  stop(): void;
  /** Whether the job that runs was told of as a stall. */
  isSeen(): boolean;
}

/**
 * Watches over the jobs that a thread runs one after another. A job that two looks meet was running between them; from then on its running
 * time is counted, so its limit is met with two looks' delay at most.
 */
export function watchForStall<Running extends { limitMilliseconds: number }>({
  current,
  onStall,
  onOver,
}: StallWatchOptions<Running>): StallWatch {
  let timer: NodeJS.Timeout | undefined;
  let seen: Running | undefined;
  let stalled: { job: Running; running: number; wall: number } | undefined;

  const look = (threadName: string | undefined) => {
    const job = current();
    if (job === undefined) return;
    if (job !== seen) {
      seen = job;
    } else if (stalled?.job !== job) {
      stalled = { job, running: runningTime(threadName), wall: performance.now() };
      onStall?.(job);
    } else {
      const limit = job.limitMilliseconds;
      const hasRun = runningTime(threadName) - stalled.running;
      if (hasRun >= limit || performance.now() - stalled.wall > limit * maxStretch) onOver();
    }
  };

  return {
    start: (threadName) => {
      // A moment after the timer: an answer that waits already in the queue of this thread still counts.
      timer ??= setInterval(() => setImmediate(look, threadName), lookMilliseconds);
    },
    stop: () => {
      clearInterval(timer);
      timer = undefined;
      seen = undefined;
      stalled = undefined;
    },
    isSeen: () => stalled !== undefined && stalled.job === current(),
  };
}
