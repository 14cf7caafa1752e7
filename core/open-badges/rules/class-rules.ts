import type { ClassName, Clause } from "../model/class-names.ts";
import { clauseOf } from "../model/class-names.ts";
import type { ClassRule } from "./class-rule.ts";
import { namesOfficialSchema } from "./credential-schemas.ts";
import { endorsementsAreOfCredential } from "./endorsements.ts";
import { descriptionFits, descriptionsDiffer, resultsFit } from "./results.ts";
import {
  criteriaSaySomething,
  identityIsHashed,
  imageIsPngOrSvg,
  proofAsserts,
  subjectIsIdentified,
} from "./subjects.ts";

/** A rule, and the class whose clause demands it. */
interface Demand {
  rule: ClassRule;
  clause: Clause;
}

const result = clauseOf("Result");

const demands: Partial<Record<ClassName, [ClassRule, Clause?][]>> = {
  AchievementCredential: [[endorsementsAreOfCredential], [namesOfficialSchema, clauseOf("CredentialSchema")]],
  EndorsementCredential: [[namesOfficialSchema, clauseOf("CredentialSchema")]],
  ClrCredential: [[endorsementsAreOfCredential], [namesOfficialSchema, clauseOf("CredentialSchema")]],
  AchievementSubject: [[subjectIsIdentified], [resultsFit, result], [imageIsPngOrSvg]],
  ClrSubject: [[subjectIsIdentified]],
  Achievement: [[descriptionsDiffer, clauseOf("ResultDescription")]],
  ResultDescription: [[descriptionFits]],
  Profile: [[imageIsPngOrSvg]],
  Criteria: [[criteriaSaySomething]],
  IdentityObject: [[identityIsHashed]],
  Proof: [[proofAsserts]],
};

/** What the text demands of the objects of a class, beyond its schema. */
export function demandsOn(name: ClassName): Demand[] {
  return (demands[name] ?? []).map(([rule, clause = clauseOf(name)]) => ({ rule, clause }));
}
