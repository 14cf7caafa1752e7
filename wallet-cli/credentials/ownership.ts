import { isEndorsement } from "../../core/verification/endorsements/check-endorsement.ts";
import type { CredentialVerification } from "../../core/verification/verdict.ts";
import type { CredentialSummary } from "../store/summaries/credential-summary.ts";
import type { Ownership } from "../store/wallet-records.ts";

/** Who a verified credential is about, seen from a wallet: its DID, and what it holds already. */
export function ownershipOf(
  { statement }: CredentialVerification,
  wallet: { did: string; held: readonly CredentialSummary[] },
): Ownership {
  const subjects = statement?.subjects ?? [];
  if (subjects.length === 0) return "bearer";
  if (subjects.includes(wallet.did)) return "mine";
  if (statement === undefined || !isEndorsement(statement)) return "not-mine";
  const things = wallet.held
    .filter(({ ownership }) => ownership === "mine" || ownership === "bearer")
    .flatMap(thingsIn);
  return subjects.some((subject) => things.includes(subject)) ? "endorsement" : "not-mine";
}

/** What of a credential an endorsement can speak for. */
function thingsIn({ verification: { statement } }: CredentialSummary): (string | undefined)[] {
  return [statement?.id, statement?.issuer, statement?.achievement];
}
