import { validateProfile } from "../../core/open-badges/profile.ts";
import type { ProfileName } from "../../core/open-badges/profile-name.ts";
import { validateEvidence } from "../../core/verification/evidence/validate-evidence.ts";
import { credentialIn } from "../credentials/credential-in.ts";
import { readDocument } from "../credentials/read-document.ts";
import { readSchemas } from "../credentials/read-schemas.ts";
import { readIssuerOpinions } from "../credentials/trusted-issuers.ts";
import { verifyDocument } from "../credentials/verify-document.ts";
import { readGivenFiles } from "../evidence/read-files.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { exitCodeOfVerdict } from "../exit-code-of-verdict.ts";
import { GuidedProblem } from "../guided-problem.ts";
import type { Session } from "../session.ts";
import { profileLines } from "../views/form-view.ts";
import { verificationLines } from "../views/verification-view.ts";

export interface VerifyOptions {
  readonly source: string;
  readonly challenge: string | undefined;
  readonly domain: string | undefined;
  /** Files, each a list of its own. */
  readonly trustedIssuers: readonly string[];
  /** Files, each with one schema that credentials may name. */
  readonly schemas: readonly string[];
  /** What a credential is held against, besides. */
  readonly profile: ProfileName | undefined;
  /** Files and folders that came along. */
  readonly evidence: readonly string[];
}

/** Gives the verdict on anybody's credential or presentation. Needs no wallet and keeps nothing. */
export async function verify(options: VerifyOptions, session: Session): Promise<ExitCode> {
  const { terminal, settings } = session;
  const { challenge, domain } = options;
  const validateIssuer = await readIssuerOpinions(options.trustedIssuers);
  const knownSchemas = await readSchemas(options.schemas);
  const document = await readDocument(options.source, session);
  // What was shared with somebody answers no challenge, but names for whom it is.
  if (document.kind === "presentation" && !challenge && !domain) {
    throw new GuidedProblem(
      "INVALID_REQUEST",
      "This is a presentation: whether it is fresh shows only against the challenge that you gave out.",
      "Give it with --challenge, and what you are called with --domain; for one that was shared with you, --domain alone.",
    );
  }
  const profile = options.profile && validateProfile(options.profile, credentialIn(document));
  const files = await readGivenFiles(options.evidence);
  const knowledge = { validateIssuer, knownSchemas };
  const verdict = await verifyDocument(document, { challenge, domain, ...knowledge }, session);
  const verification = options.evidence.length === 0 ? verdict : validateEvidence(verdict, files);
  if (settings.json) terminal.printJson({ ...verification, ...(profile && { profile }) });
  else {
    const { width } = terminal;
    terminal.print(...verificationLines(verification, { width }));
    if (profile !== undefined) terminal.print("", ...profileLines(profile, { width }));
  }
  if (document.picture !== undefined) {
    terminal.tell(
      "",
      "This is the verdict on the credential. The picture around it is not part of what was signed.",
    );
  }
  const code = exitCodeOfVerdict(verification);
  const isForeign =
    verification.validation.evidenceFiles?.some(({ outcome }) => outcome === "foreign") === true;
  const isOffProfile = profile !== undefined && profile.findings.length > 0;
  return code === exitCodes.done && (isForeign || isOffProfile) ? exitCodes.no : code;
}
