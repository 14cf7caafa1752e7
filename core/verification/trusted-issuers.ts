import { openBadgesVocabulary } from "../credential/vocabulary.ts";
import type { TrustedIssuer } from "./trusted-issuer.ts";
import type { IssuerValidation, ListOpinion } from "./verdict.ts";

/** A list of issuers, ready to be asked about one. */
export interface IssuerList {
  /** What its keeper calls it. */
  name: string;
  /** Whether what it says about endorsements counts: not for lists that others keep. */
  mayEndorse: boolean;
  find(did: string): TrustedIssuer | undefined;
}

/**
 * Makes a list that is asked in constant time, however long it is. DIDs are compared whole, character by character.
 *
 * @param options.mayEndorse - `false` for a copy of somebody else's list: whose endorsements count is for the verifier to say.
 */
export function createIssuerList(
  name: string,
  issuers: readonly TrustedIssuer[],
  options: { mayEndorse: boolean },
): IssuerList {
  const byDid = new Map(issuers.map((issuer) => [issuer.did, issuer]));
  return { name, ...options, find: (did) => byDid.get(did) };
}

/**
 * Says what a verifier holds of an issuer: distrusted when any list distrusts it, else trusted when any list trusts it, else unknown.
 *
 * @param types - The types (IRIs) of the credential that the issuer vouches for: trust limited by `for`, in IRIs or
 * names of the Open Badges vocabulary, reaches only to these.
 */
export function validateIssuer(
  lists: readonly IssuerList[],
  did: string,
  types: readonly string[],
): IssuerValidation {
  if (lists.length === 0) return { outcome: "unknown" };
  const opinions = lists.map((list) => opinionOf(list, did, types));
  const { outcome, issuerName, reason } = decidingOpinion(opinions);
  return {
    outcome,
    ...(issuerName !== undefined && { name: issuerName }),
    ...(reason !== undefined && { reason }),
    lists: opinions,
    ...(outcome === "trusted" && opinions.some(({ endorses }) => endorses) && { endorses: true }),
  };
}

function opinionOf(
  { name, mayEndorse, find }: IssuerList,
  did: string,
  types: readonly string[],
): ListOpinion {
  const entry = find(did);
  if (entry === undefined) return { name, outcome: "unknown" };
  const { name: issuerName, reason } = entry;
  if (entry.distrusted) return { name, outcome: "distrusted", issuerName, reason };
  if (entry.for && !entry.for.some((kind) => reaches(kind, types))) {
    return { name, outcome: "unknown", issuerName, reason: `Trusted only for ${entry.for.join(", ")}` };
  }
  const endorses = mayEndorse && entry.endorses === true;
  return { name, outcome: "trusted", issuerName, reason, ...(endorses && { endorses }) };
}

/** The first of those that decide; of lists that all do not know it, one that has at least something to say. */
function decidingOpinion(opinions: ListOpinion[]): Omit<ListOpinion, "name"> {
  return (
    opinions.find(({ outcome }) => outcome === "distrusted") ??
    opinions.find(({ outcome }) => outcome === "trusted") ??
    opinions.find(({ reason }) => reason !== undefined) ?? { outcome: "unknown" }
  );
}

function reaches(kind: string, types: readonly string[]): boolean {
  return types.includes(kind) || types.includes(openBadgesVocabulary + kind);
}
