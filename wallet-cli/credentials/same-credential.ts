import { isDeepStrictEqual } from "node:util";
import { parseDateTimeStamp } from "../../core/date-time.ts";
import type { HeldCredential } from "../store/wallet-records.ts";

/** What becomes of a credential that has the issuer and id of one already held. */
export type Succession = "same" | "newer" | "not-newer";

/**
 * Two credentials are the same when issuer id and credential id are equal, and the newer `validFrom` wins
 * (Open Badges 3.0, 9.1.1): the caller has compared the ids.
 */
export function succession(held: HeldCredential, incoming: HeldCredential): Succession {
  if (isDeepStrictEqual(held.credential, incoming.credential)) return "same";
  return validFrom(incoming) > validFrom(held) ? "newer" : "not-newer";
}

function validFrom(held: HeldCredential): number {
  return parseDateTimeStamp(held.verification.statement?.validFrom) ?? Number.NEGATIVE_INFINITY;
}
