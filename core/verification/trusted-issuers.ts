import { openBadgesVocabulary } from "../credential/vocabulary.ts";
import type { TrustedIssuer } from "./parse-trusted-issuers.ts";
import type { IssuerValidation } from "./verdict.ts";

/**
 * Says what a verifier holds of an issuer. DIDs are compared whole, character by character.
 *
 * @param types - The types (IRIs) of the credential that the issuer vouches for: trust limited by `for`, in IRIs or
 * names of the Open Badges vocabulary, reaches only to these.
 */
export function validateIssuer(
  issuers: readonly TrustedIssuer[],
  did: string,
  types: readonly string[],
): IssuerValidation {
  const entry = issuers.find((candidate) => candidate.did === did);
  if (entry === undefined) return { outcome: "unknown" };
  const { name, reason } = entry;
  if (entry.distrusted) return { outcome: "distrusted", name, reason };
  if (entry.for && !entry.for.some((kind) => reaches(kind, types))) {
    return { outcome: "unknown", name, reason: `Trusted only for ${entry.for.join(", ")}` };
  }
  return { outcome: "trusted", name, reason };
}

function reaches(kind: string, types: readonly string[]): boolean {
  return types.includes(kind) || types.includes(openBadgesVocabulary + kind);
}
