import type { WorkSummary } from "../credential/micro-internship/work-summary.ts";
import { iris } from "../credential/vocabulary.ts";
import { parseDateTimeStamp } from "../date-time.ts";
import type { JsonObject } from "../json/json-value.ts";
import type {
  CredentialVerification,
  PresentationVerification,
  RequestValidation,
} from "../verification/verdict.ts";
import { type CredentialFormat, matchDcql, type ParsedDcqlQuery } from "./dcql.ts";
import { queryIdOf } from "./dcql-query.ts";
import { skillNames, type WantedWork } from "./wanted-work.ts";

interface Answer {
  wanted: WantedWork;
  query: ParsedDcqlQuery;
  /** Of the query that it claims to answer. */
  format: CredentialFormat;
  /** The credentials as JSON, in the order of the verdict's, and whether each came in a JWT. */
  contents: { content: JsonObject; isJwt: boolean }[];
  verification: PresentationVerification;
  /** When the question was put: from here the age of the work is counted. */
  askedAt: Date;
}

/** A calendar day of somebody else's time zone may have begun already. */
const millisecondsPerDay = 24 * 60 * 60_000;

/**
 * Says whether what was presented is what was asked for. A wallet is trusted in nothing: OpenID4VP 1.0,
 * "Security Checks on the Returned Credentials and Presentations".
 *
 * Every credential of the answer must fit, and nothing that is not verified is ever "met".
 */
export function judgeAnswer(answer: Answer): RequestValidation {
  const { verification } = answer;
  if (!verification.verified) return { outcome: "not-met", reasons: ["What was presented is not verified"] };
  const reasons = verification.credentials.flatMap((credential, position) =>
    misfits(answer, credential, answer.contents[position]),
  );
  return { outcome: reasons.length === 0 ? "met" : "not-met", reasons: [...new Set(reasons)] };
}

function misfits(
  answer: Answer,
  credential: CredentialVerification,
  presented: Answer["contents"][number] | undefined,
): string[] {
  const { wanted, query, format, verification } = answer;
  const { statement, work } = credential;
  const reasons: string[] = [];
  // Presented by its issuer or by any bearer it is authentic, too; asked for was holder binding: OpenID4VP 1.0, 6.1.
  if (!statement?.subjects.includes(verification.holder ?? "")) {
    reasons.push("It was not issued to who presented it");
  }
  if (!statement?.types.includes(iris.OpenBadgeCredential) || !isCompleted(work)) {
    reasons.push("It is not a completed micro-internship");
  }
  if (wanted.issuers.length > 0 && !wanted.issuers.includes(statement?.issuer ?? "")) {
    reasons.push("It is by another issuer than those asked for");
  }
  const skills = skillNames(wanted);
  if (skills.length > 0 && !work?.skills.some(({ name }) => skills.includes(name))) {
    reasons.push("It names none of the skills asked for");
  }
  if (wanted.maximumAgeMonths !== undefined) {
    const latest = new Date(answer.askedAt.getTime() + millisecondsPerDay);
    const earliest = monthsBefore(answer.askedAt, wanted.maximumAgeMonths);
    reasons.push(...ageMisfit(credential, { earliest, latest }));
  }
  if (reasons.length > 0) return reasons;
  return presented !== undefined && fits({ query, format, presented, types: statement?.types ?? [] })
    ? []
    : ["It does not fit the query that the wallet was sent"];
}

/** Whether some result says "Completed", and no status anything else: "Failed" beside it may be the one that counts. */
function isCompleted(work: WorkSummary | undefined): boolean {
  const results = work?.results ?? [];
  const isOpen = results.some(({ type, value }) => type === "Status" && value !== "Completed");
  return !isOpen && results.some(({ value }) => value === "Completed");
}

function fits(options: {
  query: ParsedDcqlQuery;
  format: CredentialFormat;
  presented: Answer["contents"][number];
  types: string[];
}): boolean {
  const { query, format, presented, types } = options;
  const { content, isJwt } = presented;
  const candidate = { id: "presented", format: isJwt ? "jwt_vc_json" : "ldp_vc", types, content } as const;
  return matchDcql(query, [candidate]).credentials.get(queryIdOf(format))?.length === 1;
}

function ageMisfit(
  { work, statement, disclosure }: CredentialVerification,
  { earliest, latest }: { earliest: Date; latest: Date },
): string[] {
  // Whoever could leave the end out must not pass for somebody whose credential has none.
  const instead = disclosure === undefined ? statement?.validFrom : undefined;
  const written = work?.endDate ?? instead;
  const ended = written === undefined ? undefined : parseDateTimeStamp(written);
  if (ended === undefined) return ["It does not say when the work ended"];
  if (ended > latest.getTime()) return ["The work has not ended yet"];
  return ended < earliest.getTime() ? ["The work ended longer ago than asked for"] : [];
}

/** The same day and time some calendar months earlier (UTC), or the last day of a shorter month. */
function monthsBefore(date: Date, months: number): Date {
  const earlier = new Date(date);
  earlier.setUTCMonth(date.getUTCMonth() - months);
  if (earlier.getUTCDate() !== date.getUTCDate()) earlier.setUTCDate(0);
  return earlier;
}
