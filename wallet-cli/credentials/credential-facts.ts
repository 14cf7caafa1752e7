import { parseDateTimeStamp } from "../../core/date-time.ts";
import { credentialKind, untitledWork } from "../../core/verification/credential-kind.ts";
import type { CredentialSummary } from "../store/summaries/credential-summary.ts";

/** What it takes to name a credential: a verdict, or its summary. */
type Named = Pick<CredentialSummary["verification"], "statement" | "work">;

/** What to call a credential in one line: the title of the work, or its type. */
export function titleOf({ statement, work }: Named): string {
  return work === undefined ? credentialKind(statement) : (work.title ?? untitledWork);
}

/** The issuer's name as it calls itself, or its DID. */
export function employerOf(verification: Named): string {
  return (
    verification.work?.issuerName ??
    verification.statement?.issuerName ??
    verification.statement?.issuer ??
    ""
  );
}

/** How a held credential stands now, from what is known without asking anybody. */
export type Standing = "valid" | "expired" | "not yet valid" | "revoked" | "suspended" | "not checked";

export function standingOf(held: CredentialSummary, now: Date): Standing {
  const { statement, checks } = held.verification;
  const from = parseDateTimeStamp(statement?.validFrom);
  const until = parseDateTimeStamp(statement?.validUntil);
  const status = checks.find((check) => check.name === "status");
  if (status?.outcome === "failed") return status.problem?.code === "SUSPENDED" ? "suspended" : "revoked";
  if (until !== undefined && until < now.getTime()) return "expired";
  if (from !== undefined && from > now.getTime()) return "not yet valid";
  return status?.outcome === "unknown" ? "not checked" : "valid";
}
