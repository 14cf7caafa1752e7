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
 */
export function countMembers(
  credentials: readonly CredentialVerification[],
  { holder }: { holder: string | undefined },
): Count {
  const known = new Set<string>();
  const counted: CountedWork[] = [];
  const leftOut: LeftOutMember[] = [];
  for (const [index, credential] of credentials.entries()) {
    const position = index + 1;
    const reason = reasonToLeaveOut(credential, holder, known);
    const { work, statement } = credential;
    if (reason !== undefined) leftOut.push({ position, reason });
    else if (work !== undefined && statement !== undefined)
      counted.push({ position, issuer: statement.issuer, work });
  }
  return { sums: sumWork(counted), leftOut };
}

/**
 * Credentials with one issuer and one id are one credential: Open Badges 3.0, 9.1.1. Those without an id cannot be told apart: one signature
 * fits many spellings, and many parts of one credential, so only the first of each issuer's counts.
 */
function reasonToLeaveOut(
  { verified, statement, work, endorsesPosition }: CredentialVerification,
  holder: string | undefined,
  known: Set<string>,
): LeftOutMember["reason"] | undefined {
  if (!verified || statement === undefined) return "not-verified";
  if (endorsesPosition !== undefined) return "endorsement";
  if (statement.issuer === holder) return "own-word";
  if (work === undefined) return "no-work";
  const name = JSON.stringify([statement.issuer, statement.id ?? null]);
  if (known.has(name)) return statement.id === undefined ? "nameless" : "repeated";
  known.add(name);
  return undefined;
}
