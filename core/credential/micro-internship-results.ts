import type { JsonObject } from "../json/json-value.ts";
import { nonEmpty } from "./members.ts";
import type { MicroInternship, RubricRating, Skill } from "./micro-internship.ts";

/** One kind of result: how it is described in the achievement, and what the student reached. */
interface ResultPair {
  description: JsonObject;
  result: JsonObject;
}

/** The achievement: title, criteria, skills and a description of each kind of result. */
export function achievementOf(work: MicroInternship): JsonObject {
  return {
    id: work.achievementId,
    type: ["Achievement"],
    achievementType: "MicroCredential",
    version: "1.0",
    inLanguage: "en",
    name: work.title,
    description: work.summary,
    criteria: { narrative: work.criteria },
    ...nonEmpty("tag", work.tags ?? []),
    ...nonEmpty("alignment", (work.skills ?? []).map(alignmentOf)),
    resultDescription: pairsOf(work).map(({ description }) => description),
  };
}

/** What the student reached, one result for each description. */
export function resultsOf(work: MicroInternship): JsonObject[] {
  return pairsOf(work).map(({ result }) => result);
}

function pairsOf(work: MicroInternship): ResultPair[] {
  const pair = (key: string, description: JsonObject, result: JsonObject): ResultPair => {
    const id = `${work.achievementId}#${key}`;
    return {
      description: { id, type: ["ResultDescription"], ...description },
      result: { type: ["Result"], resultDescription: id, ...result },
    };
  };
  const { estimatedHours, paidFairly, rating, rubrics = [] } = work;
  const pairs = [pair("status", { name: "Completion", resultType: "Status" }, { status: "Completed" })];
  if (estimatedHours !== undefined) {
    const description = { name: "Estimated effort (hours)", resultType: "ext:EstimatedHours" };
    pairs.push(pair("effort", description, { value: String(estimatedHours) }));
  }
  if (paidFairly !== undefined) {
    const name = "Paid at or above the stated minimum";
    const description = { name, resultType: "ext:FairCompensation", allowedValue: ["no", "yes"] };
    pairs.push(pair("paid", description, { value: paidFairly ? "yes" : "no" }));
  }
  if (rating !== undefined) {
    const bounds = { valueMin: "1", valueMax: "5" };
    const description = { name: "Overall rating by supervisor", resultType: "RawScore", ...bounds };
    pairs.push(pair("overall", description, { value: String(rating) }));
  }
  rubrics.forEach((rubric, position) => {
    const key = `rubric-${position + 1}`;
    const { description, achievedLevel } = rubricOf(rubric, `${work.achievementId}#${key}`);
    pairs.push(pair(key, description, { achievedLevel }));
  });
  return pairs;
}

function rubricOf(rubric: RubricRating, id: string): { description: JsonObject; achievedLevel: string } {
  const position = rubric.levels.indexOf(rubric.achieved);
  if (position < 0) throw new TypeError("The level achieved is not among the levels of the rubric");
  const levels = rubric.levels.map((name, level) => ({
    id: `${id}-level-${level + 1}`,
    type: ["RubricCriterionLevel"],
    level: String(level + 1),
    name,
  }));
  const description = {
    name: rubric.name,
    resultType: "RubricCriterionLevel",
    rubricCriterionLevel: levels,
    ...nonEmpty("alignment", (rubric.skills ?? []).map(alignmentOf)),
  };
  return { description, achievedLevel: `${id}-level-${position + 1}` };
}

function alignmentOf(skill: Skill): JsonObject {
  return { type: ["Alignment"], ...skill };
}
