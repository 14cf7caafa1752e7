import { parseDateTimeStamp } from "../date-time.ts";
import { Problem } from "../problem/problem.ts";
import type { Statement } from "./statement.ts";

/** How far the issuer's clock may run ahead of ours. */
const clockSkewMilliseconds = 60_000;

/**
 * Checks that a credential is in force at `now`: every bound it states holds.
 *
 * @throws {Problem} `NOT_YET_VALID`, `EXPIRED`, `MALFORMED_VALUE_ERROR` for a bound that is no date.
 * @see {@link https://www.w3.org/TR/vc-data-model-2.0/#validity-period}
 */
export function checkValidity(
  { notBefore, notAfter }: Pick<Statement, "notBefore" | "notAfter">,
  now: Date,
): void {
  for (const bound of notBefore) {
    if (instantOf(bound) > now.getTime() + clockSkewMilliseconds) {
      throw new Problem("NOT_YET_VALID", `Valid only from ${bound}`);
    }
  }
  for (const bound of notAfter) {
    if (instantOf(bound) < now.getTime()) throw new Problem("EXPIRED", `Expired on ${bound}`);
  }
}

function instantOf(bound: string): number {
  const instant = parseDateTimeStamp(bound);
  if (instant === undefined) throw new Problem("MALFORMED_VALUE_ERROR", "A validity bound is not a date");
  return instant;
}
