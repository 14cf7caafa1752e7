import { OpenidError } from "../../core/openid/openid-error.ts";
import { Problem } from "../../core/problem/problem.ts";
import { GuidedProblem } from "../guided-problem.ts";
import { claim } from "../views/claim.ts";
import { objectIn } from "./wire.ts";

/** What the other side answered when it did not do what was asked. */
export interface Refusal {
  readonly status: number;
  /** The OAuth or OpenID code, or our own services' problem code. */
  readonly error: string;
  /** Its own words, fit to be shown in one line; empty when it said nothing. */
  readonly words: string;
}

const longestWords = 300;

/** Reads `{error, error_description}` of OAuth, or a problem document (RFC 9457). */
export function readRefusal(answer: { status: number; body: Uint8Array }): Refusal {
  const { error, code, error_description: description, detail, title } = objectIn(answer) ?? {};
  const said = [description, detail, title].find((words) => typeof words === "string");
  const named = [error, code].find((name) => typeof name === "string");
  return {
    status: answer.status,
    error: claim(String(named ?? "")).slice(0, 60),
    words: claim(String(said ?? "")).slice(0, longestWords),
  };
}

/** "They say: …", or nothing when they said nothing. */
export function theirWords({ words, error, status }: Refusal): string {
  if (words !== "") return ` They say: ${words}`;
  return error === "" ? ` (HTTP status ${status})` : ` (${error})`;
}

/**
 * The other side's "no" for a person: "could not" when its service is in trouble, "no" else.
 *
 * @param words - What was not done, as a sentence.
 */
export function refusedBy(refusal: Refusal, words: string, advice: string): GuidedProblem {
  const isTrouble = refusal.status >= 500 || refusal.status === 429;
  return new GuidedProblem(isTrouble ? "FETCH_FAILED" : "PEER_REFUSED", words + theirWords(refusal), advice);
}

/** Runs what reads somebody else's offer or request, and says in plain words why it is not gone along with. */
export async function plainly<Value>(
  read: () => Promise<Value> | Value,
  { words, advice }: { words: string; advice: string },
): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof OpenidError) {
      throw new GuidedProblem("MALFORMED_VALUE_ERROR", `${words} ${sentence(error.message)}`, advice, {
        cause: error,
      });
    }
    const isMalformed =
      error instanceof Problem && ["MALFORMED_VALUE_ERROR", "PARSING_ERROR"].includes(error.code);
    if (!isMalformed || error instanceof GuidedProblem) throw error;
    throw new GuidedProblem(error.code, `${words} ${sentence(error.message)}`, advice, { cause: error });
  }
}

function sentence(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}
