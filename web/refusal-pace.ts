const refusalsPerSecond = 1_000;
/** A refusal is to be quick, however many there are: beyond this they are no longer spread. */
const longestWaitMilliseconds = 1_000;

/**
 * Makes refusals wait for one another, so that there are so many a second; the first of a while waits for nobody. Most clients ask again as
 * soon as they were refused, and to refuse a thousand of them over and over would leave no time for the work itself.
 */
export function createRefusalPace(): () => Promise<void> {
  let due = 0;
  return async () => {
    const now = performance.now();
    const inTurn = Math.max(due + 1_000 / refusalsPerSecond, now);
    due = Math.min(inTurn, now + longestWaitMilliseconds);
    const left = due - now;
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
  };
}
