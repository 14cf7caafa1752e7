import { trustedThrough } from "../endorsements/judge-endorsers.ts";
import type { CredentialVerification, IssuerValidation } from "../verdict.ts";

/**
 * The most cautious of the opinions on whoever speaks in some credentials: of a portfolio that a person put together about themself on the
 * issuers in it, and what an endorsement's issuer is held to be is told with what it endorses.
 */
export function mostCautious(credentials: readonly CredentialVerification[]): IssuerValidation {
  const validations = credentials
    .filter(({ endorsesPosition }) => endorsesPosition === undefined)
    .flatMap(speakersIn);
  return (
    validations.find(({ outcome }) => outcome === "distrusted") ??
    validations.find((issuer) => issuer.outcome === "unknown" && trustedThrough(issuer).length === 0) ??
    validations.find(({ outcome }) => outcome === "unknown") ??
    validations[0] ?? { outcome: "unknown" }
  );
}

function speakersIn({ statement, portfolio, validation }: CredentialVerification): IssuerValidation[] {
  if (portfolio === undefined) return [validation.issuer];
  const isOwn = statement?.subjects.includes(statement.issuer) === true;
  const within = [mostCautious(portfolio.credentials)];
  return isOwn ? within : [validation.issuer, ...within];
}
