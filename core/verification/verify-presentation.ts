import { type ProofFacts, readSecuring } from "../credential/proof/securing.ts";
import { isSignedBy } from "../credential/proof/verify-proofs.ts";
import { formatDateTimeStamp } from "../date-time.ts";
import { limitFetches } from "../fetch-document.ts";
import type { JsonValue } from "../json/json-value.ts";
import { bindHolder } from "../presentation/holder-binding.ts";
import { type OpenedPresentation, openPresentation } from "../presentation/open-presentation.ts";
import { checkShare, isShare } from "../presentation/share.ts";
import { Problem } from "../problem/problem.ts";
import { asProblem } from "../problem/undecided.ts";
import { isVerified, notApplicable, notAsked, notReached, passed, runCheck, unpassed } from "./checks.ts";
import { withEndorsementsBeside } from "./endorsements/endorsements-beside.ts";
import { mostCautious } from "./portfolio/portfolio-issuers.ts";
import { createSharedBounds } from "./shared-bounds.ts";
import type { Check, CheckName, CredentialVerification, PresentationVerification } from "./verdict.ts";
import {
  type ExaminedCredential,
  examineCredential,
  limitedWorld,
  type VerificationContext,
} from "./verify-credential.ts";
import { subjectsMayBeWithheld } from "./withheld.ts";

export interface PresentationQuestion {
  checks: "all" | "proof";
  /** What the presenter was asked to sign; `undefined` leaves open whether this is a replay. */
  expectedChallenge: string | undefined;
  /** For whom the presentation must have been made. */
  expectedDomain: string | undefined;
  /**
   * Lets a presentation pass that was left with this verifier (`signShare`): where no challenge is expected, one without a challenge
   * whose proofs expire soon enough. It tells nothing about who brings it, so it is no answer to a request.
   */
  acceptShare?: boolean;
}

/** All that one presentation may make its verifier fetch, however many credentials it holds. */
const maximumFetches = 16;
const envelopeFetches = 2;

/**
 * Reaches the verdict on a presentation: is it well-formed and signed, for this challenge and domain, and
 * may its signer present each credential in it; each credential gets a verdict of its own.
 *
 * @param presentation - A JSON object with proofs, or a compact VP-JWT (challenge `nonce`, domain `aud`, holder `iss`).
 */
export async function verifyPresentation(
  presentation: unknown,
  question: PresentationQuestion,
  context: VerificationContext,
): Promise<PresentationVerification> {
  const limited = {
    ...context,
    fetchDocument: limitFetches(context.fetchDocument, maximumFetches),
    shared: createSharedBounds(),
  };
  let opened: OpenedPresentation;
  try {
    opened = await openPresentation(presentation, question.checks, context.effort);
  } catch (error) {
    return unreadable(asProblem(error), context.now);
  }
  const { proofs, signers, check } = await checkSigners(opened, limited);
  const checks = [
    passed("format"),
    check,
    await checkChallenge(proofs, question),
    await checkDomain(proofs, question),
    checkPresence(opened.credentials, question),
  ];
  const bound: CredentialVerification[] = [];
  for (const credential of opened.credentials) {
    const examined = await examineCredential(credential, { checks: question.checks }, limited);
    bound.push(bind(examined, signers, question));
  }
  const credentials = await withEndorsementsBeside(bound);
  return {
    verified: isVerified(checks) && credentials.every(({ verified }) => verified),
    checks,
    validation: { issuer: mostCautious(credentials) },
    asOf: formatDateTimeStamp(context.now),
    ...optionalHolder(opened, signers),
    credentials,
  };
}

/** The holder the presentation names, once its proof holds; the only signer of one that names none. */
function optionalHolder(
  { holder }: OpenedPresentation,
  signers: string[] | undefined,
): Pick<PresentationVerification, "holder"> {
  if (signers === undefined) return {};
  const [signer, ...others] = new Set(signers);
  const only = others.length === 0 ? signer : undefined;
  const told = holder ?? only;
  return told === undefined ? {} : { holder: told };
}

interface Signers {
  proofs: ProofFacts[] | undefined;
  /** The DIDs that signed; `undefined` when the proof does not hold. */
  signers: string[] | undefined;
  check: Check;
}

