import { workKind } from "../../core/verification/credential-kind.ts";
import { employerOf, titleOf } from "../credentials/credential-facts.ts";
import { GuidedProblem } from "../guided-problem.ts";
import type { HeldCredential } from "../store/wallet-records.ts";
import { claim } from "../views/claim.ts";
import { dayOf, periodOf } from "../views/person-dates.ts";

/** What a certificate says, each text in one line and fit to be printed. */
export interface CertificateFacts {
  /** What it certifies, and what that is called. */
  kind: ReturnType<typeof workKind>;
  title: string;
  employer: string;
  /** The student's name, when the credential holds it in clear. */
  student: string | undefined;
  description: string | undefined;
  /** Role, dates, people: what it is called, and what it is. */
  facts: [label: string, text: string][];
  results: [name: string, value: string][];
  skills: string[];
  credentialId: string | undefined;
  issuer: string;
}

/** In characters: what is longer does not belong on a certificate. */
const longest = { line: 200, paragraph: 1_200 };

/**
 * Takes what a certificate says from what was signed.
 *
 * @throws {@link Problem} `INVALID_REQUEST` for a credential that is about no achievement.
 */
export function certificateFacts({ verification }: HeldCredential): CertificateFacts {
  const { work, statement } = verification;
  if (work === undefined || statement === undefined) {
    throw new GuidedProblem(
      "INVALID_REQUEST",
      "This credential is about no one achievement: there is nothing to print.",
      "Export it as it is, with --json or --jwt.",
    );
  }
  const facts: [string, string | undefined][] = [
    ["Role", work.role],
    ["Dates", periodOf(work.startDate, work.endDate)],
    ["Supervised by", work.supervisor],
    ["Together with", work.source],
    ["Issued", statement.validFrom && dayOf(statement.validFrom)],
    ["Valid until", statement.validUntil && dayOf(statement.validUntil)],
  ];
  return {
    kind: workKind(work, verification.disclosure?.partial !== true),
    title: line(titleOf(verification)),
    employer: line(employerOf(verification)),
    student: optional(work.recipientName),
    description: work.description && cut(claim(work.description), longest.paragraph),
    facts: facts.flatMap(([label, text]) => (text ? [[label, line(text)]] : [])),
    results: work.results.map(({ name, value, scale }) => [
      line(name),
      line(scale === undefined ? value : `${value} (${scale})`),
    ]),
    skills: work.skills.map(({ name, framework }) => line(framework ? `${name} (${framework})` : name)),
    credentialId: optional(statement.id),
    issuer: line(statement.issuer),
  };
}

function line(text: string): string {
  return cut(claim(text), longest.line);
}

function optional(text: string | undefined): string | undefined {
  return text === undefined ? undefined : line(text);
}

function cut(text: string, characters: number): string {
  const all = [...text];
  return all.length > characters ? `${all.slice(0, characters).join("")}…` : text;
}
