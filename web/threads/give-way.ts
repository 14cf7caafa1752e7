import { constants, setPriority } from "node:os";

/** Lets the other threads of the service run before the one that calls this, on Linux. */
export function giveWay(): void {
  // There, priority 0 ("this process") means this thread; elsewhere it would slow down the whole service.
  if (process.platform === "linux") setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);
}
