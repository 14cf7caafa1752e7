import { parseDateTimeStamp } from "../../core/date-time.ts";
import { Problem } from "../../core/problem/problem.ts";
import type { CompletionInput } from "./completion-input.ts";
import { completionSchema, offerLifetimes } from "./completion-schema.ts";
import { describeIssues, type MemberProblem } from "./describe-issues.ts";
import type { AchievementRecord, CompletionFacts, Recipient } from "./records.ts";
import { reasonAgainstDid } from "./subject-did.ts";

/** What is wrong with one member: a path into {@link CompletionInput}, like `facts.rubrics.0.name`. */
export type CompletionProblem = MemberProblem;

interface Circumstances {
  /** The version in use of the achievement that the input names, if there is one. */
  achievement: AchievementRecord | undefined;
  now: Date;
}

/** Finds every problem of a completion, not just the first. Whether its reference is taken is not checked. */
export function checkCompletion(
  achievement: AchievementRecord | undefined,
  input: CompletionInput,
  now: Date,
): CompletionProblem[] {
  const result = completionSchema.safeParse(input);
  const read = result.success ? result.data : input;
  const malformed = describeIssues(result.error, "completion");
  const has = (member: string) => malformed.some((problem) => problem.member.startsWith(member));
  const isFactsRead = !has("facts");
  return [
    ...malformed,
    ...(achievement || has("achievementId")
      ? []
      : [{ member: "achievementId", reason: "is no achievement of this issuer" }]),
    ...(has("recipient") ? [] : recipientProblems(read.recipient)),
    ...(has("recipient") || has("offer") ? [] : handoverProblems(read)),
    ...(isFactsRead && achievement ? rubricProblems(read.facts, achievement) : []),
    ...(isFactsRead ? periodProblems(read, { achievement, now }) : []),
  ];
}

/**
 * Reads a completion: the same with white space trimmed.
 *
 * @throws {@link Problem} `INVALID_REQUEST`, naming up to five problems.
 */
export function readCompletion(input: CompletionInput, { achievement, now }: Circumstances): CompletionInput {
  assertNone(checkCompletion(achievement, input, now));
  return completionSchema.parse(input);
}

/** Asserts that nothing is wrong. Throws `INVALID_REQUEST`, naming up to five problems. */
export function assertNone(problems: CompletionProblem[]): void {
  if (problems.length === 0) return;
  const words = problems.slice(0, 5).map(({ member, reason }) => `${member} ${reason}`);
  throw new Problem("INVALID_REQUEST", `${words.join("; ")}.`);
}

/** What is wrong with a recipient whose members have passed their schema. */
export function recipientProblems({ did, email }: Recipient): CompletionProblem[] {
  if (did === undefined && email === undefined) {
    return [{ member: "recipient", reason: "needs a DID or an e-mail address" }];
  }
  const reason = did === undefined ? undefined : reasonAgainstDid(did);
  return reason === undefined ? [] : [{ member: "recipient.did", reason }];
}

function handoverProblems({ recipient, offer, issueNow }: CompletionInput): CompletionProblem[] {
  if (offer && recipient.did !== undefined) {
    return [
      { member: "offer", reason: "has no purpose when the DID is known: the credential is issued at once" },
    ];
  }
  if (offer && issueNow) return [{ member: "issueNow", reason: "does not go together with an offer" }];
  if (offer?.sendMail && recipient.email === undefined) {
    return [{ member: "offer.sendMail", reason: "needs an e-mail address" }];
  }
  return [];
}

function rubricProblems(
  { rubrics = [] }: CompletionFacts,
  { content }: AchievementRecord,
): CompletionProblem[] {
  return rubrics.flatMap(({ name, achieved }, index) => {
    const member = `facts.rubrics.${index}`;
    const rubric = content.rubrics?.find((candidate) => candidate.name === name);
    if (!rubric) return [{ member: `${member}.name`, reason: "is no criterion of this achievement" }];
    if (rubrics.findIndex((other) => other.name === name) < index) {
      return [{ member: `${member}.name`, reason: "is rated twice" }];
    }
    return rubric.levels.includes(achieved)
      ? []
      : [{ member: `${member}.achieved`, reason: "is no level of this criterion" }];
  });
}

function periodProblems(
  { facts, recipient, offer }: CompletionInput,
  { now }: Circumstances,
): CompletionProblem[] {
  const [start, end, validUntil] = [facts.start, facts.end, facts.validUntil].map(parseDateTimeStamp);
  const problems: CompletionProblem[] = [];
  if (start !== undefined && end !== undefined && end < start) {
    problems.push({ member: "facts.end", reason: "is before the start" });
  }
  const waitingSeconds = recipient.did === undefined ? (offer?.expiresInSeconds ?? offerLifetimes.usual) : 0;
  if (validUntil !== undefined && validUntil <= now.getTime() + waitingSeconds * 1000) {
    problems.push({ member: "facts.validUntil", reason: "is over before it can be claimed" });
  }
  return problems;
}
