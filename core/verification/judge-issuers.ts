import { isVerified } from "./checks.ts";
import { isPresentation } from "./describe.ts";
import { withTrustedEndorsers } from "./endorsements/judge-endorsers.ts";
import { judgedPortfolio } from "./portfolio/judge-portfolio.ts";
import { mostCautious } from "./portfolio/portfolio-issuers.ts";
import type { CheckName, CredentialVerification, IssuerValidation, Verification } from "./verdict.ts";

/** What a verifier holds of an issuer: {@link validateIssuer} over its lists, for example. */
export type ValidateIssuer = (did: string, types: string[]) => IssuerValidation;

/** The checks that tell who speaks. */
const identifying: readonly CheckName[] = ["format", "proof", "issuer-binding"];

/**
 * Puts what this verifier holds of an issuer into the verdict on its credential. Whom we trust is worth nothing when we do not know who
 * speaks: without a signature by the issuer that it names, the issuer stays unknown.
 */
export function judgeIssuer(
  credential: CredentialVerification,
  validateIssuer: ValidateIssuer,
): CredentialVerification {
  const { checks, statement, validation } = credential;
  // Those who endorse are judged like any issuer; nothing stands inside an endorsement here.
  const endorsements = credential.endorsements?.map((endorsement) => ({
    ...endorsement,
    verification: judgeIssuer(endorsement.verification, validateIssuer),
  }));
  const portfolio =
    credential.portfolio &&
    judgedPortfolio(
      credential.portfolio,
      credential.portfolio.credentials.map((member) => judgeIssuer(member, validateIssuer)),
    );
  const authentic = isVerified(checks.filter(({ name }) => identifying.includes(name)));
  const known = authentic && statement !== undefined && statement.issuer !== "";
  const issuer: IssuerValidation = known
    ? validateIssuer(statement.issuer, statement.types)
    : { outcome: "unknown" };
  const judged = {
    ...credential,
    ...(endorsements && { endorsements }),
    ...(portfolio && { portfolio }),
    validation: { ...validation, issuer },
  };
  return known ? withTrustedEndorsers(judged) : judged;
}

/** The same for a whole verdict; a presentation gets the most cautious of the opinions on its credentials' issuers. */
export function judgeIssuers(verification: Verification, validateIssuer: ValidateIssuer): Verification {
  if (!isPresentation(verification)) return judgeIssuer(verification, validateIssuer);
  const credentials = verification.credentials.map((credential) => judgeIssuer(credential, validateIssuer));
  const issuer = mostCautious(credentials);
  return { ...verification, validation: { ...verification.validation, issuer }, credentials };
}
