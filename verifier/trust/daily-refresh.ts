import type { TrustLists } from "./trust-lists.ts";

const lookEveryMilliseconds = 10 * 60_000;

/** Copies lists again when their time has come, for as long as the service runs. Gives the function that ends it. */
export function startDailyRefresh(
  lists: Pick<TrustLists, "refreshDue">,
  onError: (error: unknown) => void,
): () => void {
  const timer = setInterval(() => {
    lists.refreshDue().catch(onError);
  }, lookEveryMilliseconds);
  timer.unref();
  return () => clearInterval(timer);
}
