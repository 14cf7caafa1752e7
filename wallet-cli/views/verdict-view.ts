import {
  describeCheck,
  type Headline,
  headlineOf,
  opinionOf,
  speakerLines,
  trustOf,
} from "../../core/verification/describe.ts";
import { type ValidationFact, validationFacts } from "../../core/verification/describe-validation.ts";
import {
  describeEndorsement,
  type EndorsementStanding,
  endorsementsLeftOut,
  pathsOfTrust,
} from "../../core/verification/endorsements/describe-endorsements.ts";
import { isOwnPortfolio } from "../../core/verification/portfolio/describe-portfolio.ts";
import type {
  Check,
  CredentialVerification,
  IssuerValidation,
  Verification,
} from "../../core/verification/verdict.ts";
import { type Line, oneLine, type Style, styled } from "../terminal/line.ts";
import { wrapToWidth } from "../terminal/wrap-to-width.ts";
import { claim } from "./claim.ts";
import { disclosureLines } from "./disclosure/disclosure-view.ts";

interface Mark {
  readonly symbol: string;
  readonly style: Style;
}

const headlineMarks: Record<Headline["kind"], Mark> = {
  verified: { symbol: "✔", style: "green" },
  "verified-through-endorsement": { symbol: "✔", style: "green" },
  "verified-unknown-issuer": { symbol: "✔", style: "yellow" },
  "verified-not-bound": { symbol: "✔", style: "yellow" },
  "not-what-was-asked": { symbol: "≠", style: "yellow" },
  "not-verified": { symbol: "✘", style: "red" },
  undetermined: { symbol: "?", style: "yellow" },
};

const checkMarks: Record<Check["outcome"], Mark> = {
  passed: { symbol: "✔", style: "green" },
  failed: { symbol: "✘", style: "red" },
  unknown: { symbol: "?", style: "yellow" },
  "not-applicable": { symbol: "–", style: "dim" },
  "not-asked": { symbol: "–", style: "dim" },
};

const trustMarks: Record<IssuerValidation["outcome"], Mark> = {
  trusted: { symbol: "✔", style: "green" },
  unknown: { symbol: "•", style: "yellow" },
  distrusted: { symbol: "✘", style: "red" },
};

const factMarks: Record<ValidationFact["kind"], Mark> = {
  good: { symbol: "✔", style: "green" },
  bad: { symbol: "✘", style: "red" },
  open: { symbol: "•", style: "yellow" },
};

const pathMark: Mark = { symbol: "⇢", style: "green" };

const endorsementMarks: Record<EndorsementStanding, Mark> = {
  known: { symbol: "✔", style: "green" },
  stranger: { symbol: "•", style: "yellow" },
  distrusted: { symbol: "✘", style: "red" },
  failed: { symbol: "✘", style: "red" },
  unknown: { symbol: "?", style: "yellow" },
};

/** The verdict on one credential: the headline, what was checked, and what is thought of the issuer. */
export function verdictLines(verification: CredentialVerification, options: { width: number }): Line[] {
  return [
    headlineLine(verification),
    ...disclosureLines(verification, options),
    ...checkLines(verification, options),
  ];
}

/** The verdict in one line. Only a verified credential of a trusted issuer is plainly green. */
export function headlineLine(verification: Verification): Line {
  const { kind, text } = headlineOf(verification);
  const { symbol, style } = headlineMarks[kind];
  return [styled([style, "bold"], `${symbol} ${text}`)];
}

/** Each question and its answer, and the issuer. */
export function checkLines(verification: CredentialVerification, options: { width: number }): Line[] {
  const { issuer } = verification.validation;
  const checks = verification.checks.flatMap((check) => checkLine(check, options));
  return [
    ...checks,
    ...(isOwnPortfolio(verification)
      ? speakerLines(verification).flatMap((line) => marked(trustMarks.unknown, line, options))
      : trustedLines(issuer, options)),
    ...factLines(validationFacts(verification.validation), options),
    ...endorsementLines(verification, options),
  ];
}

function trustedLines(issuer: IssuerValidation, options: { width: number }): Line[] {
  return [
    ...marked(trustMarks[issuer.outcome], trustOf(issuer), options),
    ...pathsOfTrust(issuer).flatMap((path) => marked(pathMark, path, options)),
    ...(issuer.lists ?? []).flatMap((list) => marked(trustMarks[list.outcome], opinionOf(list), options)),
  ];
}

/** What was found out beside the verdict, each with what there is to say besides. */
export function factLines(facts: ValidationFact[], options: { width: number }): Line[] {
  return facts.flatMap(({ kind, text, details }) => [
    ...marked(factMarks[kind], text, options),
    ...details.flatMap((detail) => marked({ symbol: "·", style: "dim" }, detail, options)),
  ]);
}

/** Each endorsement and how far it can be believed; the endorser's words stand behind a bar. */
function endorsementLines(verification: CredentialVerification, options: { width: number }): Line[] {
  const lines = (verification.endorsements ?? []).flatMap((endorsement): Line[] => {
    const { standing, text, comment } = describeEndorsement(endorsement);
    const said = comment === undefined ? [] : wrapToWidth(claim(comment), options.width - 8);
    return [
      ...marked(endorsementMarks[standing], claim(text), options),
      ...said.map((line): Line => [styled("dim", "    │ "), line]),
    ];
  });
  const leftOut = endorsementsLeftOut(verification);
  return [...lines, ...(leftOut === undefined ? [] : marked(checkMarks.unknown, leftOut, options))];
}

/** One question and its answer, wrapped. */
export function checkLine(check: Check, options: { width: number }): Line[] {
  const { question, answer, reason } = describeCheck(check);
  const words = check.outcome === "passed" && reason === undefined ? question : `${question}: ${answer}`;
  return marked(checkMarks[check.outcome], reason === undefined ? words : `${words} (${reason})`, options);
}

/** Words behind a mark, wrapped. */
export function marked({ symbol, style }: Mark, text: string, options: { width: number }): Line[] {
  return wrapToWidth(oneLine(text), options.width - 4).map((line, index) =>
    index === 0 ? ["  ", styled(style, symbol), ` ${line}`] : `    ${line}`,
  );
}
