import { employerOf, titleOf } from "../credentials/credential-facts.ts";
import type { HeldCredential } from "../store/wallet-records.ts";
import { type Line, styled } from "../terminal/line.ts";
import { claim, quotedClaim } from "./claim.ts";
import { shortDid } from "./short-did.ts";

/** What somebody learns from a presentation, and what they can do with it. */
export function revealedLines(
  chosen: readonly HeldCredential[],
  options: { did: string; audience: string },
): Line[] {
  return [
    ["This shows to ", styled("bold", options.audience), ", and to whoever they pass it on to:"],
    ...chosen.map((held): Line => [styled("yellow", "  • "), ...revealed(held)]),
    [styled("yellow", "  • "), `your wallet's identifier, ${shortDid(options.did)}, and that it is yours`],
    "A credential is shown whole: nothing in it can be left out.",
  ];
}

function revealed(held: HeldCredential): Exclude<Line, string> {
  const { work } = held.verification;
  const facts = [
    ...(work?.recipientName === undefined ? [] : ["your name"]),
    ...(work?.startDate === undefined && work?.endDate === undefined ? [] : ["dates"]),
    ...(work?.role === undefined ? [] : ["role"]),
    ...(work === undefined || work.results.length === 0
      ? []
      : [`${work.results.length} ${work.results.length === 1 ? "result" : "results"}`]),
    ...(work === undefined || work.skills.length === 0 ? [] : ["skills"]),
    ...(work === undefined || work.evidence.length === 0 ? [] : ["evidence"]),
  ];
  const list = facts.length === 0 ? "everything in it" : `with ${facts.join(", ")} and everything else in it`;
  return [
    styled("bold", quotedClaim(titleOf(held.verification))),
    ` for ${claim(employerOf(held.verification))}, ${list}`,
  ];
}
