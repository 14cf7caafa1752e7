import type { ProfileValidation } from "../../core/open-badges/profile.ts";
import type { SchemaValidation } from "../../core/schema/evaluate-schemas.ts";

/** Whether a credential has the form that was asked for; who made it is another question. */
export interface FormValidation {
  /** `unknown` when a schema is not known here, and nothing is wrong by the others. */
  readonly outcome: "valid" | "invalid" | "unknown";
  readonly profile?: ProfileValidation;
  readonly schemas: SchemaValidation[];
}

/** Puts together what was found: one "no" outweighs everything that could not be found out. */
export function formValidation(
  profile: ProfileValidation | undefined,
  schemas: SchemaValidation[],
): FormValidation {
  const outcomes = new Set(schemas.map(({ outcome }) => outcome));
  const violated = (profile?.findings.length ?? 0) > 0 || outcomes.has("invalid");
  const outcome = violated ? "invalid" : outcomes.has("unknown") ? "unknown" : "valid";
  return { outcome, ...(profile !== undefined && { profile }), schemas };
}
