/** Milliseconds of work that this process has done since it began: unlike the time on the clock, not more on a busy machine. */
export function workMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
