import type { ZodError } from "zod";

/** What is wrong with one member, in words that follow its name; the words never repeat what was sent. */
export interface MemberProblem {
  member: string;
  reason: string;
}

/** The problems that a schema found; `whole` names the value itself. */
export function describeIssues(error: ZodError | undefined, whole: string): MemberProblem[] {
  return (error?.issues ?? []).map(({ path, code, message }) => ({
    member: path.join(".") || whole,
    reason: code === "unrecognized_keys" ? "has a member that is not known here" : message,
  }));
}
