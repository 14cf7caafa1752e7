import type { WorkSummary } from "../../../core/credential/micro-internship/work-summary.ts";
import type { Check, CredentialVerification, StatementSummary } from "../../../core/verification/verdict.ts";
import type { HeldCredential } from "../wallet-records.ts";

/**
 * What it takes to list a held credential, to find it by its id, and to say whom another is about: a part of its record, so all of it
 * comes from the verdict that was reached over what its issuer signed.
 */
export interface CredentialSummary extends Pick<HeldCredential, "ownership" | "addedAt"> {
  readonly verification: Pick<CredentialVerification, "asOf"> & {
    /** Of its status alone. */
    readonly checks: readonly Check[];
    readonly statement?: Pick<StatementSummary, (typeof statementMembers)[number]>;
    readonly work?: Pick<WorkSummary, (typeof workMembers)[number]>;
  };
}

/**
 * Which parts of a record a summary is. To be counted up with every change of it: summaries of another form are not read, but made anew.
 */
export const summaryForm = 1;

const statementMembers = [
  "id",
  "types",
  "issuer",
  "issuerName",
  "achievement",
  "validFrom",
  "validUntil",
] as const;
const workMembers = ["title", "issuerName", "startDate", "endDate"] as const;

/** The summary of a credential as the wallet keeps it. */
export function summaryOf({ ownership, addedAt, verification }: HeldCredential): CredentialSummary {
  const { asOf, checks, statement, work } = verification;
  return {
    ownership,
    addedAt,
    verification: {
      asOf,
      checks: checks.filter(({ name }) => name === "status"),
      ...(statement !== undefined && { statement: pick(statement, statementMembers) }),
      ...(work !== undefined && { work: pick(work, workMembers) }),
    },
  };
}

function pick<Whole extends object, Member extends keyof Whole>(
  whole: Whole,
  members: readonly Member[],
): Pick<Whole, Member> {
  const present = members.filter((member) => whole[member] !== undefined);
  return Object.fromEntries(present.map((member) => [member, whole[member]])) as Pick<Whole, Member>;
}
