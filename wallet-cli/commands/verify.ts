import { readDocument } from "../credentials/read-document.ts";
import { readIssuerOpinions } from "../credentials/trusted-issuers.ts";
import { verifyDocument } from "../credentials/verify-document.ts";
import { type ExitCode, exitCodeOfVerdict } from "../exit-code.ts";
import { GuidedProblem } from "../guided-problem.ts";
import type { Session } from "../session.ts";
import { verificationLines } from "../views/verification-view.ts";

export interface VerifyOptions {
  readonly source: string;
  readonly challenge: string | undefined;
  readonly domain: string | undefined;
  /** Files, each a list of its own. */
  readonly trustedIssuers: readonly string[];
}

/** Gives the verdict on anybody's credential or presentation. Needs no wallet and keeps nothing. */
export async function verify(options: VerifyOptions, session: Session): Promise<ExitCode> {
  const { terminal, settings } = session;
  const { challenge, domain } = options;
  const validateIssuer = await readIssuerOpinions(options.trustedIssuers);
  const document = await readDocument(options.source, session);
  // What was shared with somebody answers no challenge, but names for whom it is.
  if (document.kind === "presentation" && !challenge && !domain) {
    throw new GuidedProblem(
      "INVALID_REQUEST",
      "This is a presentation: whether it is fresh shows only against the challenge that you gave out.",
      "Give it with --challenge, and what you are called with --domain; for one that was shared with you, --domain alone.",
    );
  }
  const verification = await verifyDocument(document, { challenge, domain, validateIssuer }, session);
  if (settings.json) terminal.printJson(verification);
  else terminal.print(...verificationLines(verification, { width: terminal.width }));
  return exitCodeOfVerdict(verification);
}
