import { isJsonObject, type JsonObject } from "../../json/json-value.ts";
import { type ClassRule, objectsOf, type Report, textsOf } from "./class-rule.ts";

/** What one result description allows; each member is as it was written. */
type Described = { object: JsonObject; levels: ReadonlySet<unknown> };

/**
 * Checks what a subject reached against what its achievement describes (B.1.16 Result): the description is there, and the
 * status, the level and the value are among those it allows.
 */
export const resultsFit: ClassRule = (subject, report) => {
  const { achievement } = subject;
  const descriptions = isJsonObject(achievement) ? describedIn(achievement) : new Map<unknown, Described>();
  for (const { object: result, path } of objectsOf(subject, "result")) {
    const inResult: Report = (member, words) => report([...path, ...member], words);
    const { resultDescription, achievedLevel, status, value } = result;
    if (resultDescription === undefined) {
      if (achievedLevel !== undefined)
        inResult(["achievedLevel"], "needs a resultDescription that has the level");
      continue;
    }
    const described = descriptions.get(resultDescription);
    if (described === undefined) {
      inResult(["resultDescription"], "must be the id of a result description of the achievement");
      continue;
    }
    if (described.object.resultType === "Status" && status === undefined) {
      inResult(["status"], 'is missing, and the description is of type "Status"');
    }
    if (achievedLevel !== undefined && !described.levels.has(achievedLevel)) {
      inResult(["achievedLevel"], "must be the id of a level of the result description");
    }
    if (typeof value === "string") checkValue(value, described.object, ["value"], inResult);
  }
};

/** Checks a result description by itself (B.1.17): what is required must be something that it allows. */
export const descriptionFits: ClassRule = (description, report) => {
  const { requiredLevel, requiredValue, valueMin, valueMax } = description;
  const levels = objectsOf(description, "rubricCriterionLevel").map(({ object }) => object.id);
  if (requiredLevel !== undefined && !levels.includes(requiredLevel)) {
    report(["requiredLevel"], "must be the id of a level of this result description");
  }
  if (new Set(levels).size < levels.length)
    report(["rubricCriterionLevel"], "must have levels with different ids");
  if (typeof requiredValue === "string") checkValue(requiredValue, description, ["requiredValue"], report);
  const [least, most] = [numberOf(valueMin), numberOf(valueMax)];
  if (least !== undefined && most !== undefined && least > most)
    report(["valueMax"], "is less than valueMin");
};

/** Checks that the result descriptions of an achievement can be told apart (B.1.17: "unique URI"). */
export const descriptionsDiffer: ClassRule = (achievement, report) => {
  const ids = objectsOf(achievement, "resultDescription").map(({ object }) => object.id);
  if (new Set(ids).size < ids.length)
    report(["resultDescription"], "must have descriptions with different ids");
};

function describedIn(achievement: JsonObject): Map<unknown, Described> {
  return new Map(
    objectsOf(achievement, "resultDescription").map(({ object }) => [
      object.id,
      { object, levels: new Set(objectsOf(object, "rubricCriterionLevel").map((level) => level.object.id)) },
    ]),
  );
}

function checkValue(value: string, description: JsonObject, path: [string], report: Report): void {
  const allowed = textsOf(description.allowedValue);
  if (allowed.length > 0) {
    if (!allowed.includes(value)) report(path, "must be one of the allowed values");
    return;
  }
  const [least, most] = [numberOf(description.valueMin), numberOf(description.valueMax)];
  if (least === undefined && most === undefined) return;
  const number = numberOf(value);
  // Bounds that are numbers say that the value is one; letters ("A" to "F") have no order that all agree on.
  if (number === undefined) report(path, "must be a number, as its bounds are");
  else if ((least !== undefined && number < least) || (most !== undefined && number > most)) {
    report(path, "must lie within valueMin and valueMax");
  }
}

function numberOf(text: unknown): number | undefined {
  return typeof text === "string" && /^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : undefined;
}
