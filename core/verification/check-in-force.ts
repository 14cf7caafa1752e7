import type { Coverage } from "../credential/disclosure/coverage.ts";
import type { OpenedCredential } from "../credential/open-credential.ts";
import { checkValidity } from "../credential/validity.ts";
import { formatDateTimeStamp } from "../date-time.ts";
import { checkStatus } from "../status/check-status.ts";
import type { StatusListContext } from "../status/load-status-list.ts";
import { refreshNotes } from "../status/refresh-service.ts";
import { notApplicable, notAsked, notReached, runCheck, unpassed } from "./checks.ts";
import type { Check } from "./verdict.ts";
import { assertNotWithheld } from "./withheld.ts";

/** What was asked, and how much of the credential its issuer is known to have signed. */
interface Asked {
  asked: "all" | "proof";
  coverage: Coverage;
}

/** Asks whether a credential is within its validity period. */
export async function checkPeriod(
  { statement }: OpenedCredential,
  { asked, coverage }: Asked,
  now: Date,
): Promise<Check> {
  const { notBefore, notAfter } = statement;
  if (asked === "proof") return notAsked("validity-period");
  if (coverage.isWhole && notBefore.length + notAfter.length === 0)
    return notApplicable("validity-period", "States no validity period");
  return runCheck("validity-period", () => {
    checkValidity(statement, now);
    assertNotWithheld("validity", coverage);
    return [];
  });
}

/**
 * Asks the status lists that a credential names.
 *
 * @param question.authentic - Before the signature holds, nobody has asked us to fetch anything.
 */
export async function checkEntries(
  { statement }: OpenedCredential,
  { asked, coverage, authentic }: Asked & { authentic: boolean },
  context: StatusListContext,
): Promise<Check> {
  if (asked === "proof") return notAsked("status");
  const offers = refreshNotes(statement);
  if (coverage.isWhole && statement.status.length === 0) {
    return notApplicable("status", ["Its issuer cannot revoke it", ...offers].join("; "));
  }
  if (!authentic) return notReached("status");
  const { problem, notes, oldestListAt } = await checkStatus(statement, context);
  const told = [...notes, ...offers].join("; ");
  const answer = await runCheck("status", () => {
    assertNotWithheld("status", coverage);
    return [];
  });
  return {
    ...(problem === undefined ? answer : unpassed("status", problem)),
    ...(told !== "" && { note: told }),
    ...(oldestListAt !== undefined && { listAsOf: formatDateTimeStamp(oldestListAt) }),
  };
}
