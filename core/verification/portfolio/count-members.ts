import { type CountedWork, sumWork } from "../../portfolio/sum-work.ts";
import type { WorkSums } from "../../portfolio/work-sums.ts";
import type { CredentialVerification, LeftOutMember } from "../verdict.ts";

/** What a portfolio comes to, and what of it is part of no number. */
export interface Count {
  sums: WorkSums;
  /** In the order in which they stand. */
  leftOut: LeftOutMember[];
}

/**
 * Adds up the members of a portfolio: those that are verified, about its holder, and by somebody else; each once, however often and in
 * whatever form it stands there.
 *
 * @param members.isRepeated - Whether one stands there before, to the letter.
 */
export function countMembers(
  credentials: readonly CredentialVerification[],
  members: { holder: string | undefined; isRepeated: readonly boolean[] },
): Count {
  const known = new Set<string>();
  const counted: CountedWork[] = [];
  const leftOut: LeftOutMember[] = [];
  for (const [index, credential] of credentials.entries()) {
    const position = index + 1;
    const reason = reasonToLeaveOut(credential, members.holder, members.isRepeated[index] === true, known);
    const { work, statement } = credential;
    if (reason !== undefined) leftOut.push({ position, reason });
    else if (work !== undefined && statement !== undefined)
      counted.push({ position, issuer: statement.issuer, work });
  }
  return { sums: sumWork(counted), leftOut };
}

/** Credentials with one issuer and one id are one credential: Open Badges 3.0, 9.1.1. */
function reasonToLeaveOut(
  { verified, statement, work, endorsesPosition }: CredentialVerification,
  holder: string | undefined,
  isRepeated: boolean,
  known: Set<string>,
): LeftOutMember["reason"] | undefined {
  if (!verified || statement === undefined) return "not-verified";
  if (endorsesPosition !== undefined) return "endorsement";
  if (statement.issuer === holder) return "own-word";
  if (work === undefined) return "no-work";
  const name = statement.id === undefined ? undefined : JSON.stringify([statement.issuer, statement.id]);
  if (isRepeated || (name !== undefined && known.has(name))) return "repeated";
  if (name !== undefined) known.add(name);
  return undefined;
}
