import { unlink } from "node:fs/promises";
import { GuidedProblem } from "../guided-problem.ts";
import { exchange } from "./exchange.ts";
import { isDone } from "./messages.ts";
import { isOwnSocket, socketPlaces } from "./socket-place.ts";

/** Longer than a command waits for a key: here the answer counts. */
const patienceMilliseconds = 2_000;

/**
 * Ends the agents of a wallet, and clears away what is left of those that were killed. When it is done, their keys are wiped.
 *
 * @returns whether there was one.
 * @throws {@link Problem} `CONFLICT` when one does not answer. No command finds it again, and it ends as soon as it runs.
 */
export async function endAgents(
  walletFolder: string,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<boolean> {
  const outcomes: ("ended" | "nobody" | "silent")[] = [];
  for (const path of socketPlaces(walletFolder, variables).filter(isOwnSocket))
    outcomes.push(await endAt(path));
  if (outcomes.includes("silent")) {
    throw new GuidedProblem(
      "CONFLICT",
      "The process that keeps the key does not answer.",
      "No command can reach it any more, and it ends as soon as it runs again.",
    );
  }
  return outcomes.includes("ended");
}

async function endAt(path: string): Promise<"ended" | "nobody" | "silent"> {
  const exchanged = await exchange(path, { ask: "end" }, patienceMilliseconds);
  if (exchanged.outcome === "answered" && isDone(exchanged.answer)) return "ended";
  await unlink(path).catch(() => undefined);
  return exchanged.outcome === "nobody" ? "nobody" : "silent";
}
