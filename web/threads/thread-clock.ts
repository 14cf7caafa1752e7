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

/** Reading the system's clock costs a twentieth of a small verification, so it is not read more often than this. */
const readingMilliseconds = 10;

/**
 * The running time of a thread as {@link runningTime} has it, by readings that are at most 10 ms old and the wall's clock since: it may
 * count up to 10 ms too much, and then go back.
 */
export function approximateRunningTime(thread: string | undefined): () => number {
  let read = { running: runningTime(thread), wall: performance.now() };
  return () => {
    const wall = performance.now();
    if (wall - read.wall > readingMilliseconds) read = { running: runningTime(thread), wall };
    return read.running + (wall - read.wall);
  };
}
