import type { CredentialVerification, Endorsement, Endorser, IssuerValidation } from "../verdict.ts";
import { isGoodEndorsement } from "./check-endorsement.ts";

/**
 * Those whom this verifier trusts itself among the endorsers of the issuer. Being endorsed makes nobody an endorser here: trust goes one
 * step, from somebody whom the verifier knows.
 *
 * Endorsements of an achievement or a credential do not count: an issuer gives these any identifier it likes, also one that was endorsed
 * for somebody else. Only the issuer's DID is bound to its key.
 */
export function trustedEndorsers(endorsements: readonly Endorsement[], issuer: string): Endorser[] {
  const endorsers = new Map<string, Endorser>();
  for (const { of, thing, verification } of endorsements) {
    if (of !== "issuer" || thing !== issuer || !isGoodEndorsement(verification)) continue;
    const { statement, validation } = verification;
    const did = statement?.issuer;
    if (did === undefined || validation.issuer.outcome !== "trusted") continue;
    const { name, endorses } = validation.issuer;
    endorsers.set(did, { did, ...(name !== undefined && { name }), counts: endorses === true });
  }
  return [...endorsers.values()];
}

/**
 * Through whom an issuer is trusted that the verifier does not know itself: those whose endorsements count. What the verifier says
 * itself, "trusted only for something else" too, is never outdone by others.
 */
export function trustedThrough({ outcome, reason, endorsedBy = [] }: IssuerValidation): Endorser[] {
  return outcome === "unknown" && reason === undefined ? endorsedBy.filter(({ counts }) => counts) : [];
}

/** A verdict whose endorsements were judged, with those of the endorsers whom this verifier trusts beside what it holds of the issuer. */
export function withTrustedEndorsers(credential: CredentialVerification): CredentialVerification {
  const { statement, validation, endorsements = [] } = credential;
  const endorsedBy = trustedEndorsers(endorsements, statement?.issuer ?? "");
  if (endorsedBy.length === 0) return credential;
  return { ...credential, validation: { ...validation, issuer: { ...validation.issuer, endorsedBy } } };
}
