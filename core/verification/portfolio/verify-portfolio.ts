import type { OpenedCredential } from "../../credential/open-credential.ts";
import { isJsonObject, type JsonValue } from "../../json/json-value.ts";
import { Problem, problemDetails } from "../../problem/problem.ts";
import { isVerified, notReached, passed, runCheck, unpassed } from "../checks.ts";
import { withEndorsementsBeside } from "../endorsements/endorsements-beside.ts";
import type { VerifyAlone } from "../endorsements/verify-endorsements.ts";
import type { SharedBounds } from "../shared-bounds.ts";
import type { Check, CredentialVerification, PortfolioVerification } from "../verdict.ts";
import { countMembers } from "./count-members.ts";

/**
 * Verifies every credential in a portfolio by itself and adds up those that are verified and about the portfolio's one subject: from what
 * they say, never from what the portfolio says.
 *
 * @returns the check "portfolio" as well: a portfolio is verified when all that is in it is.
 */
export async function verifyPortfolio(
  { statement, members = [] }: Pick<OpenedCredential, "statement" | "members">,
  verifyAlone: VerifyAlone,
  bounds: SharedBounds,
): Promise<{ portfolio: PortfolioVerification; check: Check }> {
  const examined = members.slice(0, bounds.membersLeft);
  bounds.membersLeft -= examined.length;
  const [holder] = statement.subjects;
  const bound: CredentialVerification[] = [];
  for (const member of examined) bound.push(await bindTo(holder, await verifyMember(member, verifyAlone)));
  const credentials = await withEndorsementsBeside(bound);
  const notExamined = members.length - examined.length;
  const portfolio: PortfolioVerification = {
    credentials,
    ...(notExamined > 0 && { notExamined }),
    ...countMembers(credentials, { holder }),
  };
  return { portfolio, check: checkMembers(credentials, notExamined) };
}

async function verifyMember(member: JsonValue, verifyAlone: VerifyAlone): Promise<CredentialVerification> {
  // What is neither is refused by the same words as whatever else is no credential.
  return verifyAlone(isJsonObject(member) || typeof member === "string" ? member : {});
}

/** A portfolio tells what one person did: a credential without a subject is nobody's, and somebody else's is theirs. */
async function bindTo(
  holder: string | undefined,
  verification: CredentialVerification,
): Promise<CredentialVerification> {
  const { statement } = verification;
  const check =
    statement === undefined || holder === undefined
      ? notReached("portfolio-subject")
      : await runCheck("portfolio-subject", () => {
          if (statement.subjects.length === 0)
            throw new Problem("HOLDER_MISMATCH", "It names nobody, so it does not show whose it is");
          if (!statement.subjects.includes(holder))
            throw new Problem("HOLDER_MISMATCH", "It is about somebody else than the portfolio");
          return [];
        });
  const checks = [...verification.checks, check];
  return { ...verification, checks, verified: isVerified(checks) };
}

function checkMembers(credentials: readonly CredentialVerification[], notExamined: number): Check {
  if (credentials.length + notExamined === 0) {
    return unpassed("portfolio", new Problem("NO_CREDENTIAL", "There is no credential in it"));
  }
  const position =
    1 + credentials.findIndex(({ checks }) => checks.some(({ outcome }) => outcome === "failed"));
  if (position > 0)
    return unpassed(
      "portfolio",
      new Problem("MEMBER_NOT_VERIFIED", `Credential ${position} in it is not verified`),
    );
  const open = 1 + credentials.findIndex(({ verified }) => !verified);
  if (open > 0) return unknown(`Credential ${open} in it could not be verified`);
  return notExamined > 0
    ? unknown(`${notExamined} more credentials in it were not examined`)
    : passed("portfolio");
}

function unknown(words: string): Check {
  return { name: "portfolio", outcome: "unknown", problem: problemDetails("MEMBER_NOT_VERIFIED", words) };
}
