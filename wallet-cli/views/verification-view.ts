import { isPresentation } from "../../core/verification/describe.ts";
import { shownEvidence } from "../../core/verification/evidence/describe-evidence.ts";
import type { Verification } from "../../core/verification/verdict.ts";
import { employerOf, titleOf } from "../credentials/credential-facts.ts";
import { type Line, styled } from "../terminal/line.ts";
import { claim } from "./claim.ts";
import { disclosureLines } from "./disclosure/disclosure-view.ts";
import { evidenceFileLines, evidenceLines } from "./evidence-view.ts";
import { portfolioLines } from "./portfolio-view.ts";
import { checkLine, checkLines, headlineLine, verdictLines } from "./verdict-view.ts";
import { workLines } from "./work-view.ts";

/**
 * Anybody's credential or presentation for people: the verdict first, because these are claims of strangers. The
 * work is told only when it is verified.
 */
export function verificationLines(verification: Verification, options: { width: number }): Line[] {
  if (!isPresentation(verification)) {
    return [
      ...verdictLines(verification, options),
      ...evidenceLines(shownEvidence(verification, verification), options),
      ...portfolioLines(verification, options),
      ...workWhenVerified(verification, options),
      ...evidenceFileLines(verification.validation.evidenceFiles, options),
    ];
  }
  return [
    headlineLine(verification),
    ...verification.checks.flatMap((check) => checkLine(check, options)),
    ...(verification.holder === undefined ? [] : [[styled("dim", "  Presented by "), verification.holder]]),
    ...verification.credentials.flatMap((credential, position) => [
      "",
      [
        styled("bold", `Credential ${position + 1}`),
        claim(` "${titleOf(credential)}" for ${employerOf(credential)}`),
      ],
      ...disclosureLines(credential, options),
      ...checkLines(credential, options),
      ...evidenceLines(shownEvidence(credential, verification), options),
      ...portfolioLines(credential, options),
      // Another person's verified credential is no work of the presenter.
      ...(verification.verified ? workWhenVerified(credential, options) : []),
    ]),
    ...evidenceFileLines(verification.validation.evidenceFiles, options),
  ];
}

function workWhenVerified(
  verification: Exclude<Verification, { credentials: unknown }>,
  options: { width: number },
): Line[] {
  // Of a portfolio everything was told.
  const isTold = verification.portfolio !== undefined;
  return verification.verified && !isTold ? ["", ...workLines(verification, options)] : [];
}
