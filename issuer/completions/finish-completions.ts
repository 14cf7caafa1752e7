import type { IssuerContext } from "../use-cases/context.ts";
import { issuePlanned } from "./issue-planned.ts";
import { completionPrefixes } from "./records.ts";

/** What became of the completions that an interrupted run had planned to issue. */
export interface FinishedCompletions {
  issued: number;
  /** Could not be issued; tried again at the next start. */
  left: number;
}

/** Issues what an interrupted run had planned. */
export async function finishCompletions(context: IssuerContext): Promise<FinishedCompletions> {
  const tally: FinishedCompletions = { issued: 0, left: 0 };
  const limit = 100;
  let after: string | undefined;
  do {
    const due = await context.store.list(completionPrefixes.due(), { limit, ...(after && { after }) });
    for (const { value } of due) {
      const isIssued = await issuePlanned(context, value).then(
        () => true,
        () => false,
      );
      tally[isIssued ? "issued" : "left"] += 1;
    }
    after = due.length === limit ? due.at(-1)?.key : undefined;
  } while (after !== undefined);
  return tally;
}
