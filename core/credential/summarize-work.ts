import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { listOf } from "./members.ts";
import type { WorkSummary } from "./work-summary.ts";

/**
 * Reads one micro-internship out of an Open Badges credential, for showing. Read from plain members, so
 * only from a credential whose plain form was checked. Values are the issuer's words, not yet safe for
 * a page or a terminal.
 *
 * @returns `undefined` when the credential holds no achievement.
 */
export function summarizeWork(credential: JsonObject): WorkSummary | undefined {
  const subject = listOf(credential.credentialSubject).find(isJsonObject);
  const achievement = listOf(subject?.achievement).find(isJsonObject);
  const title = textOf(achievement?.name);
  if (subject === undefined || achievement === undefined || title === undefined) return undefined;
  const issuer = isJsonObject(credential.issuer) ? credential.issuer : {};
  const source = listOf(subject.source).find(isJsonObject);
  const criteria = listOf(achievement.criteria).find(isJsonObject);
  return {
    title,
    ...optional("description", textOf(achievement.description)),
    ...optional("criteria", textOf(criteria?.narrative)),
    ...optional("issuerName", textOf(issuer.name)),
    ...optional("supervisor", textOf(issuer.official)),
    ...optional("recipientName", recipientName(subject)),
    ...optional("role", textOf(subject.role)),
    ...optional("startDate", textOf(subject.activityStartDate)),
    ...optional("endDate", textOf(subject.activityEndDate)),
    results: results(subject, achievement),
    skills: skills(achievement),
    evidence: evidence(credential),
    ...optional("source", textOf(source?.name)),
  };
}

function recipientName(subject: JsonObject): string | undefined {
  const clear = listOf(subject.identifier)
    .filter(isJsonObject)
    .find(({ identityType, hashed }) => identityType === "name" && hashed !== true);
  return textOf(clear?.identityHash);
}

function results(subject: JsonObject, achievement: JsonObject): WorkSummary["results"] {
  const descriptions = listOf(achievement.resultDescription).filter(isJsonObject);
  return listOf(subject.result)
    .filter(isJsonObject)
    .flatMap((result) => {
      const description = descriptions.find(({ id }) => id !== undefined && id === result.resultDescription);
      const value = textOf(result.status) ?? textOf(result.value) ?? levelName(result, description);
      if (value === undefined) return [];
      const name = textOf(description?.name) ?? "Result";
      return [{ name, value, ...optional("type", textOf(description?.resultType)) }];
    });
}

function levelName(result: JsonObject, description: JsonObject | undefined): string | undefined {
  const level = listOf(description?.rubricCriterionLevel)
    .filter(isJsonObject)
    .find(({ id }) => id !== undefined && id === result.achievedLevel);
  return textOf(level?.name);
}

function skills(achievement: JsonObject): WorkSummary["skills"] {
  const rubrics = listOf(achievement.resultDescription).filter(isJsonObject);
  return [achievement, ...rubrics]
    .flatMap(({ alignment }) => listOf(alignment))
    .filter(isJsonObject)
    .flatMap((alignment) => {
      const name = textOf(alignment.targetName);
      if (name === undefined) return [];
      const framework = optional("framework", textOf(alignment.targetFramework));
      return [{ name, ...framework, ...optional("url", textOf(alignment.targetUrl)) }];
    });
}

function evidence(credential: JsonObject): WorkSummary["evidence"] {
  return listOf(credential.evidence)
    .filter(isJsonObject)
    .map((item) => ({
      name: textOf(item.name) ?? "Evidence",
      ...optional("genre", textOf(item.genre)),
      ...optional("description", textOf(item.description)),
      ...optional("digestMultibase", textOf(item.digestMultibase)),
    }));
}

function textOf(value: JsonValue | undefined): string | undefined {
  const [first] = listOf(value);
  if (isJsonObject(first)) return textOf(first["@value"]);
  return typeof first === "string" ? first : typeof first === "number" ? String(first) : undefined;
}

function optional<Name extends string>(name: Name, value: string | undefined): { [member in Name]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { [member in Name]?: string });
}
