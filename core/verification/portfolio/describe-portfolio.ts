import type { WorkSums } from "../../portfolio/work-sums.ts";
import type { CredentialVerification, LeftOutMember } from "../verdict.ts";

const reasons: Record<LeftOutMember["reason"], string> = {
  "not-verified": "it is not verified",
  "own-word": "it is signed by the person whom it is about",
  repeated: "it stands there before",
  nameless: "without an identifier it may be another that stands there before",
  "no-work": "it tells of no work in a form that is read here",
  endorsement: "it is an endorsement",
};

/** Whether a portfolio was put together by the person whom it is about; they chose what is in it, and what is not. */
export function isOwnPortfolio({ statement, portfolio }: CredentialVerification): boolean {
  return portfolio !== undefined && statement?.subjects.includes(statement.issuer) === true;
}

/** What is part of no number, in words: a line for each. */
export function leftOutLines(leftOut: readonly LeftOutMember[]): string[] {
  return leftOut.map(({ position, reason }) => `Credential ${position} is not counted: ${reasons[reason]}`);
}

/** One number of a portfolio, in words, with how to compute it again. */
export interface SumLine {
  label: string;
  value: string;
  /** From which credentials, by their numbers. */
  from: string;
}

/** The numbers that are sums: how many projects, hours, scores. Labels of results are the issuers' words. */
export function sumLines(sums: WorkSums): SumLine[] {
  const { projects, employers, hours, averages } = sums;
  const hoursLine = {
    label: "Estimated hours",
    value: numeral(hours.total),
    from: hoursArithmetic(hours.parts),
  };
  return [
    {
      label: "Projects",
      value: `${projects.length}, from ${employers} ${employers === 1 ? "issuer" : "issuers"}`,
      from: places(projects),
    },
    ...(hours.parts.length === 0 ? [] : [hoursLine]),
    ...averages.map(({ name, scale, average, parts }) => ({
      label: name,
      value: `${numeral(average)} on average (${scale})`,
      from: `(${parts.map(({ value, position }) => `${numeral(value)} [${position}]`).join(" + ")}) / ${parts.length}`,
    })),
  ];
}

/** Results that are no numbers: each value and the credentials that state it. */
export function levelLines({ levels }: WorkSums): SumLine[] {
  return levels.map(({ name, values }) => ({
    label: name,
    value: values.map(({ value, positions }) => `${value} (${positions.length})`).join(", "),
    from: values.map(({ value, positions }) => `${value} ${places(positions)}`).join(", "),
  }));
}

/** Skills, each with how many credentials and which of them evidence it. */
export function skillLines({ skills }: WorkSums): (SumLine & { framework?: string; url?: string })[] {
  return skills.map(({ name, framework, url, positions }) => ({
    label: name,
    value: String(positions.length),
    from: places(positions),
    ...(framework !== undefined && { framework }),
    ...(url !== undefined && { url }),
  }));
}

/** What of the sums is by issuers that the verifier knows, in one line; `undefined` until that was asked. */
export function knownLine({ sums, knownSums }: { sums: WorkSums; knownSums?: WorkSums }): string | undefined {
  if (knownSums === undefined) return undefined;
  const hours =
    knownSums.hours.parts.length === 0 ? "" : `, with ${numeral(knownSums.hours.total)} estimated hours`;
  return `By issuers known to you: ${knownSums.projects.length} of ${sums.projects.length} projects${hours}`;
}

/** Hours and scores that are part of no number, in words. */
export function notCountedLines({ notCounted }: WorkSums): string[] {
  return notCounted.map(
    ({ name, value, position }) => `${name} (${value}) of credential ${position} is not counted`,
  );
}

function hoursArithmetic(parts: WorkSums["hours"]["parts"]): string {
  return parts.map(({ hours, position }) => `${numeral(hours)} [${position}]`).join(" + ");
}

function places(positions: readonly number[]): string {
  return positions.map((position) => `[${position}]`).join(" ");
}

function numeral(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: 4, useGrouping: false });
}
