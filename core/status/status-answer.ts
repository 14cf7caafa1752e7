import type { Problem } from "../problem/problem.ts";

/** What one list says of a credential. */
export interface StatusAnswer {
  /** Why it is not in force. */
  problem?: Problem;
  /** What a reader should be told beside. */
  note?: string;
}
