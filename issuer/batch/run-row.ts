import { Problem } from "../../core/problem/problem.ts";
import { createCompletion } from "../completions/create-completion.ts";
import { completionKeys } from "../completions/records.ts";
import { keyOf } from "../store/record-keys.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import type { BatchPlace, BatchRowRecord } from "./records.ts";
import { sha256 } from "./row-hash.ts";

/** What came of one row. "unauthorized" and "later" settle nothing: the row waits on; `problem` says what is wrong with the service. */
export type RowOutcome =
  | { outcome: "done"; completionId: string }
  | { outcome: "failed"; problem: string; completionId?: string; bug?: unknown }
  | { outcome: "unauthorized" }
  | { outcome: "later"; problem?: Problem };

/**
 * Makes the completion of one row. The row's place in its batch is its idempotency key, so a row that was cut short is finished
 * and never made twice.
 */
export async function runRow(
  context: IssuerContext,
  { slug, number, apiKeyId }: BatchPlace & { apiKeyId: string },
  { row, input }: BatchRowRecord,
): Promise<RowOutcome> {
  if (!input) throw new TypeError("A row that waits without its content");
  const idempotency = {
    keyHash: sha256(`batch\n${slug}\n${number}\n${row}`),
    requestDigest: sha256(`batch\n${JSON.stringify(input)}`),
  };
  try {
    const { completion } = await createCompletion(context, { slug, apiKeyId, input, idempotency });
    return { outcome: "done", completionId: completion.id };
  } catch (error) {
    const outcome = outcomeOf(error);
    const completionId = await recordedCompletion(context, slug, idempotency.keyHash);
    return outcome.outcome === "failed" && completionId !== undefined
      ? { ...outcome, completionId }
      : outcome;
  }
}

/** What could not be issued can have been recorded all the same. */
async function recordedCompletion(
  { store }: IssuerContext,
  slug: string,
  keyHash: string,
): Promise<string | undefined> {
  const number = (await store.get(keyOf.idempotency(slug, keyHash)))?.completion;
  return number === undefined ? undefined : (await store.get(completionKeys.completion(slug, number)))?.id;
}

function outcomeOf(error: unknown): RowOutcome {
  if (!(error instanceof Problem)) {
    return {
      outcome: "failed",
      problem: "An unexpected error; the log of the service tells more.",
      bug: error,
    };
  }
  if (error.code === "UNAUTHORIZED") return { outcome: "unauthorized" };
  return error.status >= 500
    ? { outcome: "later", problem: error }
    : { outcome: "failed", problem: error.message };
}
