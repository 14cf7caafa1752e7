import { employerOf, titleOf } from "../credentials/credential-facts.ts";
import { baseProofsOf } from "../disclosure/base-proofs.ts";
import type { ShownCredential } from "../disclosure/shown-credential.ts";
import { type Line, styled } from "../terminal/line.ts";
import { claim, quotedClaim } from "./claim.ts";
import { shortDid } from "./short-did.ts";

/** What somebody learns from a presentation, and what they can do with it. */
export function revealedLines(
  shown: readonly ShownCredential[],
  options: { did: string; audience: string },
): Line[] {
  return [
    ["This shows to ", styled("bold", options.audience), ", and to whoever they pass it on to:"],
    ...shown.map((one): Line => [styled("yellow", "  • "), ...revealed(one)]),
    [styled("yellow", "  • "), `your wallet's identifier, ${shortDid(options.did)}, and that it is yours`],
    ...wholeLines(shown),
  ];
}

function wholeLines(shown: readonly ShownCredential[]): Line[] {
  const whole = shown.filter(({ part }) => part === undefined).map(({ held }) => held);
  const [first] = whole.filter((held) => baseProofsOf(held).length > 0);
  if (first !== undefined) {
    return [`It is shown whole. You can leave parts of it out: see stint show ${first.number}`];
  }
  return whole.length === 0 ? [] : ["A credential is shown whole: nothing in it can be left out."];
}

function revealed({ held, seen, part }: ShownCredential): Exclude<Line, string> {
  const title = styled("bold", quotedClaim(titleOf(seen)));
  if (part !== undefined) return [`number ${held.number} in part, as told above: `, title];
  const { work } = seen;
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
  return [title, ` for ${claim(employerOf(seen))}, ${list}`];
}
