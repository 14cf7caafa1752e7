import type { Part } from "./part.ts";

/** By `resultType` of the description: {@link https://www.imsglobal.org/spec/ob/v3p0/#resulttype-enumeration}. */
const partOfResultType: Readonly<Record<string, Part>> = {
  Status: "completion",
  "ext:EstimatedHours": "hours",
  "ext:FairCompensation": "pay",
  GradePointAverage: "rating",
  LetterGrade: "rating",
  Percent: "rating",
  PerformanceLevel: "rating",
  PredictedScore: "rating",
  RawScore: "rating",
  RubricCriterion: "rating",
  RubricCriterionLevel: "rating",
  RubricScore: "rating",
  ScaledScore: "rating",
};

/** The part that a result belongs to, by the `resultType` of its description. */
export function kindOfResultType(resultType: string | undefined): Part {
  const isKnown = resultType !== undefined && Object.hasOwn(partOfResultType, resultType);
  return (isKnown ? partOfResultType[resultType] : undefined) ?? "results";
}
