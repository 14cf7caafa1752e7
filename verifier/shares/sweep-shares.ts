import type { Shares } from "./shares.ts";

const everyMilliseconds = 3_600_000;

/** Removes shares that have ended, for as long as the service runs. Gives the function that ends it. */
export function startSweeping(shares: Pick<Shares, "sweep">, onError: (error: unknown) => void): () => void {
  const timer = setInterval(() => {
    shares.sweep().catch(onError);
  }, everyMilliseconds);
  timer.unref();
  return () => clearInterval(timer);
}
