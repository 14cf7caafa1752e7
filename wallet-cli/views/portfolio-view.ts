import {
  isOwnPortfolio,
  knownLine,
  leftOutLines,
  levelLines,
  notCountedLines,
  type SumLine,
  skillLines,
  sumLines,
} from "../../core/verification/portfolio/describe-portfolio.ts";
import type { CredentialVerification, PortfolioVerification } from "../../core/verification/verdict.ts";
import { employerOf, titleOf } from "../credentials/credential-facts.ts";
import { type Line, styled } from "../terminal/line.ts";
import { wrapToWidth } from "../terminal/wrap-to-width.ts";
import { claim } from "./claim.ts";
import { disclosureLines } from "./disclosure/disclosure-view.ts";
import { checkLines } from "./verdict-view.ts";

/** What is in a portfolio: each credential with its own verdict, then what the verified ones come to. */
export function portfolioLines(verification: CredentialVerification, options: { width: number }): Line[] {
  const { portfolio } = verification;
  if (portfolio === undefined) return [];
  const who = isOwnPortfolio(verification)
    ? "Put together by the person whom it is about: they chose what is in it, and what is not."
    : "Put together by somebody else than the person whom it is about.";
  return [
    "",
    ...wrapToWidth(who, options.width),
    ...portfolio.credentials.flatMap((credential, index): Line[] => [
      "",
      [
        styled("bold", `[${index + 1}]`),
        claim(` "${titleOf(credential)}" for ${employerOf(credential)}`),
        credential.verified ? styled("green", " verified") : styled("red", " not verified"),
      ],
      ...disclosureLines(credential, options),
      ...checkLines(credential, options),
    ]),
    ...portfolioSumLines(portfolio, options),
  ];
}

/** What the verified credentials of a portfolio come to, each number with the credentials that it is made of. */
export function portfolioSumLines(portfolio: PortfolioVerification, options: { width: number }): Line[] {
  const { sums, leftOut, notExamined } = portfolio;
  const known = knownLine(portfolio);
  const notes = [
    ...leftOutLines(leftOut),
    ...notCountedLines(sums),
    ...(notExamined === undefined ? [] : [`${notExamined} more credentials were not examined`]),
  ];
  return [
    ...section("What the verified credentials in it come to", sumLines(sums), options),
    ...(known === undefined ? [] : wrapToWidth(known, options.width - 2).map((line): Line => `  ${line}`)),
    ...section("Skills, and which credentials evidence them", skillLines(sums).map(withFramework), options),
    ...section("Other results", levelLines(sums), options),
    ...(notes.length === 0 ? [] : [""]),
    ...notes
      .flatMap((note) => wrapToWidth(claim(note), options.width - 4))
      .map((line): Line => [styled("yellow", "  – "), line]),
  ];
}

function section(heading: string, lines: readonly SumLine[], { width }: { width: number }): Line[] {
  if (lines.length === 0) return [];
  return [
    "",
    [styled("cyan", heading)],
    ...lines.flatMap(({ label, value, from }) =>
      wrapToWidth(claim(`${label}: ${value} = ${from}`), width - 4).map(
        (line, index): Line => (index === 0 ? `  ${line}` : `    ${line}`),
      ),
    ),
  ];
}

function withFramework(line: SumLine & { framework?: string }): SumLine {
  return line.framework === undefined ? line : { ...line, label: `${line.label} (${line.framework})` };
}
