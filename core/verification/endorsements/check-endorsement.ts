import { termOf } from "../../credential/vocabulary.ts";
import { Problem } from "../../problem/problem.ts";
import type { CredentialVerification, StatementSummary } from "../verdict.ts";

/**
 * Whether a credential is an endorsement and nothing else, by what was signed: Open Badges 3.0, B.1.7. One that is a badge besides, or
 * tells of an achievement, would bring somebody's work in as a word about another.
 */
export function isEndorsement({
  types,
  achievement,
}: Pick<StatementSummary, "types" | "achievement">): boolean {
  const names = types.map(termOf);
  const isOther = names.some((name) => name !== "endorsementCredential" && name !== "verifiableCredential");
  return names.includes("endorsementCredential") && !isOther && achievement === undefined;
}

/**
 * Checks that a verified credential endorses one thing, by its identifier, and comes from somebody else than the issuer of the
 * credential that it stands in.
 *
 * @throws {@link Problem} `ENDORSEMENT_MISMATCH`, `SELF_ENDORSEMENT`.
 */
export function checkEndorsement(
  endorsement: StatementSummary,
  expected: { thing: string | undefined; issuer: string },
): void {
  if (!isEndorsement(endorsement)) throw new Problem("ENDORSEMENT_MISMATCH", "It is no endorsement");
  const { subjects, issuer: endorser } = endorsement;
  if (expected.thing === undefined || subjects.length !== 1 || subjects[0] !== expected.thing) {
    throw new Problem("ENDORSEMENT_MISMATCH", "It endorses something else than what it stands with");
  }
  if (endorser === expected.issuer || endorser === expected.thing) {
    throw new Problem("SELF_ENDORSEMENT", "It comes from the very issuer that it speaks for");
  }
}

/** Whether an endorsement holds: authentic, in force, and of the thing that it stands with. */
export function isGoodEndorsement({ verified, checks }: CredentialVerification): boolean {
  return verified && checks.some(({ name, outcome }) => name === "endorsement" && outcome === "passed");
}