async function checkSigners(opened: OpenedPresentation, context: VerificationContext): Promise<Signers> {
  let proofs: ProofFacts[] | undefined;
  try {
    const { holder } = opened;
    const securing = readSecuring({ ...opened, signer: holder });
    proofs = securing.proofs;
    if (holder !== undefined && !isSignedBy(proofs, holder)) {
      throw new Problem("HOLDER_MISMATCH", "Not signed by the holder it names");
    }
    const { now, effort } = context;
    const request = { expectedPurpose: "authentication", now, effort } as const;
    const world = limitedWorld(context, envelopeFetches);
    const { problem, held } = await securing.verify(request, world);
    if (problem !== undefined) throw problem;
    return { proofs, signers: held.map(({ controller }) => controller), check: passed("proof") };
  } catch (error) {
    return { proofs, signers: undefined, check: unpassed("proof", asProblem(error)) };
  }
}

async function checkChallenge(
  proofs: ProofFacts[] | undefined,
  question: PresentationQuestion,
): Promise<Check> {
  const { expectedChallenge, checks, acceptShare } = question;
  if (proofs === undefined) return notReached("challenge");
  if (expectedChallenge === undefined && checks === "proof") return notAsked("challenge");
  if (expectedChallenge === undefined && acceptShare === true && isShare(proofs)) return judgeShare(proofs);
  return runCheck("challenge", () => {
    if (expectedChallenge === undefined) {
      throw new Problem(
        "NO_EXPECTATION",
        "Without a challenge of your own you cannot tell a replay from the holder",
      );
    }
    if (!proofs.every(({ challenge }) => challenge === expectedChallenge))
      throw new Problem("INVALID_CHALLENGE_ERROR");
    return [];
  });
}

function judgeShare(proofs: ProofFacts[]): Check {
  try {
    return notApplicable("challenge", checkShare(proofs));
  } catch (error) {
    return unpassed("challenge", asProblem(error));
  }
}

async function checkDomain(proofs: ProofFacts[] | undefined, question: PresentationQuestion): Promise<Check> {
  const { expectedDomain, checks } = question;
  if (proofs === undefined) return notReached("domain");
  if (expectedDomain === undefined && checks === "proof") return notAsked("domain");
  return runCheck("domain", () => {
    if (expectedDomain === undefined) {
      throw new Problem("NO_EXPECTATION", "Without a domain you cannot tell for whom this was made");
    }
    // Data Integrity 1.0, 4.4: the same strings, not merely ours among others.
    if (!proofs.every(({ domain }) => domain.length === 1 && domain[0] === expectedDomain))
      throw new Problem("INVALID_DOMAIN_ERROR");
    return [];
  });
}

function checkPresence(credentials: JsonValue[], { checks }: PresentationQuestion): Check {
  if (checks === "proof") return notAsked("credentials");
  return credentials.length > 0
    ? passed("credentials")
    : unpassed("credentials", new Problem("NO_CREDENTIAL"));
}

function bind(
  examined: ExaminedCredential,
  signers: string[] | undefined,
  { checks }: PresentationQuestion,
): CredentialVerification {
  const { verification } = examined;
  const check = checks === "proof" ? notAsked("holder-binding") : checkHolder(examined, signers);
  const all = [...verification.checks, check];
  return { ...verification, checks: all, verified: isVerified(all) };
}

function checkHolder(
  { verification, coverage, about }: ExaminedCredential,
  signers: string[] | undefined,
): Check {
  const { statement, portfolio } = verification;
  if (signers === undefined || statement === undefined || about === undefined)
    return notReached("holder-binding");
  // Whoever puts together other people's credentials is the issuer of that portfolio, and no more its holder for it.
  const issuer = portfolio === undefined ? statement.issuer : "";
  try {
    const withheld = { subjectsMayBeWithheld: subjectsMayBeWithheld(coverage) };
    const { isSubject, note } = bindHolder({ ...about, issuer, ...withheld }, signers);
    // That it is presented by the person it was issued to is shown by that person's key alone.
    if (!isSubject) return notApplicable("holder-binding", note ?? "");
    return { ...passed("holder-binding"), ...(note !== undefined && { note }) };
  } catch (error) {
    return unpassed("holder-binding", asProblem(error));
  }
}

function unreadable(problem: Problem, now: Date): PresentationVerification {
  const later: CheckName[] = ["proof", "challenge", "domain", "credentials"];
  return {
    verified: false,
    checks: [unpassed("format", problem), ...later.map(notReached)],
    validation: { issuer: { outcome: "unknown" } },
    asOf: formatDateTimeStamp(now),
    credentials: [],
  };
}
