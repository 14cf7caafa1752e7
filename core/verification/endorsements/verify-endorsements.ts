import type { OpenedCredential } from "../../credential/open-credential.ts";
import { findEndorsements } from "../../endorsement/embedded-endorsements.ts";
import type { JsonObject } from "../../json/json-value.ts";
import { Problem } from "../../problem/problem.ts";
import { isVerified, notReached, runCheck } from "../checks.ts";
import type { SharedBounds } from "../shared-bounds.ts";
import type { Check, CredentialVerification, Endorsement } from "../verdict.ts";
import { checkEndorsement } from "./check-endorsement.ts";

/** Each costs a whole verification. */
const maximumEndorsements = 10;

/** Verifies one credential as it would be alone; what is embedded in it is not looked at. */
export type VerifyAlone = (credential: JsonObject | string) => Promise<CredentialVerification>;

/**
 * Verifies the endorsements inside a credential whose signature holds, each by itself, as it would be alone. None of them changes
 * whether the credential is verified.
 *
 * @returns at most ten verdicts, and how many endorsements there are beside them.
 */
export async function verifyEndorsements(
  opened: OpenedCredential,
  verifyAlone: VerifyAlone,
  bounds: SharedBounds,
): Promise<Pick<CredentialVerification, "endorsements" | "endorsementsNotExamined">> {
  const { found, hidden } = findEndorsements(opened);
  const issuer = opened.statement.issuer ?? "";
  const endorsements: Endorsement[] = [];
  // Those that can make the issuer known come first.
  const inTurn = found.toSorted((one, next) => Number(next.of === "issuer") - Number(one.of === "issuer"));
  for (const { of, thing, content } of inTurn.slice(0, maximumEndorsements)) {
    const verdict = verifyOnce(content, verifyAlone, bounds);
    if (verdict === undefined) continue;
    const verification = await withThing(await verdict, { thing, issuer });
    endorsements.push({ of, ...(thing !== undefined && { thing }), verification });
  }
  const notExamined = found.length - endorsements.length + hidden;
  return {
    ...(endorsements.length > 0 && { endorsements }),
    ...(notExamined > 0 && { endorsementsNotExamined: notExamined }),
  };
}

/** `undefined` when no more may be verified. */
function verifyOnce(
  content: JsonObject | string,
  verifyAlone: VerifyAlone,
  bounds: SharedBounds,
): Promise<CredentialVerification> | undefined {
  const key = JSON.stringify(content);
  const known = bounds.endorsements.get(key);
  if (known !== undefined) return known;
  if (bounds.endorsementsLeft === 0) return undefined;
  bounds.endorsementsLeft -= 1;
  const verdict = verifyAlone(content);
  bounds.endorsements.set(key, verdict);
  return verdict;
}

/** The verdict on an endorsement with the one question more that is asked where it stands. */
export async function withThing(
  verification: CredentialVerification,
  expected: { thing: string | undefined; issuer: string },
): Promise<CredentialVerification> {
  const checks = [...verification.checks, await checkThing(verification, expected)];
  return { ...verification, checks, verified: isVerified(checks) };
}

async function checkThing(
  { verified, statement, disclosure }: CredentialVerification,
  expected: { thing: string | undefined; issuer: string },
): Promise<Check> {
  if (!verified || statement === undefined) return notReached("endorsement");
  return runCheck("endorsement", () => {
    if (disclosure?.partial === true)
      throw new Problem(
        "MAY_BE_WITHHELD",
        "It is shown in part: what it holds against its subject may be left out",
      );
    checkEndorsement(statement, expected);
    return [];
  });
}
