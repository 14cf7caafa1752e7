import { noEnd } from "../credential/disclosure/mandatory-pointers.ts";
import { type GraphReader, joined } from "../credential/json-ld/graph-reader.ts";
import type { Statement } from "../credential/statement.ts";
import { parseDateTimeStamp } from "../date-time.ts";
import type { StatementSummary } from "./verdict.ts";

/** What was signed, in the few facts that people and programs ask for first. */
export function summarizeStatement(statement: Statement, graph: GraphReader): StatementSummary {
  const issuers = graph.things(statement.expanded, "issuer");
  const issuerName = joined(issuers.map((issuer) => graph.text(issuer, "name")));
  const issuerUrl = joined(issuers.map((issuer) => graph.text(issuer, "url")));
  const about = graph.things(statement.expanded, "credentialSubject");
  const achievements = about.flatMap((subject) => graph.things(subject, "achievement"));
  const achievement = achievements.length === 1 ? achievements[0]?.["@id"] : undefined;
  const endorsementComment = joined(about.map((subject) => graph.text(subject, "endorsementComment")));
  // Of several bounds (VCDM 1.1 has two names for each) the narrowest is in force.
  const validFrom = byTime(statement.notBefore).at(-1);
  // "Never" is no date to tell anybody.
  const validUntil = byTime(statement.notAfter).find((date) => date !== noEnd);
  // Said one after the other rather than spread: in V8 a spread of what may be absent costs more than all of the reading above.
  const summary: Partial<StatementSummary> = {};
  if (statement.id !== undefined) summary.id = statement.id;
  summary.types = statement.types;
  summary.issuer = statement.issuer ?? "";
  if (issuerName !== undefined) summary.issuerName = issuerName;
  if (issuerUrl !== undefined) summary.issuerUrl = issuerUrl;
  summary.subjects = statement.subjects.filter((subject) => subject !== undefined);
  if (typeof achievement === "string") summary.achievement = achievement;
  if (endorsementComment !== undefined) summary.endorsementComment = endorsementComment;
  if (validFrom !== undefined) summary.validFrom = validFrom;
  if (validUntil !== undefined) summary.validUntil = validUntil;
  return summary as StatementSummary;
}

function byTime(dates: string[]): string[] {
  if (dates.length < 2) return dates;
  return dates.toSorted((one, other) => (parseDateTimeStamp(one) ?? 0) - (parseDateTimeStamp(other) ?? 0));
}
