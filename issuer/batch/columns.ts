/** One column that an upload may have. */
interface ColumnEntry {
  /** What its cells hold, for people. */
  holds: string;
  /** What else people call it; case, spaces, hyphens and underscores do not matter. */
  aliases: readonly string[];
  /** The member of a completion that it fills: what a problem names. */
  member: string;
}

/**
 * Every column of an upload. Besides these, `rubric:<name>` holds the level reached in the achievement's rubric of that name.
 * Only `achievement` must be there, and in each row a `did` or an `email`.
 */
export const columns = {
  achievement: column("the achievement's id, or its exact title", "achievementId", [
    "micro-internship",
    "internship",
  ]),
  reference: column("your own name for this completion, unique", "reference", ["ref", "number", "id"]),
  email: column("the student's e-mail address", "recipient.email", [
    "mail",
    "email address",
    "student email",
  ]),
  name: column("the student's name", "recipient.name", ["student", "student name", "full name"]),
  did: column("the student's DID, when it is known", "recipient.did", ["student did", "wallet"]),
  role: column("what the student was", "facts.role", ["position"]),
  start: column("first day, 2026-09-01", "facts.start", ["from", "begin", "start date", "first day"]),
  end: column("last day, 2026-09-30", "facts.end", ["to", "until", "end date", "last day"]),
  hours: column("estimated effort in hours", "facts.estimatedHours", ["estimated hours", "effort"]),
  paid: column("yes or no: paid at or above the stated minimum", "facts.paidFairly", [
    "paid fairly",
    "fair pay",
  ]),
  rating: column("1, 2, 3, 4 or 5", "facts.rating", ["score"]),
  supervisor: column("who supervised", "facts.supervisor", ["mentor", "supervised by"]),
  evidence_name: column("name of the deliverable", "facts.evidence.name", ["deliverable", "evidence"]),
  evidence_digest: column(
    "multibase SHA-256 multihash of the deliverable's bytes",
    "facts.evidence.digestMultibase",
    ["deliverable digest", "digest"],
  ),
  evidence_description: column("about the deliverable", "facts.evidence.description", [
    "deliverable description",
  ]),
  source_name: column("the university that coordinated it", "facts.source.name", ["university", "source"]),
  source_id: column("its DID or other URI", "facts.source.id", ["university id", "university did"]),
  source_url: column("its website", "facts.source.url", ["university url", "university website"]),
  valid_until: column("last day on which the credential is valid", "facts.validUntil", [
    "expires",
    "valid to",
  ]),
  approved: column("yes or no: no waits for your approval when it is claimed", "approval", [
    "approval",
    "granted",
  ]),
  issue_now: column("yes: issued for the e-mail address at once, without a claim", "issueNow", ["at once"]),
  transaction_code: column("yes or no: a code protects the claim link", "offer.transactionCode", [
    "code",
    "pin",
    "tx_code",
  ]),
  expires_days: column("days for which the claim link works", "offer.expiresInSeconds", [
    "link days",
    "offer days",
  ]),
  send_mail: column("yes or no: the claim link is mailed to the student", "offer.sendMail", [
    "send email",
    "notify",
  ]),
} as const satisfies Record<string, ColumnEntry>;

export type ColumnName = keyof typeof columns;

/** What a column of one file means. */
export type Column =
  | { kind: "known"; name: ColumnName }
  | { kind: "rubric"; rubric: string }
  | { kind: "unknown" };

const byAlias = new Map<string, ColumnName>(
  (Object.entries(columns) as [ColumnName, ColumnEntry][]).flatMap(([name, { aliases }]) =>
    [name, ...aliases].map((alias) => [spelling(alias), name] as const),
  ),
);

/** Tells what a column is by the name that its header gives it. */
export function columnOf(title: string): Column {
  const [, rubric] = /^\s*rubric\s*:\s*(.{1,200}?)\s*$/iu.exec(title) ?? [];
  if (rubric !== undefined) return { kind: "rubric", rubric };
  const name = byAlias.get(spelling(title));
  return name === undefined ? { kind: "unknown" } : { kind: "known", name };
}

/** The column that a problem with a member of a completion is about, or that of its rubric; undefined for the whole row. */
export function columnOfMember(member: string): ColumnName | { rubricAt: number } | undefined {
  const [, rubricAt] = /^facts\.rubrics\.(\d+)/.exec(member) ?? [];
  if (rubricAt !== undefined) return { rubricAt: Number(rubricAt) };
  const path = member.replace(/\.\d+/g, "");
  const entries = Object.entries(columns) as [ColumnName, ColumnEntry][];
  const [name] =
    entries.find(([, entry]) => entry.member === path) ??
    entries.find(([, entry]) => entry.member.startsWith(`${path}.`)) ??
    [];
  return name;
}

/** Names two of which mean the same column are spelt the same here. */
export function spelling(title: string): string {
  return title.toLowerCase().replace(/[\s_-]+/g, "");
}

function column(holds: string, member: string, aliases: string[]): ColumnEntry {
  return { holds, member, aliases };
}
