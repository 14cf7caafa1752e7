import type { JsonObject } from "../json/json-value.ts";
import { describeFinding, type Finding } from "../problem/finding.ts";
import { Problem } from "../problem/problem.ts";
import type { OfficialClass } from "./official-schemas.ts";
import type { ProfileName } from "./profile-name.ts";
import { officialClassOf, validateOpenBadges } from "./validate.ts";

/** Whether a credential is as its profile demands: apart from whether it is authentic. */
export interface ProfileValidation {
  name: ProfileName;
  /** What it was held against. */
  of: OfficialClass;
  /** Empty when it conforms. */
  findings: Finding[];
}

/** Holds a credential against the profile; one of another type is measured as a badge, and told what it lacks. */
export function validateProfile(name: ProfileName, credential: JsonObject): ProfileValidation {
  const of = officialClassOf(credential) ?? "AchievementCredential";
  return { name, of, findings: validateOpenBadges(credential, of) };
}

/**
 * Refuses a credential that says it is a badge, an endorsement or a learner record, and is not as the standard demands. Others pass.
 *
 * @throws {@link Problem} `MALFORMED_VALUE_ERROR` with everything that was found.
 */
export function assertProfile(credential: JsonObject): void {
  const of = officialClassOf(credential);
  const findings = of === undefined ? [] : validateOpenBadges(credential, of);
  const [first, ...others] = findings;
  if (first === undefined) return;
  const more = others.length === 0 ? "" : `; and ${others.length} more`;
  throw new Problem("MALFORMED_VALUE_ERROR", `${describeFinding(first)}${more}`, { findings });
}
