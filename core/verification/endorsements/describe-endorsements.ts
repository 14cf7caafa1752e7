import type { EndorsedThing } from "../../endorsement/embedded-endorsements.ts";
import type { CredentialVerification, Endorsement, IssuerValidation } from "../verdict.ts";
import { isGoodEndorsement } from "./check-endorsement.ts";

const things: Record<EndorsedThing, string> = {
  credential: "this credential",
  issuer: "the issuer",
  achievement: "the achievement",
  other: "somebody or something named in it",
};

/** How an issuer is known through others, in words: a line for each whom this verifier trusts. */
export function pathsOfTrust({ endorsedBy = [] }: IssuerValidation): string[] {
  return endorsedBy.map(({ did, name, counts }) => {
    const who = name ?? did;
    return counts
      ? `Known to you through ${who}, which endorses it: you let that count`
      : `Known to you through ${who}, which endorses it; you have not said that this counts`;
  });
}

/** How an endorsement is to be taken. Only "known" may be shown in green. */
export type EndorsementStanding = "known" | "stranger" | "distrusted" | "failed" | "unknown";

/** One endorsement in words: of what, by whom, and how far it can be believed. What stands in `claim` is the endorser's own word. */
export function describeEndorsement({ of, verification }: Endorsement): {
  standing: EndorsementStanding;
  text: string;
  comment?: string;
} {
  const { statement, validation } = verification;
  const comment = statement?.endorsementComment;
  const said = comment === undefined ? {} : { comment };
  const what = things[of];
  if (!isGoodEndorsement(verification)) {
    const { outcome, reason } = reasonOf(verification);
    const verdict = outcome === "failed" ? "does not hold" : "could not be verified";
    return { standing: outcome, text: `An endorsement of ${what} ${verdict}${reason}` };
  }
  const { outcome, name } = validation.issuer;
  const claimed = statement?.issuerName ?? statement?.issuer ?? "somebody";
  if (outcome === "trusted")
    return { standing: "known", text: `${name ?? claimed}, whom you trust, endorses ${what}`, ...said };
  if (outcome === "distrusted")
    return {
      standing: "distrusted",
      text: `${name ?? claimed}, whom you distrust, endorses ${what}`,
      ...said,
    };
  return {
    standing: "stranger",
    text: `Somebody not known to you, who goes by the name ${claimed}, endorses ${what}`,
    ...said,
  };
}

/** How many endorsements nobody looked at, in words; `undefined` for none. */
export function endorsementsLeftOut({
  endorsementsNotExamined: count,
}: CredentialVerification): string | undefined {
  if (count === undefined) return undefined;
  return `${count} more ${count === 1 ? "endorsement was" : "endorsements were"} not examined`;
}

function reasonOf({ checks }: CredentialVerification): { outcome: "failed" | "unknown"; reason: string } {
  const failed = checks.find(({ outcome }) => outcome === "failed");
  const deciding = failed ?? checks.find(({ outcome }) => outcome === "unknown");
  const words = deciding?.problem?.detail ?? deciding?.problem?.title;
  return {
    outcome: failed === undefined ? "unknown" : "failed",
    reason: words === undefined ? "" : `: ${words}`,
  };
}
