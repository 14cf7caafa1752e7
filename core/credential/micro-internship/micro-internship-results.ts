import type { JsonObject } from "../../json/json-value.ts";
import { nonEmpty } from "../members.ts";
import type { AchievementDefinition, MicroInternship, RubricRating, Skill } from "./micro-internship.ts";

/** One kind of result: how it is described in the achievement, and what the student reached. */
interface ResultPair {
  description: JsonObject;
  /** Absent where nothing was reached, because this describes the achievement and no student. */
  result?: JsonObject;
}

type Described = AchievementDefinition & Pick<MicroInternship, "rating">;

/** The achievement: title, criteria, skills and a description of each kind of result. */
export function achievementOf(work: Described): JsonObject {
  return {
    id: work.achievementId,
    type: ["Achievement"],
    achievementType: "MicroCredential",
    version: work.achievementVersion === undefined ? "1.0" : String(work.achievementVersion),
    inLanguage: "en",
    name: work.title,
    description: work.summary,
    criteria: { narrative: work.criteria },
    ...(work.image !== undefined && { image: { id: work.image, type: "Image" } }),
    ...nonEmpty("tag", work.tags ?? []),
    ...nonEmpty("alignment", (work.skills ?? []).map(alignmentOf)),
    resultDescription: pairsOf(work).map(({ description }) => description),
    ...nonEmpty("endorsement", work.endorsements ?? []),
  };
}

/** What the student reached, one result for each description. */
export function resultsOf(work: MicroInternship): JsonObject[] {
  return pairsOf(work).flatMap(({ result }) => (result === undefined ? [] : [result]));
}

function pairsOf(work: Described): ResultPair[] {
  const pair = (key: string, description: JsonObject, result: JsonObject | undefined): ResultPair => {
    const id = `${work.achievementId}#${key}`;
    return {
      description: { id, type: ["ResultDescription"], ...description },
      ...(result && { result: { type: ["Result"], resultDescription: id, ...result } }),
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
  // Another version may rate other things in this place: the version keeps the identifiers apart.
  const version = work.achievementVersion === undefined ? "" : `v${work.achievementVersion}-`;
  rubrics.forEach((rubric, index) => {
    const key = `${version}rubric-${rubric.position ?? index + 1}`;
    const { description, achievedLevel } = rubricOf(rubric, `${work.achievementId}#${key}`);
    pairs.push(pair(key, description, achievedLevel === undefined ? undefined : { achievedLevel }));
  });
  return pairs;
}

function rubricOf(
  rubric: RubricRating,
  id: string,
): { description: JsonObject; achievedLevel: string | undefined } {
  const { achieved } = rubric;
  const position = achieved === undefined ? 0 : rubric.levels.indexOf(achieved);
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
  return {
    description,
    achievedLevel: achieved === undefined ? undefined : `${id}-level-${position + 1}`,
  };
}

function alignmentOf(skill: Skill): JsonObject {
  return { type: ["Alignment"], ...skill };
}
