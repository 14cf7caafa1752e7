import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Ticks a second in /proc; 100 on every usual Linux. */
const ticksPerSecond = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

/** The processor time of a process and all its threads so far, those that ended among them. Linux only. */
export function processorMillisecondsOf(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The second field is the name in parentheses, which may hold spaces.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [userTicks, systemTicks] = [Number(fields[11]), Number(fields[12])];
  return ((userTicks + systemTicks) * 1000) / ticksPerSecond;
}

/** The resident memory of a process, now and at most. Linux only. */
export function memoryOf(pid: number): { nowMebibytes: number; peakMebibytes: number } {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const mebibytes = (name: string) =>
    Math.round(Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) / 1024);
  return { nowMebibytes: mebibytes("VmRSS"), peakMebibytes: mebibytes("VmHWM") };
}
