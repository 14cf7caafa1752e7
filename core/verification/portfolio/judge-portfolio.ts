import { sumWork } from "../../portfolio/sum-work.ts";
import { trustedThrough } from "../endorsements/judge-endorsers.ts";
import type { CredentialVerification, IssuerValidation, PortfolioVerification } from "../verdict.ts";

/**
 * A portfolio whose credentials were judged, with what those come to whose issuers this verifier trusts, itself or through somebody whom
 * it lets vouch.
 */
export function judgedPortfolio(
  portfolio: PortfolioVerification,
  credentials: CredentialVerification[],
): PortfolioVerification {
  const counted = portfolio.sums.projects.flatMap((position) => {
    const { work, statement, validation } = credentials[position - 1] ?? {};
    if (work === undefined || statement === undefined || validation === undefined) return [];
    return isKnown(validation.issuer) ? [{ position, issuer: statement.issuer, work }] : [];
  });
  return { ...portfolio, credentials, knownSums: sumWork(counted) };
}

function isKnown(issuer: IssuerValidation): boolean {
  return issuer.outcome === "trusted" || trustedThrough(issuer).length > 0;
}
