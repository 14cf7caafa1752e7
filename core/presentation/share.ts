import type { ProofFacts } from "../credential/proof/securing.ts";
import { formatDateTimeStamp } from "../date-time.ts";
import { Problem } from "../problem/problem.ts";

/** The longest time that a share may be good for, in days. */
export const maximumShareDays = 90;

const millisecondsPerDay = 24 * 60 * 60 * 1000;

/** Whether a presentation was left with a verifier rather than made for a challenge: none of its proofs has one. */
export function isShare(proofs: readonly ProofFacts[]): boolean {
  return proofs.every(({ challenge }) => challenge === undefined);
}

/**
 * Checks that every proof of a share says since when and until when it is shared, and for a time short enough. That it is not over, and
 * for whom it was made, is NOT checked here.
 *
 * @returns what a reader should be told.
 * @throws {Problem} `INVALID_CHALLENGE_ERROR` for a proof without an end, `RANGE_ERROR` for one that ends too late, or before it begins.
 */
export function checkShare(proofs: readonly ProofFacts[]): string {
  const notes = proofs.map(({ created, expires }) => {
    if (created === undefined || expires === undefined) {
      throw new Problem(
        "INVALID_CHALLENGE_ERROR",
        "It answers no challenge, and does not say until when it is shared",
      );
    }
    const duration = expires - created;
    if (duration <= 0) throw new Problem("RANGE_ERROR", "It ends before it begins to be shared");
    // Written so that no date beyond all bounds gets through as "not a number".
    if (!(duration <= maximumShareDays * millisecondsPerDay)) {
      throw new Problem("RANGE_ERROR", `It is shared for more than ${maximumShareDays} days`);
    }
    return `Shared by the holder for this audience on ${dayOf(created)}, until ${dayOf(expires)}`;
  });
  return `${[...new Set(notes)].join("; ")}; it does not show that they are here now`;
}

function dayOf(instant: number): string {
  return formatDateTimeStamp(new Date(instant));
}
