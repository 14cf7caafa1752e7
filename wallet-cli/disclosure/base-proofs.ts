import type { DisclosureSuiteName } from "../../core/credential/disclosure/disclosure-suites.ts";
import { parseProofs } from "../../core/credential/proof/proof-options.ts";
import type { HeldCredential } from "../store/wallet-records.ts";

/** A proof from which the holder can show parts of a credential; only the holder may have it. */
export interface BaseProof {
  readonly suite: DisclosureSuiteName;
  /** What the issuer made mandatory: JSON pointers (RFC 6901). */
  readonly mandatoryPointers: readonly string[];
}

/** The proofs by which a held credential can be shown in part, the one that leaves fewer traces first; none for a JWT. */
export function baseProofsOf({ credential }: Pick<HeldCredential, "credential">): BaseProof[] {
  if (typeof credential === "string") return [];
  return parseProofs(credential)
    .flatMap(({ disclosure }) => (disclosure?.kind === "base" ? [disclosure] : []))
    .toSorted((one, other) => Number(other.suite === "bbs-2023") - Number(one.suite === "bbs-2023"));
}
