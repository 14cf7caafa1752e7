import { expectUrl } from "../../core/openid/wire-members.ts";
import { asProblem } from "../../core/problem/undecided.ts";
import { idOf } from "../credentials/select-credential.ts";
import { GuidedProblem } from "../guided-problem.ts";
import type { HeldCredential, ShareRecord } from "../store/wallet-records.ts";
import { dayOf } from "../views/person-dates.ts";
import type { WayToCheck } from "./draw-check.ts";

/** Longer addresses make codes that telephones read badly from paper. */
const longestLink = 400;

/**
 * Where the code on a certificate leads: the address that the person gave; else the newest link at which this credential, and nothing else, is
 * shared at the moment; else nowhere. A credential itself is too large for a code.
 *
 * @throws {@link Problem} `INVALID_REQUEST` for an address that is no https address, or too long.
 */
export function wayToCheck(
  held: HeldCredential,
  { link, shares, now }: { link: string | undefined; shares: readonly ShareRecord[]; now: Date },
  policy: { allowHttpOnLoopback: boolean },
): WayToCheck {
  if (link !== undefined) return { link: acceptableLink(link, policy), until: undefined };
  const share = shares.findLast((candidate) => isGood(candidate, now) && showsOnly(candidate, held));
  return { link: share?.published?.link, until: share && dayOf(share.expires) };
}

function isGood({ published, revokedAt, expires }: ShareRecord, now: Date): boolean {
  return published !== undefined && revokedAt === undefined && new Date(expires) > now;
}

function showsOnly({ shown }: ShareRecord, held: HeldCredential): boolean {
  const id = idOf(held);
  return id !== undefined && shown.length === 1 && shown[0]?.id === id;
}

function acceptableLink(link: string, policy: { allowHttpOnLoopback: boolean }): string {
  const advice = "Give an https address: a link that stint share made, or the page of a verifier.";
  if (link.length > longestLink) {
    throw new GuidedProblem(
      "INVALID_REQUEST",
      `A code for paper holds at most ${longestLink} characters.`,
      advice,
    );
  }
  try {
    return expectUrl(link, "The address", policy);
  } catch (error) {
    throw new GuidedProblem("INVALID_REQUEST", asProblem(error).message, advice, { cause: error });
  }
}
