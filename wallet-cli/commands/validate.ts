import { validateProfile } from "../../core/open-badges/profile.ts";
import type { ProfileName } from "../../core/open-badges/profile-name.ts";
import { officialClassOf } from "../../core/open-badges/validate.ts";
import { examineDraft } from "../../core/schema/examine-draft.ts";
import { credentialIn } from "../credentials/credential-in.ts";
import { formValidation } from "../credentials/form-validation.ts";
import { readDocument } from "../credentials/read-document.ts";
import { readSchemas } from "../credentials/read-schemas.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { GuidedProblem } from "../guided-problem.ts";
import type { Session } from "../session.ts";
import { formLines } from "../views/form-view.ts";

export interface ValidateOptions {
  readonly source: string;
  /** Files, each with one schema; the credential must name every one of them. */
  readonly schemas: readonly string[];
  /** Left out, a badge is held against the profile of badges, and anything else against its schemas alone. */
  readonly profile: ProfileName | undefined;
}

const codeOf = { valid: exitCodes.done, invalid: exitCodes.no, unknown: exitCodes.couldNot } as const;

/** Says whether a credential, signed or not, has the form that Open Badges and schemas demand. Needs no wallet. */
export async function validate(options: ValidateOptions, session: Session): Promise<ExitCode> {
  const { terminal, settings } = session;
  const known = await readSchemas(options.schemas);
  const credential = credentialIn(await readDocument(options.source, session));
  const name = options.profile ?? (officialClassOf(credential) === undefined ? undefined : "ob3");
  const profile = name && validateProfile(name, credential);
  const schemas = await examineDraft(credential, known);
  if (profile === undefined && schemas.length === 0) {
    throw new GuidedProblem(
      "INVALID_REQUEST",
      "There is nothing to hold it against: it is no badge, and names no schema.",
      "Say what it should be with --profile ob3.",
    );
  }
  const validation = formValidation(profile, schemas);
  if (settings.json) terminal.printJson(validation);
  else terminal.print(...formLines(validation, { width: terminal.width }));
  return codeOf[validation.outcome];
}
