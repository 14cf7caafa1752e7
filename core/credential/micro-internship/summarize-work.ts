import { type GraphReader, joined } from "../json-ld/graph-reader.ts";
import type { ExpandedNode } from "../json-ld/json-ld.ts";
import { typesOf } from "../statement.ts";
import { iris } from "../vocabulary.ts";
import type { WorkSummary } from "./work-summary.ts";

/**
 * Reads one micro-internship out of an Open Badges credential, for showing: from what was signed, so that
 * two documents with the same signature give the same summary up to the order of lists. Values are the
 * issuer's words, not yet safe for a page or a terminal.
 *
 * @param options.shownInPart - Its holder chose what to show of it: then the achievement, or its name, may be missing.
 * @returns `undefined` unless the credential is about one subject with one achievement that has a name: of
 * several, none may stand for the others.
 */
export function summarizeWork(
  graph: GraphReader,
  { shownInPart }: { shownInPart: boolean } = { shownInPart: false },
): WorkSummary | undefined {
  const { root: expanded, things, text } = graph;
  const [subject, ...otherSubjects] = things(expanded, "credentialSubject");
  if (subject === undefined || otherSubjects.length > 0) return undefined;
  const [achievement = {}, ...otherAchievements] = things(subject, "achievement");
  if (otherAchievements.length > 0) return undefined;
  const title = text(achievement, "name");
  if (title === undefined && !(shownInPart && typesOf(expanded).includes(iris.OpenBadgeCredential)))
    return undefined;
  const issuers = things(expanded, "issuer");
  const textsOf = (nodes: readonly ExpandedNode[], term: string) =>
    joined(nodes.map((node) => text(node, term)));
  return withoutAbsent<WorkSummary>({
    title,
    achievementType: text(achievement, "achievementType"),
    description: text(achievement, "description"),
    criteria: textsOf(things(achievement, "criteria"), "narrative"),
    issuerName: textsOf(issuers, "name"),
    supervisor: textsOf(issuers, "official"),
    recipientName: recipientName(subject, graph),
    role: text(subject, "role"),
    startDate: text(subject, "activityStartDate"),
    endDate: text(subject, "activityEndDate"),
    results: results(subject, achievement, graph),
    skills: skills(achievement, graph),
    evidence: evidence(expanded, graph),
    source: textsOf(things(subject, "source"), "name"),
  });
}

function recipientName(subject: ExpandedNode, { things, text }: GraphReader): string | undefined {
  const clear = things(subject, "identifier").filter(
    (identifier) =>
      text(identifier, "identityType") === "name" && (text(identifier, "hashed") ?? "false") === "false",
  );
  return joined(clear.map((identifier) => text(identifier, "identityHash")));
}

function results(
  subject: ExpandedNode,
  achievement: ExpandedNode,
  { things, references, text }: GraphReader,
): WorkSummary["results"] {
  const named = (candidates: readonly ExpandedNode[], ids: string[]) =>
    candidates.filter(({ "@id": id }) => typeof id === "string" && ids.includes(id));
  const descriptions = things(achievement, "resultDescription");
  return things(subject, "result").flatMap((result) => {
    const described = named(descriptions, references(result, "resultDescription"));
    const rubric = described.flatMap((description) => things(description, "rubricCriterionLevel"));
    const levels = named(rubric, references(result, "achievedLevel"));
    const value = joined([
      text(result, "status"),
      text(result, "value"),
      ...levels.map((level) => text(level, "name")),
    ]);
    if (value === undefined) return [];
    const name = joined(described.map((description) => text(description, "name"))) ?? "Result";
    const type = joined(described.map((description) => text(description, "resultType")));
    // A score says nothing without its scale.
    const scale = type === "RawScore" ? scaleOf(described, text) : undefined;
    const summary: WorkSummary["results"][number] = { name, value };
    if (scale !== undefined) summary.scale = scale;
    if (type !== undefined) summary.type = type;
    return [summary];
  });
}

function scaleOf(described: ExpandedNode[], text: GraphReader["text"]): string | undefined {
  const lowest = joined(described.map((description) => text(description, "valueMin")));
  const highest = joined(described.map((description) => text(description, "valueMax")));
  return lowest === undefined || highest === undefined ? undefined : `${lowest} to ${highest}`;
}

function skills(achievement: ExpandedNode, { things, text }: GraphReader): WorkSummary["skills"] {
  return [achievement, ...things(achievement, "resultDescription")]
    .flatMap((node) => things(node, "alignment"))
    .flatMap((alignment) => {
      const name = text(alignment, "targetName");
      if (name === undefined) return [];
      const framework = text(alignment, "targetFramework");
      const [code, url] = [text(alignment, "targetCode"), text(alignment, "targetUrl")];
      return [withoutAbsent<WorkSummary["skills"][number]>({ name, framework, code, url })];
    });
}

function evidence(credential: ExpandedNode, { things, text }: GraphReader): WorkSummary["evidence"] {
  return things(credential, "evidence").map((item) =>
    withoutAbsent<WorkSummary["evidence"][number]>({
      name: text(item, "name") ?? "Evidence",
      genre: text(item, "genre"),
      description: text(item, "description"),
      digestMultibase: text(item, "digestMultibase"),
    }),
  );
}

/** What is not said has no member: `undefined` in one would be another thing to those who compare or write JSON. */
function withoutAbsent<Said extends object>(members: { [Name in keyof Required<Said>]: Said[Name] }): Said {
  const present: Partial<Said> = {};
  for (const name in members) {
    if (members[name] !== undefined) present[name] = members[name];
  }
  return present as Said;
}
