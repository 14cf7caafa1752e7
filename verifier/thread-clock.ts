import { readFileSync, readlinkSync } from "node:fs";

/** How finely Linux counts running time (USER_HZ). */
const tickMilliseconds = 10;

/**
 * The system's name for the thread that calls this, by which another thread can read its clock; `undefined`
 * where the system does not tell.
 */
export function threadName(): string | undefined {
  try {
    return readlinkSync("/proc/thread-self");
  } catch {
    return undefined;
  }
}

/**
 * The time a thread was really running, in milliseconds: waiting for a processor does not count, so a busy
 * machine does not make an innocent document look costly. Where the system does not tell: the time on the wall.
 */
export function runningTime(thread: string | undefined): number {
  if (thread === undefined) return performance.now();
  try {
    const fields = readFileSync(`/proc/${thread}/stat`, "latin1")
      .replace(/^.*\) /s, "")
      .split(" ");
    return (Number(fields[11]) + Number(fields[12])) * tickMilliseconds;
  } catch {
    return performance.now();
  }
}
